"""Finding the recommendations, causes of concern and areas for improvement of a report."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.domain.documents import Block, BlockKind
from assistant.domain.sources import Deadline, FindingKind, Report
from assistant.language.addressees import find_addressees
from assistant.language.bodies import body_list
from assistant.language.deadlines import find_deadline
from assistant.language.words import fold
from ingest.findings.actions import find_actions
from ingest.findings.found import FoundFinding
from ingest.findings.labels import Label, announced_kind, label_of
from ingest.findings.marks import mark_of
from ingest.findings.publications import Publication, publications
from ingest.findings.tables import table_findings
from ingest.findings.wording import Wording, is_sibling, item_wording, paragraph_wording

_ASKS = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|ha(?:s|ve) to|(?:is|are) required to)\b", re.I
)
_TELLS_TO = re.compile(
    r"(?:with \w+, |as a matter of urgency,? )?(?:\w+ly,? |further |also |when \S[^,]*, )?"
    r"(?:accelerate|address|adopt|agree|align|amend|appoint|assess|assure|build|carry|clarify"
    r"|complete|conduct|consider|continue|create|define|deliver|design|develop|embed|enable"
    r"|encourage|enhance|ensure|establish|evaluate|examine|expand|explore|extend|find|focus|give"
    r"|hold|identify|implement|improve|include|increase|introduce|invest|involve|issue|keep"
    r"|maintain|make|monitor|offer|prepare|prioritise|produce|promote|provide|publish|put|raise"
    r"|reduce|refresh|reinforce|remove|replace|report|require|resolve|review|revise|secure|seek"
    r"|set|share|simplify|speed|stop|strengthen|support|tackle|take|test|train|undertake|update"
    r"|use|work|write)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:has|have|had|was|were|is now|are now|did|will be)\b", re.IGNORECASE)
_TO_MEMBERS = re.compile(
    r"\b(?:asked|requested|invited|recommended|members|committee|panel|board)\b[^.]*"
    r"\b(?:note|consider|approve|endorse|receive|comment)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"(?:an?|any|something|where|when)\b")
"""A glossary goes on in small letters: "Cause of concern: a serious shortcoming"."""
_NONE = re.compile(r"there (?:are|were) no\b", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:(?:\.{3,}|…)\s*|\s{2,})\d{1,3}$")
_FEWEST_WORDS = 4
_CONCERN_REACH = 6
"""A cause of concern's own wording is looked for in so many blocks before its recommendations."""

_Candidate = tuple[FindingKind, str | None, Wording, str]
"""Kind, number as printed, wording, and whom the heading addresses."""


def find_findings(report: Report, blocks: Sequence[Block]) -> list[FoundFinding]:
    """Return the findings of a report in printed order, each once, with its whole wording."""
    sections = publications(report, blocks)
    found: list[FoundFinding] = []
    for kind, number, wording, addressed in _candidates(blocks):
        if _is_finding(kind, number, wording.text):
            section, published = _section(sections, wording.blocks[0], report.published)
            who = find_addressees(wording.text) or tuple(body_list(addressed) or ())
            deadline = find_deadline(wording.text, published)
            facts = (who, deadline, section, published)
            found.append(_found(report, blocks, (kind, number, wording), facts))
    taken = frozenset(index for finding in found for index in finding.blocks)
    for wording, who, due in find_actions(blocks, taken):
        section, published = _section(sections, wording.blocks[0], report.published)
        action = (FindingKind.ACTION, None, wording)
        found.append(_found(report, blocks, action, (who, due, section, published)))
    return _once(sorted(found, key=lambda finding: finding.blocks[0]))


def _found(
    report: Report,
    blocks: Sequence[Block],
    what: tuple[FindingKind, str | None, Wording],
    facts: tuple[tuple[str, ...], Deadline | None, str | None, date | None],
) -> FoundFinding:
    kind, number, wording = what
    who, deadline, section, published = facts
    parts = tuple(part for index in wording.blocks for part in blocks[index].parts)
    return FoundFinding(
        report_id=report.id,
        kind=kind,
        number=number,
        text=wording.text,
        blocks=tuple(wording.blocks),
        parts=parts,
        addressees=who,
        deadline=deadline,
        section=section,
        published=published,
    )


def _candidates(blocks: Sequence[Block]) -> Iterator[_Candidate]:
    index = 0
    while index < len(blocks):
        following = index + 1
        if label := label_of(blocks[index]):
            for candidate in _labelled(blocks, index, label):
                yield candidate
                following = max(following, candidate[2].following)
        elif kind := _stem_kind(blocks, index):
            for candidate in _items(blocks, index + 1, kind):
                yield candidate
                following = max(following, candidate[2].following)
        elif blocks[index].kind is BlockKind.TABLE:
            yield from table_findings(blocks[index], index)
        index = following


def _labelled(blocks: Sequence[Block], index: int, label: Label) -> Iterator[_Candidate]:
    if label.rest and not _is_title(blocks, index, label):
        wording = paragraph_wording(blocks, index, label.rest)
        yield label.kind, label.number, wording, label.addressed
    elif label.kind is FindingKind.CAUSE_OF_CONCERN:
        yield from _concern(blocks, index, label)
    elif label.number or label.one_list or not label.plural:
        yield from _single(blocks, index, label)
    else:
        yield from _region(blocks, index, label)


