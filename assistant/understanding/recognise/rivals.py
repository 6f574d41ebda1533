"""What words could also mean, and what is asked back for it."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.domain.queries import Condition, Field, Op
from assistant.understanding.vocabulary.candidates import FINDING, UNITS, Candidate, with_cue_noun
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.sheet import Mark, Sheet

_OWNING = re.compile(
    r"\b(?:own(?:s|ed|er|ers)?|hold(?:s|ing)?|held|manage[ds]?|lead(?:s|ing)?|led|responsible"
    r"|accountable|assigned|allocated|belong(?:s|ing)?|with|run|runs|head|does|do|has|have|for|in"
    r"|under|within|by|am|at)\b"
)


_AMBIGUOUS_SHARE = 0.5


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


_PARTING = frozenset({"and", "or", "nor", "vs", "versus", "v", "against"})


def settle_side_by_side(sheet: Sheet, vocabulary: Vocabulary, values: Values) -> None:
    """Settle "stalking interim": two names without "and" between them mean one report."""
    reports = sorted((m for m in sheet.marks if m.source == "report"), key=lambda m: m.first)
    for before, after in pairwise(reports):
        one, other = before.single, after.single
        between = {sheet.word(place) for place in range(before.last, after.first)}
        typed = sheet.typed(before.first, after.last)
        if between & _PARTING or re.search(r"[,&+/]", typed):
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


def ask_about_compounds(sheet: Sheet, values: Values) -> None:
    """Ask about "rural crime" recs, where "rural" is a report's and Crime a portfolio.

    What entries are on or about is searched for in their wording.
    """
    reports = {mark.last: mark for mark in sheet.marks if mark.source == "report"}
    for mark in list(sheet.marks):
        before, unit = reports.get(mark.first), mark.single
        if before is None or unit is None or unit.field not in UNITS or before.single is None:
            continue
        two_words = mark.last - mark.first == 1 and before.last - before.first == 1
        if two_words and sheet.word(before.first - 1) in _TOPIC:
            words = f"{sheet.word(before.first)} {sheet.word(mark.first)}"
            both = Condition(Field.TEXT, Op.CONTAINS, (words,))
            sheet.marks = [each for each in sheet.marks if each not in (before, mark)]
            sheet.marks.append(Mark(before.first, mark.last, (both,), "text"))
        elif two_words and FINDING.fullmatch(sheet.word(mark.last)):
            choices = (
                *(f"the report “{title}”" for title in before.single.values),
                f"the {unit.field.value} {unit.values[0]}",
            )
            values.doubts.append(Doubt(sheet.typed(before.first, mark.last), choices))


_TOPIC = frozenset({"on", "about", "regarding", "concerning", "around", "re"})


def rival_report(
    sheet: Sheet, vocabulary: Vocabulary, candidate: Candidate, where: Field
) -> tuple[str, ...]:
    """Return the two readings of "custody recs" where Custody is a unit and a report's name."""
    if where not in UNITS or with_cue_noun(sheet, candidate.last, where) > candidate.last:
        return ()
    if _OWNING.fullmatch(sheet.word(candidate.first - 1)) or _OWNING.fullmatch(
        sheet.word(candidate.last)
    ):
        return ()
    if not FINDING.fullmatch(sheet.word(candidate.last)):
        return ()
    for mention in vocabulary.titles.find(sheet.tokens[candidate.first : candidate.last]):
        whole = mention.last - mention.first == candidate.last - candidate.first
        if whole and mention.share >= _AMBIGUOUS_SHARE and mention.reports[0].registered:
            unit = f"the {where.value} {candidate.meanings[0].value}"
            return (unit, *(f"the report “{report.title}”" for report in mention.reports))
    return ()
