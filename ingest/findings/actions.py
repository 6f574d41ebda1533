"""What a letter requires of a named body by a date."""

import re
from collections.abc import Sequence

from assistant.domain.documents import Block, BlockKind
from assistant.domain.sources import Deadline, DeadlineKind
from assistant.language.addressees import find_addressees
from assistant.language.deadlines import find_deadline
from assistant.language.sentences import sentences
from assistant.language.words import fold
from ingest.findings.wording import Wording

_THING = (
    r"(?:statements?\s+of\s+(?:proposed\s+)?actions?|(?:action|improvement|delivery)\s+plans?"
    r"|written\s+(?:response|statement|report)s?)"
)
_MODAL = r"\b(?:should|must|is\s+required\s+to|are\s+required\s+to|is\s+to|are\s+to|shall)\s+"
_ASKED = re.compile(
    rf"^(?P<who>.{{2,160}}?)\s*{_MODAL}(?:\w+\s+){{0,5}}?(?P<verb>prepar\w+|produce|send|submit|provide"
    rf"|return|publish|draw\s+up|develop|write|make|co-?ordinate)\b.{{0,80}}?{_THING}",
    re.IGNORECASE | re.DOTALL,
)
_ASKED_FOR = re.compile(_THING, re.IGNORECASE)
_DETERMINED = re.compile(
    r"^.*?\b(?:determined|decided|concluded|agreed|judged|identified)\s+that\s+(?P<who>.+?)"
    r"(?:\s+(?:is|are|was|were|has|have|will|leads?|acts?|takes?|holds?)\b.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = re.compile(r"(?:we|it|this|that|these|those|they|there|you)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|that)\s+", re.IGNORECASE)
_WORDED = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_REACH = 5
"""How many blocks may stand between preparing a statement and sending it."""


def find_actions(
    blocks: Sequence[Block], taken: frozenset[int]
) -> list[tuple[Wording, tuple[str, ...], Deadline]]:
    """Return required statements and plans: wording, who must act, and by when.

    Who sends it comes first; who prepares it follows where that is somebody else.
    """
    found = []
    start = 0
    for index, block in enumerate(blocks):
        if index in taken or block.kind not in _WORDED:
            continue
        due = _dated_request(block.text)
        if due is None:
            continue
        sender, deadline = due
        first = _preparation(blocks, index, max(start, index - _REACH))
        wording = _wording(blocks, first, index)
        found.append((wording, _who(sender, blocks[first].text), deadline))
        start = index + 1
    return found


def _dated_request(text: str) -> tuple[tuple[str, ...], Deadline] | None:
    if not _ASKED_FOR.search(text):
        return None  # Looking for deadlines in every sentence of a report takes long.
    for begin, end in sentences(text):
        sentence = text[begin:end]
        deadline = find_deadline(sentence, None)
        if deadline is None or deadline.kind is not DeadlineKind.DATE:
            continue
        if who := _asked(sentence):
            return who, Deadline(deadline.text, deadline.kind, deadline.due)
    return None


def _asked(sentence: str) -> tuple[str, ...]:
    match = _ASKED.search(sentence)
    if match is None:
        return ()
    if names := find_addressees(sentence):
        return names
    determined = _DETERMINED.match(match["who"])
    who = _ARTICLE.sub("", (determined["who"] if determined else match["who"]).strip(" ,"))
    # A bare place stands for its authority ("Anyborough should send ...").
    if _NOBODY.match(who):
        return ()
    return (who,) if determined or who[:1].isupper() else ()


def _preparation(blocks: Sequence[Block], last: int, earliest: int) -> int:
    for index in range(earliest, last):
        block = blocks[index]
        if block.kind in _WORDED and any(
            _asked(block.text[begin:end]) for begin, end in sentences(block.text)
        ):
            between = blocks[index + 1 : last]
            if not any(other.kind is BlockKind.HEADING for other in between):
                return index
    return last


def _wording(blocks: Sequence[Block], first: int, last: int) -> Wording:
    wording = Wording(following=last + 1)
    for index in range(first, last + 1):
        if blocks[index].kind is not BlockKind.FOOTNOTE:
            wording.add(index, blocks[index].text)
    return wording


def _who(sender: tuple[str, ...], preparing: str) -> tuple[str, ...]:
    names = {fold(name): name for name in sender}
    for begin, end in sentences(preparing):
        for name in _asked(preparing[begin:end]):
            names.setdefault(fold(name), name)
    return tuple(names.values())
