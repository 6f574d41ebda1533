"""Which elements a reader of the page doesn't see, and which are the site's own furniture."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.web.nodes import Skip, attribute

UNSEEN_TAGS = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "meta",
        "link",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "map",
        "datalist",
    ]
)
FURNITURE_TAGS = frozenset(
    ["nav", "footer", "aside", "dialog", "form", "button", "select", "textarea", "input", "menu"]
)
_FURNITURE_ROLES = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "dialog",
        "alertdialog",
        "complementary",
        "toolbar",
        "menu",
    ]
)
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|nav|navbar|navigation|menu|sidebar|share|sharing|"
    r"social|skip-?link|skiplink|pagination|pager|related|newsletter|masthead|site-header|"
    r"site-footer|footer|print-link|back-to-top|toc|table-of-contents)(?:$|[\s_-])",
    re.I,
)
_UNSEEN_NAME = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden|sr-only|screen-reader-text)(?:$|[\s_-])"
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0+\s*(?:[;!]|$)"
    r"|font-size\s*:\s*(?:0|0?\.\d+|1)(?:px|pt|em|rem|%)?\s*(?:[;!]|$)"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top|right|bottom)\s*:\s*-\d{4,}"
    r"|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|transform\s*:\s*scale\(\s*0\s*\)"
    r"|(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:[;!]|$)"
    r"|color\s*:\s*(?:transparent|rgba\([^)]*,\s*0?\.?0+\s*\))",
    re.I,
)
_WHITE = re.compile(
    r"(?<![-\w])color\s*:\s*(?:#f[a-f]f[a-f]f[a-f]|#fff|white|rgba?\(\s*25\d\s*,\s*25\d\s*,\s*25\d)\b",
    re.I,
)
_BACKGROUND = re.compile(
    r"background(?:-color|-image)?\s*:\s*(?!\s*(?:#fff|white|transparent|none))", re.I
)
_SELECTOR = re.compile(r"^\s*(?:[a-z][a-z0-9]*)?([.#])([\w-]+)\s*$", re.I)
_MOST_STYLE = 500_000
_MOST_ATTRIBUTE = 2_000


class Unseen(Skip):
    """Passes over what isn't seen, and counts the texts hidden from the reader."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self.hidden = 0
        self.outside = 0
        self._classes: set[str] = set()
        self._ids: set[str] = set()
        self._page_is_dark = False
        self._read_styles(page)

    def __call__(self, node: LexborNode) -> bool:
        """Return whether the element shows nothing."""
        if node.tag in UNSEEN_TAGS:
            self.outside += node.tag in {"iframe", "object", "embed", "applet"}
            return True
        if _UNSEEN_NAME.search(attribute(node, "class")):
            return True
        if self._is_hidden(node):
            self.hidden += bool(node.text(deep=True).strip())
            return True
        return False

    def _is_hidden(self, node: LexborNode) -> bool:
        attributes = node.attributes
        if not attributes:
            return False
        if "hidden" in attributes and node.tag != "body":
            return True
        style = (attributes.get("style") or "")[:_MOST_ATTRIBUTE]
        if style and _HIDING.search(style):
            return True
        if self._classes and self._classes.intersection((attributes.get("class") or "").split()):
            return True
        if self._ids and (attributes.get("id") or "") in self._ids:
            return True
        white = _WHITE.search(style) or (attributes.get("color") or "").lower() in {
            "white",
            "#fff",
            "#ffffff",
        }
        return bool(white) and not self._page_is_dark and not _has_background(node)

    def _read_styles(self, page: LexborHTMLParser) -> None:
        for sheet in page.css("style"):
            for selectors, rules in _top_rules(sheet.text()[:_MOST_STYLE]):
                if _HIDING.search(rules):
                    self._hide(selectors)
                if _BACKGROUND.search(rules) and re.search(r"\bbody\b|\bhtml\b", selectors):
                    self._page_is_dark = True
        body = page.body
        if body is not None and _has_background(body):
            self._page_is_dark = True

    def _hide(self, selectors: str) -> None:
        for selector in selectors.split(","):
            found = _SELECTOR.match(selector)
            if found:
                (self._classes if found.group(1) == "." else self._ids).add(found.group(2))


class Furniture(Unseen):
    """Passes over navigation, banners and forms too, unless the report itself stands in them."""

    def __init__(self, page: LexborHTMLParser) -> None:
        super().__init__(page)
        body = page.body
        self._most = len(body.text(deep=True)) // 2 if body is not None else 0

    def __call__(self, node: LexborNode) -> bool:
        """Return whether the element is passed over."""
        return super().__call__(node) or (_is_furniture(node) and not self._is_report(node))

    def _is_report(self, node: LexborNode) -> bool:
        if node.tag in {"button", "select", "textarea", "input", "nav"}:
            return False
        if node.css_first("h1, main") is not None:
            return True
        return len(node.text(deep=True)) > self._most


def _top_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations that hold on every screen: none within @media."""
    depth, start, opened, nested = 0, 0, 0, False
    for brace in re.finditer(r"[{}]", sheet):
        if brace.group() == "{":
            nested = depth > 0
            opened = brace.end() if depth == 0 else opened
            depth += 1
            continue
        depth = max(depth - 1, 0)
        if depth == 0 and opened > start:
            selectors = sheet[start : opened - 1].rpartition("*/")[2].rpartition(";")[2]
            if not nested and "@" not in selectors:
                yield selectors, sheet[opened : brace.start()]
            nested = False
        start = brace.end() if depth == 0 else start


def _is_furniture(node: LexborNode) -> bool:
    if node.tag in FURNITURE_TAGS:
        return True
    if node.tag == "header":
        return not _inside(node, {"main", "article", "section"})
    attributes = node.attributes
    if (attributes.get("role") or "") in _FURNITURE_ROLES:
        return True
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"[:_MOST_ATTRIBUTE]
    return node.tag in {"div", "section", "ul", "ol", "p", "span", "a", "table"} and bool(
        _FURNITURE_NAME.search(names)
    )


def _inside(node: LexborNode, tags: set[str]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False


def _has_background(node: LexborNode | None) -> bool:
    """Whether something dark may lie behind the element: only white on plain white is hidden."""
    while node is not None and node.is_element_node:
        attributes = node.attributes
        style = (attributes.get("style") or "")[:_MOST_ATTRIBUTE]
        if _BACKGROUND.search(style) or (attributes.get("bgcolor") or "").lower() not in {
            "",
            "white",
            "#fff",
            "#ffffff",
        }:
            return True
        node = node.parent
    return False
