"""Reads what points back at an answer: "she", "the month before", "why?", "is it closed?"."""

import re
from dataclasses import replace

from assistant.domain.plans import Manner, Plan, Turn
from assistant.domain.queries import Ask, Change, Condition, Field, Op, RegisterQuery
from assistant.understanding.conversation.antecedents import (
    only_whose,
    speaks_of_someone,
    spoken_of,
    with_another,
)
from assistant.understanding.conversation.continued_plan import asked_back, continuing, joined
from assistant.understanding.conversation.follow_periods import (
    asks_of_another_time,
    asks_to_step,
    moved_in_time,
    stepped,
)
from assistant.understanding.conversation.leaning import fields_of
from assistant.understanding.decide import CHECKED
from assistant.understanding.recognise.reading import Reading
from assistant.understanding.vocabulary.vocabulary import Vocabulary


def of_what_was_named(
    reading: Reading, vocabulary: Vocabulary, previous: Turn, held: RegisterQuery
) -> Plan | None:
    """Return the plan for "she", "the month before", "the rest", "is it closed?"; else none."""
    line = reading.sheet.line
    plan = _of_few_words(reading, previous, held)
    if plan is None and with_another(reading):
        plan = asked_back("Whose entries do you mean? Please name them both, or one of them.")
    if plan is None and speaks_of_someone(reading):
        plan = _of_someone(reading, vocabulary, previous)
    if plan is None and _THAT_REPORT.search(line) and Field.REPORT not in reading.fields:
        plan = _of_that_report(reading, previous)
    return plan or _whether_it_is(reading, previous, held)


def _of_someone(reading: Reading, vocabulary: Vocabulary, previous: Turn) -> Plan | None:
    """Return the plan for "what is she late with?"; none where only a field is asked for."""
    if reading.request.wanted:
        return None
    whose = spoken_of(previous, vocabulary)
    if whose is None or _IS_IT.match(reading.sheet.line) or not only_whose(reading):
        return asked_back("Whom do you mean? Please name them.")
    asked = replace(reading.query, where=(whose, *reading.query.where, *reading.premise))
    return joined(reading, previous, asked)


def _of_that_report(reading: Reading, previous: Turn) -> Plan:
    if not previous.title:
        return asked_back("Which report do you mean? Please name it.")
    of_it = Condition(Field.REPORT, Op.IS, (previous.title,))
    return joined(reading, previous, replace(reading.query, where=(of_it, *reading.query.where)))


def _of_few_words(reading: Reading, previous: Turn, held: RegisterQuery) -> Plan | None:
    """Return the plan for "the month before", "why?" and "the rest", said alone; else none."""
    line = reading.sheet.line
    if message := _asks_too_little(reading, held):
        return asked_back(message)
    if asks_to_step(line) or asks_of_another_time(line):
        moved = stepped(reading, held) or moved_in_time(reading, held)
        return continuing(previous, moved) if moved else asked_back("Which period do you mean?")
    holding = reading.manner is Manner.WHY and not reading.fields and _THEM.search(line)
    if holding or _WHY.fullmatch(line):
        return replace(continuing(previous, _each(held, previous)), manner=Manner.WHY)
    query = _shown_again(reading, previous, held)
    return continuing(previous, query) if query else None


def _shown_again(reading: Reading, previous: Turn, held: RegisterQuery) -> RegisterQuery | None:
    """Return the same entries for "which?", "whose?", "list with owners", "is it an AFI?"."""
    line = reading.sheet.line
    if reading.fields == {Field.KIND} and _IS_IT.match(line) and len(set(previous.refs)) == 1:
        return replace(_each(held, previous), wanted=(Field.KIND,))
    if _WHICH.fullmatch(line) and held.ask is not Ask.CHANGE:
        return replace(held, ask=Ask.LIST, wanted=(), group_by=(), of=())
    if _WHOSE.fullmatch(line):
        return replace(_each(held, previous), wanted=(Field.OWNER,))
    return held if _WITH_THEIR.fullmatch(line) else None


def _asks_too_little(reading: Reading, held: RegisterQuery) -> str:
    """Return the question back where a few words can't tell which entries are meant."""
    line = reading.sheet.line
    if _BACK_TO.match(line) and not reading.fields:
        return "I keep only the last question in mind. Please ask for the list again."
    one = fields_of(held.where) == {Field.REF}
    alone = not reading.request.wanted and not _IS_IT.match(line)
    if one and reading.fields in _OF_NO_ONE and alone:
        return "Whose do you mean, or from which report?"
    if _OR.match(line) and any(isinstance(c, Condition) and c.negated for c in held.where):
        return "Please say in one question what is to be left out."
    others = _OTHERS.search(line) and not reading.fields and not reading.request.wanted
    if others or _REST.fullmatch(line):
        return "Which of the others do you mean? Please say what they have in common."
    return ""


