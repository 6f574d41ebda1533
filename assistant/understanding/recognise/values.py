"""Finds what the register prints in a question: owners, units, reports, addressees, priorities."""

import re
from collections.abc import Iterable

from assistant.domain.queries import Condition, Field, Op
from assistant.language.words import stem
from assistant.understanding.recognise.plausible import (
    COMPARED,
    ENTRY_NOUN,
    is_addressed,
    is_cued,
    is_in_passing,
    is_plausible,
)
from assistant.understanding.recognise.rivals import (
    Doubt,
    Values,
    ask_about_compounds,
    rival_report,
    settle_side_by_side,
)
from assistant.understanding.recognise.sources import recognise_sources
from assistant.understanding.vocabulary.candidates import AFTER, UNITS, Candidate, with_cue_noun
from assistant.understanding.vocabulary.names import FORCE_WORDS
from assistant.understanding.vocabulary.title_mentions import Mention
from assistant.understanding.vocabulary.title_words import GENERIC
from assistant.understanding.vocabulary.unit_heads import recognise_heads
from assistant.understanding.vocabulary.vocabulary import Meaning, Vocabulary
from assistant.understanding.words.lexicon import ADDRESS_CUE
from assistant.understanding.words.phrases import SMALL_WORDS, Found, without_small_words
from assistant.understanding.words.sheet import Sheet
from assistant.understanding.words.tokens import phrase_stems

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
_DELEGATED = re.compile(r"\b(?:delegate[ds]?|delegated to|action owners?|deputis\w+|supporting)\b")


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
        Candidate(
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
    settle_side_by_side(sheet, vocabulary, values)
    recognise_heads(sheet, vocabulary)
    ask_about_compounds(sheet, values)
    recognise_sources(sheet, vocabulary)
    return values


def _called(sheet: Sheet, mention: Mention) -> bool:
    """Whether a name is followed by what it is the name of: "the custody inspection"."""
    return sheet.tokens[mention.last - 1].stem in GENERIC - {stem("one")}


def _rest(sheet: Sheet, vocabulary: Vocabulary, candidate: Candidate) -> Candidate | None:
    """Return the mention in what is free of a longer one ("rape" where "crime" is taken)."""
    places = [p for p in range(candidate.first, candidate.last) if not sheet.claims[p]]
    if not places:
        return None
    first, last = places[0], places[-1] + 1
    if not sheet.is_free(first, last):
        return None
    for mention in vocabulary.titles.find(sheet.tokens[first:last]):
        start, end = first + mention.first, first + mention.last
        return Candidate(start, end, mention.strong, 3, (), mention)
    return None


def _phrase_candidates(sheet: Sheet, vocabulary: Vocabulary) -> list[Candidate]:
    found = vocabulary.phrases.find([token.stem for token in sheet.tokens])
    return [
        candidate
        for each in found
        if sheet.is_free(each.first, each.last)
        and (candidate := _phrase_candidate(sheet, vocabulary, each)) is not None
    ]


def _phrase_candidate(
    sheet: Sheet, vocabulary: Vocabulary, found: Found[Meaning]
) -> Candidate | None:
    meanings = tuple(m for m in found.meanings if is_plausible(sheet, vocabulary, found, m))
    if not meanings:
        return None
    meanings = _by_cue(sheet, found, meanings)
    rank = min(_RANK.get(m.field, 9) + (0 if m.whole else 1) for m in meanings)
    told = meanings[0].field is Field.ADDRESSEE
    if (
        told
        and COMPARED.search(sheet.line)
        and vocabulary.titles.find(sheet.tokens[found.first : found.last])
    ):
        return None  # "Compare the fraud and NCA recommendations" compares reports.
    if told and is_addressed(sheet, found):
        rank = -1
    elif told and is_cued(sheet, found) and any(m.whole for m in meanings):
        rank = _RANK[Field.ADDRESSEE] - 4
    weight = _weight(sheet, found.first, found.last)
    return Candidate(found.first, found.last, weight, rank, meanings)


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
    for pattern, each in AFTER:
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


def _ordered(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda each: (-each.weight, each.rank, each.first))


def _settle(sheet: Sheet, vocabulary: Vocabulary, candidate: Candidate, values: Values) -> None:
    if not sheet.is_free(candidate.first, candidate.last):
        return
    if candidate.mention:
        _settle_report(sheet, vocabulary, candidate, candidate.mention, values)
        return
    where = candidate.meanings[0].field
    if where in UNITS and _REPORTED.fullmatch(sheet.word(candidate.last)):
        _settle_unit_report(sheet, vocabulary, candidate)
        return
    printed = tuple(dict.fromkeys(meaning.value for meaning in candidate.meanings))
    rival = rival_report(sheet, vocabulary, candidate, where)
    if rival and _of_a_report(sheet, candidate.last):
        _settle_unit_report(sheet, vocabulary, candidate, 0)
        return
    if rival:
        values.doubts.append(Doubt(sheet.typed(candidate.first, candidate.last), rival))
    elif _several_people(vocabulary, candidate, printed):
        values.doubts.append(Doubt(sheet.typed(candidate.first, candidate.last), printed))
    last = with_cue_noun(sheet, candidate.last, where)
    source = "report" if where is Field.REPORT else "value"
    sheet.mark(candidate.first, last, source, Condition(where, Op.IS, printed))


_REPORTED = re.compile(r"report|inspection|thematic|review")


_ONLY_OF_REPORTS = re.compile(r"afis?|causes?|areas?")


def _of_a_report(sheet: Sheet, place: int) -> bool:
    """Whether what follows can only come from a report: "custody AFIs", "custody rec 4"."""
    numbered = any(mark.first == place and mark.source == "number" for mark in sheet.marks)
    return numbered or bool(_ONLY_OF_REPORTS.fullmatch(sheet.word(place)))


def _settle_unit_report(
    sheet: Sheet, vocabulary: Vocabulary, candidate: Candidate, noun: int = 1
) -> None:
    """Read "the digital forensics report": the one report whose title has words of the unit's.

    Where there is none such, or several, the words stay free, to be asked about.
    """
    last = candidate.last + noun
    found = vocabulary.titles.find(sheet.tokens[candidate.first : candidate.last])
    reports = [report for mention in found for report in mention.reports if report.registered]
    titles = tuple(dict.fromkeys(report.title for report in reports))
    if titles:
        condition = Condition(Field.REPORT, Op.IS, titles)
        sheet.mark(candidate.first, last, "report", condition)


def _settle_report(
    sheet: Sheet,
    vocabulary: Vocabulary,
    candidate: Candidate,
    mention: Mention,
    values: Values,
) -> None:
    if _names_the_force(sheet, vocabulary, candidate):
        if not _is_told(sheet, candidate):
            following = sheet.tokens[candidate.last : candidate.last + 1]
            police = bool(following) and following[0].stem in FORCE_WORDS
            sheet.claim(candidate.first, candidate.last + police, "force")
        return
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


def _is_told(sheet: Sheet, candidate: Candidate) -> bool:
    """Whether the force is named as who is addressed: "for Wexmoor", "Wexmoor Police AFIs"."""
    several = candidate.last - candidate.first > 1
    holds = several and bool(ENTRY_NOUN.fullmatch(sheet.word(candidate.last)))
    return holds or bool(ADDRESS_CUE.search(sheet.line[: sheet.starts[candidate.first]]))


def _names_the_force(sheet: Sheet, vocabulary: Vocabulary, candidate: Candidate) -> bool:
    """Whether words are the name of the force itself, which titles of its own reports have too."""
    words = sheet.tokens[candidate.first : candidate.last]
    own = tuple(token.stem for token in words if token.stem not in FORCE_WORDS)
    named = {meaning.value for meaning in vocabulary.phrases.get(own)}
    whole = {without_small_words(phrase_stems(value)) for value in named}
    return len(own) == 1 and any((*own, force) in whole for force in FORCE_WORDS)


def _several_people(vocabulary: Vocabulary, candidate: Candidate, printed: tuple[str, ...]) -> bool:
    if len(printed) == 1 or candidate.meanings[0].field not in {Field.OWNER, Field.DELEGATE}:
        return False
    if candidate.meanings[0].whole:
        return False
    same = [
        person for person in vocabulary.people if set(printed) <= {person.name, *person.aliases}
    ]
    return not same
