"""Walking a parsed page without recursion, and refusing pages nested beyond reason."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from assistant.domain.errors import InvalidInput

DEEPEST = 500
"""Open elements at once; pages that people read stay below a tenth of it."""
_TAG = re.compile(r"<!--(?:-?>)?|-->|<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_COMMENT_END = "-->"
_RAW = {"<!--": _COMMENT_END} | {name: name for name in ("script", "style", "textarea", "title")}
_VOID = "area base br col embed hr img input link meta param source track wbr"
_CLOSED_BY_THE_NEXT = (
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup caption rt rp html head body"
)
_INLINE = frozenset(
    [
        "a",
        "b",
        "i",
        "u",
        "em",
        "strong",
        "font",
        "span",
        "small",
        "big",
        "tt",
        "nobr",
        "s",
        "strike",
        "center",
    ]
)
"""Inline markup left open is common in old pages, and closes with its block."""
_NEVER_OPEN = frozenset(f"{_VOID} {_CLOSED_BY_THE_NEXT}".split()) | _INLINE
_MOST_INLINE = 5_000


def check_depth(markup: str) -> None:
    """Refuse pages so deep that parsing them takes time without end.

    Raises:
        InvalidInput: elements are nested deeper than any page for people.
    """
    depth = inline = 0
    raw: str | None = None
    """What we are inside of that holds no tags: a comment, a script."""
    for found in _TAG.finditer(markup):
        closing, name = found.group(1), (found.group(2) or found.group()).lower()
        if raw is not None:
            raw = None if name == raw and (closing or raw == _COMMENT_END) else raw
        elif name in _RAW and not closing:
            raw = _RAW[name]
        elif name in _INLINE:
            inline = max(inline + (-1 if closing else 1), 0)
        elif name not in _NEVER_OPEN and name[0].isalpha():
            depth = max(depth + (-1 if closing else 1), 0)
        if depth > DEEPEST or inline > _MOST_INLINE:
            raise InvalidInput(
                f"The file was refused: its elements are nested more than {DEEPEST} deep."
            )


def below(top: LexborNode, skip: "Skip | None" = None) -> Iterator[tuple[LexborNode, bool]]:
    """Yield what stands below a node in document order, entering (true) and leaving (false).

    Text nodes are only entered. `skip` names elements that are passed over whole.
    """
    stack: list[tuple[LexborNode, bool]] = [(node, True) for node in _backwards(top)]
    while stack:
        node, entering = stack.pop()
        if not entering:
            yield node, False
            continue
        if not node.is_element_node:
            if node.is_text_node:
                yield node, True
            continue
        if skip is not None and skip(node):
            continue
        yield node, True
        stack.append((node, False))
        stack.extend((child, True) for child in _backwards(node))


class Skip:
    """Says of an element whether it is passed over."""

    def __call__(self, node: LexborNode) -> bool:
        """Return whether the element and all in it is left out."""
        raise NotImplementedError


def _backwards(node: LexborNode) -> list[LexborNode]:
    children = []
    child = node.child
    while child is not None:
        children.append(child)
        child = child.next
    children.reverse()
    return children


def attribute(node: LexborNode, name: str) -> str:
    """Return an attribute's value, empty where it is missing or has none."""
    return node.attributes.get(name) or ""


def whole(text: str) -> int | None:
    """Return a whole number of sane size, or none."""
    text = text.strip()
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else None
