"""Finds what is wanted of the entries: a count, groups, the next, a share, details, changes."""

import re
from dataclasses import dataclass, field

from assistant.domain.plans import Manner
from assistant.domain.queries import Ask, Change, Field, Order
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.ask_words import (
    BREAKING,
    COUNT,
    GROUP,
    GROUP_NOUN,
    LAST,
    LATEST_CLOSED,
    MOST,
    NEWEST,
    NEXT,
    OF_ENTRIES,
    OF_PEOPLE,
    OLDEST,
    RANKED,
    SHARE,
    SORT,
    WANTED,
)
from assistant.understanding.words.column_words import COLUMNS, MISSING, NOTES
from assistant.understanding.words.lexicon import FIELD_NOUNS
from assistant.understanding.words.manner_words import CHANGES, MANNERS
from assistant.understanding.words.sheet import Sheet


@dataclass(slots=True)
class Request:
    """What a question wants."""

    ask: Ask | None = None
    group_by: list[Field] = field(default_factory=list)
    wanted: list[Field] = field(default_factory=list)
    order: list[Order] = field(default_factory=list)
    limit: int | None = None
    changes: list[Change] = field(default_factory=list)
    manner: Manner = Manner.STATE
    column: str | None = None
    grouping_noun: Field | None = None
    """The field of "which portfolios have ...": a group unless certain entries are named."""
    split_at: int | None = None
    """Word before which the conditions are the total of a share."""


def recognise_ask(sheet: Sheet, vocabulary: Vocabulary) -> Request:
    """Read what is wanted, claiming the words that say so."""
    request = Request()
    _manner(sheet, request)
    _sorting(sheet, request)
    _grouping(sheet, request)
    _counting(sheet, request)
    _changing(sheet, request)
    _edges(sheet, request)
    _details(sheet, vocabulary, request)
    return request


def field_of(noun: str) -> Field:
    """Return the field that a noun names ("business areas")."""
    return next(each for pattern, each in FIELD_NOUNS if re.fullmatch(pattern, noun))


def _manner(sheet: Sheet, request: Request) -> None:
    for pattern, manner in MANNERS:
        match = pattern.search(sheet.line)
        if match:
            request.manner = manner
            _claim_named(sheet, match)
            return


def _sorting(sheet: Sheet, request: Request) -> None:
    for first, last, match in sheet.search(SORT):
        by = match["by"] or match["by2"] or "due"
        known = Field.DUE if re.match(r"due|dead|date", by) else field_of(by)
        known = Field.PUBLISHED if match["published"] else known
        descending = bool(match["down"] or match["down2"]) or (match["first"] or "") in {
            "latest",
            "newest",
        }
        request.order.append(Order(known, descending))
        if match["by2"]:  # "Sort the overdue ones by owner": what stands between is something else.
            sheet.claim(first, first + 1, "sort")
            first = sheet.word_range(*match.span("by2"))[0] - 1
        sheet.claim(first, last, "sort")


def _grouping(sheet: Sheet, request: Request) -> None:
    for first, last, match in sheet.search(GROUP):
        request.ask = Ask.GROUP
        request.group_by += [field_of(match[name]) for name in "abcdefghijk" if match[name]]
        sheet.claim(first, last, "group")
    if request.group_by:
        for first, last, _ in sheet.search(BREAKING):
            sheet.claim(first, last, "group")
    noun = GROUP_NOUN.search(sheet.line)
    if noun and not request.group_by:
        said = next(
            (
                word
                for name, word in noun.groupdict().items()
                if word and not name.startswith(("who", "nounless"))
            ),
            "",
        )
        if OF_PEOPLE.fullmatch(said) and not OF_ENTRIES.search(sheet.line):
            return
        request.grouping_noun = field_of(said) if said else Field.OWNER
        _claim_named(sheet, noun, "noun", "whoverb")
    ranked = RANKED.search(sheet.line)
    if ranked and request.grouping_noun:
        request.order.append(Order(Field.NUMBER, not ranked["least"]))
        sheet.claim(*sheet.word_range(*ranked.span()), "ranked")
    most = MOST.search(sheet.line)
    if most and (request.group_by or request.grouping_noun):
        request.order.append(Order(Field.NUMBER, most["most"] not in {"fewest", "least"}))
        request.limit = 1
        _claim_named(sheet, most, "most")