_OF_NO_ONE = ({Field.KIND}, {Field.TEXT}, {Field.PRIORITY})
"""What can't be asked of one entry named before: "and the AFIs?", after who owns it."""
_WHICH = re.compile(
    r"(?:and |so |ok )*(?:which|which ones|which (?:are|were) (?:they|those)|what are they"
    r"|name them)(?: please)?"
)
_WITH_THEIR = re.compile(
    r"(?:list|show|give)(?: (?:me|them|it|those|these))* with (?:the |their )?"
    r"(?:owners?|dates?|due dates?|status(?:es)?|delegates?|names?)(?: please)?"
)
_WHOSE = re.compile(
    r"(?:and |so |ok )*(?:whose|who by|by whom?|who (?:with|for)"
    r"|whose (?:are|is) (?:they|those|it))"
)
_THAT_REPORT = re.compile(r"\b(?:that|this|the same) (?:report|inspection|letter|review)\b")
_BACK_TO = re.compile(r"(?:and |now |ok |go |can we go )*back to\b")
_THEM = re.compile(r"\b(?:it|that|this|they|them|those|these)\b")
_WHY = re.compile(
    r"(?:and |but |so |ok )*(?:why|how come)(?: (?:not|so|is|was|are|were|that|it|they|this|though"
    r"|exactly))*"
)
_OR = re.compile(r"(?:or|nor)\b")
_OTHERS = re.compile(r"\bothers?\b(?! than)")
_REST = re.compile(
    r"(?:and |what about |how about |now |just |only |(?:what|which|who|where) (?:are|is) )*"
    r"(?:all )?(?:the )?(?:rest|others?|other ones|remainder|remaining(?: ones)?"
    r"|everyone else(?: s)?)(?: of (?:them|those|these))?"
)
_IS_IT = re.compile(
    r"(?:and |so |but |ok )*(?:is|was|has|have|did|does|are)(?: not)?"
    r" (?:(?:it|that|this|that one|this one)\b"
    r"|(?:[\w-]+ ){1,4}(?:the |its |an? )?(?:owner|lead|delegate|responsible)\b)"
    r"|(?:and |so )*(?:am|was) i .{1,30}\b(?:it|that|this)\b"
)
_WHY_IT = re.compile(
    r"(?:and |so |but )*(?:why|how come)(?: (?:is|was|s|has|does))? (?:it|that|this)\b"
)
_ARE_THEY = re.compile(
    r"(?:and |so |but |ok )*(?:are|were|have|do)(?: not)? (?:they|these|those|all of"
    r" (?:them|these|those))\b"
)


def _one(refs: set[str]) -> RegisterQuery:
    return RegisterQuery(Ask.DETAIL, (Condition(Field.REF, Op.IS, tuple(sorted(refs))),))


def _each(held: RegisterQuery, previous: Turn) -> RegisterQuery:
    """Return the entries of the last question, each by itself."""
    if held.ask in BEYOND_CONDITIONS or held.limit:
        return replace(_one(set(previous.refs)), as_at=held.as_at)
    return RegisterQuery(Ask.DETAIL, held.where, as_at=held.as_at)


BEYOND_CONDITIONS = frozenset({Ask.CHANGE, Ask.NEXT, Ask.LAST})
"""What is found by more than conditions, and can only be found again by its references."""


def _whether_it_is(reading: Reading, previous: Turn, held: RegisterQuery) -> Plan | None:
    """Return the plan for "is that overdue?", asked of the entry or entries just named."""
    line, refs, asked = reading.sheet.line, set(previous.refs), reading.request
    why = len(refs) == 1 and _WHY_IT.match(line)
    one = len(refs) == 1 and (_IS_IT.match(line) or why)
    slipped = one and asked.changes and not reading.times.since and not reading.query.where
    if slipped and set(asked.changes) <= {Change.LATER, Change.EARLIER}:
        return joined(reading, previous, _one(refs))
    named = reading.fields and reading.fields <= CHECKED
    if not named or not (one or (refs and _ARE_THEY.match(line))):
        return None
    query = _one(refs) if one else _each(held, previous)
    plan = joined(reading, previous, replace(query, as_at=reading.query.as_at or held.as_at))
    premise = (*reading.query.where, *reading.premise)
    manner = Manner.WHY if why else Manner.WHETHER
    return plan if plan.unplaced else replace(plan, premise=premise, manner=manner)