def _is_title(blocks: Sequence[Block], index: int, label: Label) -> bool:
    """Return whether what follows the label names the finding's subject, its wording below."""
    return blocks[index].kind is BlockKind.HEADING and not _ASKS.search(label.rest)


def _single(blocks: Sequence[Block], index: int, label: Label) -> Iterator[_Candidate]:
    """One finding whose label stands alone, its wording in the block or list below."""
    start = index + 1
    while start < len(blocks) and blocks[start].kind is BlockKind.FOOTNOTE:
        start += 1
    if start >= len(blocks) or label_of(blocks[start]):
        return
    if blocks[start].kind is BlockKind.LIST_ITEM:
        yield from _items(blocks, start, label.kind, label)
    elif blocks[start].kind is BlockKind.PARAGRAPH:
        wording = paragraph_wording(blocks, start, blocks[start].text)
        yield label.kind, label.number, wording, label.addressed


def _region(blocks: Sequence[Block], index: int, label: Label) -> Iterator[_Candidate]:
    """All findings under a heading such as "Recommendations"."""
    position = index + 1
    while position < len(blocks):
        block = blocks[position]
        if label_of(block) or _closes(blocks[index], block):
            return
        candidates = list(_in_region(blocks, position, label))
        yield from candidates
        position = max([position + 1, *(wording.following for _, _, wording, _ in candidates)])


def _closes(opening: Block, block: Block) -> bool:
    if block.kind is not BlockKind.HEADING or opening.text in block.heading:
        return False
    return opening.kind is not BlockKind.HEADING or block.level <= opening.level


def _in_region(blocks: Sequence[Block], position: int, label: Label) -> Iterator[_Candidate]:
    block = blocks[position]
    if block.kind is BlockKind.LIST_ITEM:
        yield from _items(blocks, position, label.kind, label)
    elif block.kind is BlockKind.TABLE:
        yield from table_findings(block, position)
    elif block.kind is BlockKind.PARAGRAPH:
        asks = _ASKS.search(block.text) and (
            find_addressees(block.text)
            or find_deadline(block.text, None)
            or label.addressed
            or block.marker
        )
        if asks:
            mark, text = mark_of(block)
            number = mark.printed if mark else None
            wording = paragraph_wording(blocks, position, text)
            yield label.kind, number, wording, label.addressed


def _concern(blocks: Sequence[Block], index: int, label: Label) -> Iterator[_Candidate]:
    start = index + 1
    if start >= len(blocks) or blocks[start].kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
        return
    if label_of(blocks[start]):
        return
    if label.plural and blocks[start].kind is BlockKind.LIST_ITEM:
        yield from _items(blocks, start, label.kind, label)
        return
    wording = paragraph_wording(blocks, start, blocks[start].text)
    end = _next_label(blocks, wording.following)
    for position in range(wording.following, end):
        wording.add(position, blocks[position].text)
        wording.following = position + 1
    yield label.kind, label.number, wording, label.addressed


def _next_label(blocks: Sequence[Block], start: int) -> int:
    """Return where a cause of concern's recommendations begin, if nothing else comes before."""
    for position in range(start, min(start + _CONCERN_REACH, len(blocks))):
        if label_of(blocks[position]):
            return position
        if blocks[position].kind is BlockKind.HEADING:
            break
    return start


def _items(
    blocks: Sequence[Block], start: int, kind: FindingKind, label: Label | None = None
) -> Iterator[_Candidate]:
    """The items of a list, each a finding with what is nested under it."""
    position = start
    first, first_mark = blocks[start], mark_of(blocks[start])[0]
    while position < len(blocks) and first_mark is not None:
        block = blocks[position]
        mark = mark_of(block)[0]
        if block.kind is not BlockKind.LIST_ITEM or mark is None or label_of(block):
            return
        if position != start and not is_sibling(first, first_mark, block, mark):
            return
        wording = item_wording(blocks, position, mark)
        number = mark.printed or (label.number if label else None)
        yield kind, number, wording, label.addressed if label else ""
        position = wording.following


def _stem_kind(blocks: Sequence[Block], index: int) -> FindingKind | None:
    """Return the kind of findings that a sentence announces as the list that follows it."""
    block = blocks[index]
    if block.kind is not BlockKind.PARAGRAPH or index + 1 >= len(blocks):
        return None
    if blocks[index + 1].kind is not BlockKind.LIST_ITEM:
        return None
    return announced_kind(block.text)


def _is_finding(kind: FindingKind, number: str | None, text: str) -> bool:
    enough = len(text.split()) >= _FEWEST_WORDS and not _CONTENTS.search(text)
    if not enough or _TO_MEMBERS.search(text) or _NONE.match(text):
        return False
    if number is None and _DEFINES.match(text) and not _ASKS.search(text):
        return False
    if kind is FindingKind.RECOMMENDATION:
        asks = _ASKS.search(text) or _TELLS_TO.match(text)
        return bool(asks) or (number is not None and not _TELLS.search(text))
    return True


def _section(
    sections: Sequence[Publication], index: int, published: date | None
) -> tuple[str | None, date | None]:
    for section in sections:
        if section.start < index < section.end:
            return section.title, section.published
    return None, published


def _once(found: list[FoundFinding]) -> list[FoundFinding]:
    """Leave out what repeats a finding: a summary at the front, or the same words in a chapter."""
    kept: list[FoundFinding] = []
    seen: set[tuple[str | None, FindingKind, str]] = set()
    for finding in found:
        key = (finding.section, finding.kind, fold(finding.text))
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept
