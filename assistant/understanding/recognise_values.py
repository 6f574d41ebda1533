"""Finds what the register prints in a question: owners, units, reports, addressees, priorities."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.domain.queries import Condition, Field, Op
from assistant.language.words import stem
from assistant.understanding.phrases import SMALL_WORDS, Found
from assistant.understanding.plausible import is_addressed, is_in_passing, is_plausible
from assistant.understanding.sheet import Sheet
from assistant.understanding.titles import GENERIC, Mention
from assistant.understanding.vocabulary import Meaning, Vocabulary

_UNITS = (Field.PORTFOLIO, Field.BUSINESS_AREA, Field.BOARD)
_RANK = {
    Field.OWNER: 1,
    Field.PORTFOLIO: 2,
    Field.BUSINESS_AREA: 2,
    Field.BOARD: 2,
    Field.DELEGATE: 3,
    Field.REPORT: 3,
    Field.PRIORITY: 4,
    Field.STATUS_TEXT: 5,
    Field.ADDRESSEE: 6,
}
_AFTER = (
    (re.compile(r"portfolios?"), Field.PORTFOLIO),
    (re.compile(r"areas?|business|teams?|units?|departments?|commands?"), Field.BUSINESS_AREA),
    (re.compile(r"boards?"), Field.BOARD),
    (re.compile(r"reports?|inspections?|thematics?|reviews?"), Field.REPORT),
)
_DELEGATED = re.compile(r"\b(?:delegate[ds]?|delegated to|action owners?|deputis\w+|supporting)\b")
_OWNING = re.compile(
    r"\b(?:own(?:s|ed|er|ers)?|hold(?:s|ing)?|held|manage[ds]?|lead(?:s|ing)?|led|responsible"
    r"|accountable|assigned|allocated|belong(?:s|ing)?|with|run|runs|head|does|do|has|have|for|in"
    r"|under|within|by|am|at)\b"
)
_AMBIGUOUS_SHARE = 0.5
_FINDING = re.compile(r"recommendations?|recs?|afis?|actions?|report|inspection|numbers?")
"""What both a unit and a report may be asked for by the same name; "entries" are a unit's."""


@dataclass(slots=True)
class Doubt:
    """Words that fit several things, and what they fit."""

    words: str
    choices: tuple[str, ...]


@dataclass(slots=True)
class Values:
    """What the value recogniser could not settle alone."""

    doubts: list[Doubt] = field(default_factory=list)
    library_only: tuple[str, ...] = ()
    """Titles named that the register has nothing from."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    first: int
    last: int
    weight: int
    rank: int
    meanings: tuple[Meaning, ...] = ()
    mention: Mention | None = None


def recognise_whole_names(sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Mark full names of two words or more, before the words in them mean anything else."""
    values = Values()
    for candidate in _ordered(_phrase_candidates(sheet, vocabulary)):
        fields = {meaning.field for meaning in candidate.meanings}
        if candidate.weight > 1 and fields <= _NAMED:
            _settle(sheet, vocabulary, candidate, values)


_NAMED = {Field.OWNER, Field.DELEGATE, Field.REPORT, Field.BOARD}


def recognise_values(sheet: Sheet, vocabulary: Vocabulary) -> Values:
    """Mark all values named, the longest name first; leave doubts for the caller to ask."""
    values = Values()
    mentions = [
        _Candidate(
            mention.first,
            mention.last,
            mention.strong,
            0 if _called(sheet, mention) else 3,
            (),
            mention,
        )
        for mention in vocabulary.titles.find(sheet.tokens)
    ]
    for candidate in _ordered([*_phrase_candidates(sheet, vocabulary), *mentions]):
        if sheet.is_free(candidate.first, candidate.last):
            _settle(sheet, vocabulary, candidate, values)
        elif candidate.mention and (rest := _rest(sheet, vocabulary, candidate)):
            _settle(sheet, vocabulary, rest, values)
    _side_by_side(sheet, vocabulary, values)
    return values


def _called(sheet: Sheet, mention: Mention) -> bool:
    """Whether a name is followed by what it is the name of: "the custody inspection"."""
    return sheet.tokens[mention.last - 1].stem in GENERIC - {stem("one")}


def _side_by_side(sheet: Sheet, vocabulary: Vocabulary, values: Values) -> None:
    """Settle "stalking interim": two names without "and" between them mean one report."""
    reports = sorted((m for m in sheet.marks if m.source == "report"), key=lambda m: m.first)
    for before, after in pairwise(reports):
        one, other = before.single, after.single
        between = {sheet.word(place) for place in range(before.last, after.first)}
        if between & {"and", "or", "nor"} or "," in sheet.typed(before.first, after.last):
            continue
        if one is None or other is None or set(one.values) & set(other.values):
            continue
        both = (*one.values, *other.values)
        series = len(both) == len(("one", "other")) and vocabulary.titles.of_one_series(*both)
        if series and vocabulary.titles.tells_stage(sheet.tokens[after.first : after.last]):
            sheet.marks.remove(before)
        elif series and vocabulary.titles.tells_stage(sheet.tokens[before.first : before.last]):
            sheet.marks.remove(after)
        else:
            values.doubts.append(Doubt(sheet.typed(before.first, after.last), both))


def _rest(sheet: Sheet, vocabulary: Vocabulary, candidate: _Candidate) -> _Candidate | None:
    """Return the mention in what is free of a longer one ("rape" where "crime" is taken)."""
    places = [p for p in range(candidate.first, candidate.last) if not sheet.claims[p]]
    if not places:
        return None
    first, last = places[0], places[-1] + 1
    if not sheet.is_free(first, last):
        return None
    for mention in vocabulary.titles.find(sheet.tokens[first:last]):
        start, end = first + mention.first, first + mention.last
        return _Candidate(start, end, mention.strong, 3, (), mention)
    return None


def _phrase_candidates(sheet: Sheet, vocabulary: Vocabulary) -> list[_Candidate]:
    found = vocabulary.phrases.find([token.stem for token in sheet.tokens])
    return [
        candidate
        for each in found
        if sheet.is_free(each.first, each.last)
        and (candidate := _phrase_candidate(sheet, vocabulary, each)) is not None
    ]


def _phrase_candidate(
    sheet: Sheet, vocabulary: Vocabulary, found: Found[Meaning]
) -> _Candidate | None:
    meanings = tuple(m for m in found.meanings if is_plausible(sheet, vocabulary, found, m))
    if not meanings:
        return None
    meanings = _by_cue(sheet, found, meanings)
    rank = min(_RANK.get(m.field, 9) + (0 if m.whole else 1) for m in meanings)
    if meanings[0].field is Field.ADDRESSEE and is_addressed(sheet, found):
        rank = -1
    weight = _weight(sheet, found.first, found.last)
    return _Candidate(found.first, found.last, weight, rank, meanings)


def _by_cue(
    sheet: Sheet, found: Found[Meaning], meanings: tuple[Meaning, ...]
) -> tuple[Meaning, ...]:
    """Keep the meanings of the field that the words around speak of; full names first."""
    meanings = _whole_first(meanings)
    fields = {meaning.field for meaning in meanings}
    if len(fields) == 1:
        return meanings
    wanted = _cued_field(sheet, found, fields)
    return tuple(meaning for meaning in meanings if meaning.field is wanted)


def _cued_field(sheet: Sheet, found: Found[Meaning], fields: set[Field]) -> Field | None:
    around = (sheet.word(found.last), sheet.word(found.first - 1), sheet.word(found.first - 2))
    for pattern, each in _AFTER:
        if each in fields and any(pattern.fullmatch(word) for word in around):
            return each
    if Field.DELEGATE in fields and _DELEGATED.search(sheet.line):
        return Field.DELEGATE
    return min(fields, key=lambda each: (_RANK.get(each, 9), each.value))


def _whole_first(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    if all(meaning.field is Field.ADDRESSEE for meaning in meanings):
        return meanings  # "Chief constables" are also those "of forces in Wales".
    whole = tuple(meaning for meaning in meanings if meaning.whole)
    return whole or meanings


def _weight(sheet: Sheet, first: int, last: int) -> int:
    return sum(sheet.tokens[place].word not in SMALL_WORDS for place in range(first, last))


def _ordered(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    return sorted(candidates, key=lambda each: (-each.weight, each.rank, each.first))


def _settle(sheet: Sheet, vocabulary: Vocabulary, candidate: _Candidate, values: Values) -> None:
    if not sheet.is_free(candidate.first, candidate.last):
        return
    if candidate.mention:
        _settle_report(sheet, vocabulary, candidate, candidate.mention, values)
        return
    where = candidate.meanings[0].field
    printed = tuple(dict.fromkeys(meaning.value for meaning in candidate.meanings))
    if rival := _rival_report(sheet, vocabulary, candidate, where):
        values.doubts.append(Doubt(sheet.typed(candidate.first, candidate.last), rival))
    elif _several_people(vocabulary, candidate, printed):
        values.doubts.append(Doubt(sheet.typed(candidate.first, candidate.last), printed))
    last = _with_cue_noun(sheet, candidate.last, where)
    source = "report" if where is Field.REPORT else "value"
    sheet.mark(candidate.first, last, source, Condition(where, Op.IS, printed))


def _settle_report(
    sheet: Sheet,
    vocabulary: Vocabulary,
    candidate: _Candidate,
    mention: Mention,
    values: Values,
) -> None:
    if is_in_passing(sheet, vocabulary, mention):
        return
    titles = tuple(report.title for report in mention.reports)
    if not mention.reports[0].registered:
        values.library_only += titles
        sheet.claim(candidate.first, candidate.last, "library report")
        return
    last = candidate.last
    if sheet.word(last) == "final" and sheet.is_free(last, last + 1):
        titles = tuple(title for title in titles if "interim" not in title.lower()) or titles
        last += 1
    condition = Condition(Field.REPORT, Op.IS, titles)
    sheet.mark(candidate.first, last, "report", condition)


def _rival_report(
    sheet: Sheet, vocabulary: Vocabulary, candidate: _Candidate, where: Field
) -> tuple[str, ...]:
    """Return the two readings of "custody recs" where Custody is a unit and a report's name."""
    if where not in _UNITS or _with_cue_noun(sheet, candidate.last, where) > candidate.last:
        return ()
    if _OWNING.fullmatch(sheet.word(candidate.first - 1)) or _OWNING.fullmatch(
        sheet.word(candidate.last)
    ):
        return ()
    if not _FINDING.fullmatch(sheet.word(candidate.last)):
        return ()
    for mention in vocabulary.titles.find(sheet.tokens[candidate.first : candidate.last]):
        if mention.share >= _AMBIGUOUS_SHARE and mention.reports[0].registered:
            unit = f"the {where.value} {candidate.meanings[0].value}"
            return (unit, *(f"the report “{report.title}”" for report in mention.reports))
    return ()


def _several_people(
    vocabulary: Vocabulary, candidate: _Candidate, printed: tuple[str, ...]
) -> bool:
    if len(printed) == 1 or candidate.meanings[0].field not in {Field.OWNER, Field.DELEGATE}:
        return False
    if candidate.meanings[0].whole:
        return False
    same = [
        person for person in vocabulary.people if set(printed) <= {person.name, *person.aliases}
    ]
    return not same


def _with_cue_noun(sheet: Sheet, last: int, where: Field) -> int:
    for pattern, each in _AFTER:
        if sheet.word(last + 1) == "for" and sheet.word(last + 2) == "improvement":
            continue
        if each is where and pattern.fullmatch(sheet.word(last)) and sheet.is_free(last, last + 1):
            more = sheet.word(last) == "business" and sheet.word(last + 1) in {"area", "areas"}
            return last + (2 if more else 1)
    return last