def _counting(sheet: Sheet, request: Request) -> None:
    for first, last, match in sheet.search(SHARE):
        request.ask = Ask.SHARE
        sheet.claim(first, last, "share")
        request.split_at = _copula_after(sheet, last) if match["of"] else None
    for first, last, _ in sheet.search(COUNT):
        request.ask = request.ask or Ask.COUNT
        sheet.claim(first, last, "count")


def _copula_after(sheet: Sheet, place: int) -> int | None:
    verbs = {
        "is",
        "are",
        "has",
        "have",
        "was",
        "were",
        "does",
        "do",
        "did",
        "sit",
        "sits",
        "belong",
        "belongs",
        "fall",
    }
    found = (at for at in range(place, len(sheet.tokens)) if sheet.word(at) in verbs)
    return next(found, None)


def _changing(sheet: Sheet, request: Request) -> None:
    for pattern, changes in CHANGES:
        for match in pattern.finditer(sheet.line):
            request.ask = Ask.CHANGE
            request.changes += [each for each in changes if each not in request.changes]
            _claim_named(sheet, match, "word")
    general = CHANGES[0][0].search(sheet.line) if request.ask is Ask.CHANGE else None
    if general and not (general["word3"] and request.changes):
        request.changes = []


def _edges(sheet: Sheet, request: Request) -> None:
    for pattern, ask, order in (
        (OLDEST, None, Order(Field.DUE)),
        (NEWEST, None, Order(Field.PUBLISHED, descending=True)),
        (LATEST_CLOSED, None, Order(Field.CLOSED_ON, descending=True)),
        (NEXT, Ask.NEXT, Order(Field.DUE)),
        (LAST, Ask.LAST, Order(Field.DUE, descending=True)),
    ):
        for first, last, _ in sheet.search(pattern):
            sheet.claim(first, last, "edge")
            if request.ask in {None, Ask.COUNT}:
                request.ask = ask or Ask.LIST
                request.order.append(order)
                request.limit = request.limit or 1


def _details(sheet: Sheet, vocabulary: Vocabulary, request: Request) -> None:
    for pattern, wanted in WANTED:
        match = pattern.search(sheet.line)
        if match and wanted not in request.wanted and _says_it(sheet, match):
            request.wanted.append(wanted)
            _claim_named(sheet, match, "word", "verb")
    for first, last, match in sheet.search(COLUMNS):
        request.column = match.group()
        request.wanted.append(Field.PRIORITY)
        sheet.claim(first, last, "column")
    _columns(sheet, vocabulary, request)


def _says_it(sheet: Sheet, match: re.Match[str]) -> bool:
    """Whether the telling words of a pattern aren't taken for something else already."""
    named = [match.span(name) for name, said in match.groupdict().items() if said]
    return not named or any(
        not sheet.claims[place] for span in named for place in range(*sheet.word_range(*span))
    )


def _columns(sheet: Sheet, vocabulary: Vocabulary, request: Request) -> None:
    """Read what is asked of columns that are no field of ours."""
    if missing := MISSING.search(sheet.line):
        request.column = missing["word"] or missing["word2"]
        _claim_named(sheet, missing)
    if notes := NOTES.search(sheet.line):
        request.column = "notes"
        request.wanted = [each for each in request.wanted if each is not Field.TEXT]
        _claim_named(sheet, notes)
    for header in vocabulary.columns:
        match = re.search(rf"\b{re.escape(header.lower().strip())}\b", sheet.line)
        if not header.strip() or not match:
            continue
        first, last = sheet.word_range(*match.span())
        if last - first > 1 or re.search(r"\b(?:what|which|the) $", sheet.line[: match.start()]):
            request.column = header
            request.wanted = [each for each in request.wanted if each is not Field.PRIORITY]
            sheet.claim(first, last, "column")


def _claim_named(sheet: Sheet, match: re.Match[str], *names: str) -> None:
    for name in match.re.groupindex:
        if match[name] and name.startswith(names or ("",)):
            sheet.claim(*sheet.word_range(*match.span(name)), "ask")
