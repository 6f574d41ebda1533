"""The public door: from a question, as typed, to a validated plan."""

import re
from datetime import date

from assistant.domain.people import Asker
from assistant.domain.plans import Manner, Plan, Route, Turn
from assistant.domain.queries import Ask, Field
from assistant.settings import Settings
from assistant.understanding.clarify import (
    clarified,
)
from assistant.understanding.conversation.follow_up import continue_turn
from assistant.understanding.interpretation import interpret, say_conditions
from assistant.understanding.of_the_register import NOT_BEGUN, say_little
from assistant.understanding.recognise.entries import says_entries
from assistant.understanding.recognise.reading import Reading
from assistant.understanding.recognise.turns_of_talk import put_aside
from assistant.understanding.register_question import read_question
from assistant.understanding.route import (
    DEFINITION,
    MADE,
    route_by_words,
)
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.courtesy import without_courtesy
from assistant.understanding.words.sheet import Sheet
from assistant.understanding.words.short_forms import spelled_out
from assistant.understanding.words.side_words import OF_ENTRIES, REPORT_SUBJECT, REPORT_WORDS

_REGISTER_FIELDS = frozenset(Field) - {Field.REPORT, Field.TEXT, Field.NUMBER, Field.ADDRESSEE}
_REGISTER_WANTS = frozenset(Field) - {Field.TEXT, Field.PUBLISHED}


def understand(
    question: str,
    vocabulary: Vocabulary,
    asker: Asker,
    today: date,
    settings: Settings,
    previous: Turn | None = None,
) -> Plan:
    """Read a question.

    Args:
        question: As typed.
        vocabulary: What the asker may name.
        asker: The proved identity, for "me".
        today: The day asked about, for relative dates.
        settings: Committee dates, financial year and what "due soon" means.
        previous: The last turn of the conversation, which a follow-up continues.

    Returns:
        a plan. What goes to the reports has no `report` part yet.
    """
    question, afresh = put_aside(without_courtesy(spelled_out(question)))
    previous = None if afresh else previous
    line = Sheet.of(question).line
    decided = route_by_words(line)
    if decided:
        route, message = decided
        return Plan(route, _INTERPRETED[route], message=message)
    reading = read_question(question, vocabulary, asker, today, settings)
    decided = route_by_words(reading.sheet.line) if reading.notes else None
    if decided:  # Misspelt, it said so too.
        route, message = decided
        return Plan(route, _INTERPRETED[route], message=message)
    if previous and (plan := continue_turn(reading, vocabulary, previous)):
        return plan
    plan = plan_of(reading, vocabulary)
    if previous and previous.plan.register and _says_too_little(plan, reading):
        message = "I can't tell what you mean by that. Please ask it as a whole question."
        return Plan(Route.CLARIFY, message, message=message)
    return plan


def _says_too_little(plan: Plan, reading: Reading) -> bool:
    """Whether a short message after an answer from the register is nothing to search reports for.

    "How long have they been waiting?", "list the notes".
    """
    line = reading.sheet.line
    told = REPORT_SUBJECT.search(line) or REPORT_WORDS.search(line) or _DEFINED.match(line)
    lost = plan.route is Route.REPORT or (plan.route is Route.CLARIFY and bool(plan.unplaced))
    short = lost and len(line.split()) <= _SHORT
    named = reading.fields & {Field.REPORT, Field.TEXT}
    return short and not told and not named and say_little(reading.unplaced)


_SHORT = 7
_DEFINED = re.compile(
    r"(?:and |so )?(?:what (?:is|are|was) an? |what does .* (?:mean|stand)|define|explain)"
)


_INTERPRETED = {
    Route.HELP: "help",
    Route.DRAFT: "a draft of the committee paper",
    Route.OUT_OF_SCOPE: "something that this assistant does not do",
}


def plan_of(reading: Reading, vocabulary: Vocabulary) -> Plan:
    """Return the plan of a question that stands for itself."""
    route = _route(reading, vocabulary)
    if route is Route.REPORT:
        return Plan(route, "a question to the reports", unplaced=reading.unplaced)
    plan = register_plan(reading, route)
    return clarified(plan, reading, vocabulary) if vocabulary.has_register else plan


def register_plan(reading: Reading, route: Route = Route.REGISTER) -> Plan:
    """Return the plan of a question about the register."""
    numbers = reading.numbers
    return Plan(
        route,
        describe(reading),
        reading.query,
        unplaced=reading.unplaced,
        manner=reading.manner,
        premise=reading.premise,
        expected=numbers.expected if not numbers.others else -(numbers.expected or 1),
        mine=reading.mine,
        column=reading.request.column,
        absent=(*reading.absent, *reading.values.library_only),
    )


def describe(reading: Reading) -> str:
    """Return the interpretation of a question about the register."""
    said = interpret(reading.query)
    if reading.premise:
        said += f"; asked whether {say_conditions(reading.premise)}"
    notes = [*reading.notes, *(f"period: {name}" for name in reading.times.names if name)]
    if reading.unplaced:
        notes.append(f"not understood: {', '.join(reading.unplaced)}")
    return "; ".join([said, *notes])


def _without_names(reading: Reading) -> str:
    """Return the words of a question; titles and quoted words of several words stand as one."""
    sheet = reading.sheet
    named = [
        mark for mark in sheet.marks
        if mark.source in {"report", "text"} and mark.last - mark.first > 1
    ]  # fmt: skip
    within = {place: mark for mark in named for place in range(mark.first, mark.last)}
    kept: list[str] = []
    for place, token in enumerate(sheet.tokens):
        mark = within.get(place)
        if mark is None:
            kept.append(token.word)
        elif place == mark.first and not sheet.word(mark.last).startswith("report"):
            kept.append("report" if mark.source == "report" else "so")
    return " ".join(kept)


def _route(reading: Reading, vocabulary: Vocabulary) -> Route:
    line = _without_names(reading)
    if not vocabulary.has_register:
        return Route.REGISTER if reading.mine else Route.REPORT
    # "Owned by the inspectors" speaks of officers of the force.
    own = bool({Field.REF} & reading.fields or "rank" in reading.sheet.claims) or bool(
        {"register", "tracker"} & set(line.split())
    )
    reported = not own and bool(REPORT_SUBJECT.search(line) or REPORT_WORDS.search(line))
    if _asks_for_words(reading, line) or (reported and not _speaks_of_entries(reading, line)):
        return Route.REPORT
    if MADE.search(line) or (reading.numbers.others and reading.numbers.expected):
        return Route.BOTH
    wanted = set(reading.request.wanted)
    if reported and (wanted <= {Field.TEXT} or reading.query.ask is Ask.COUNT):
        named = reading.fields & (_REGISTER_FIELDS | {Field.NUMBER})
        return Route.BOTH if named else Route.REPORT
    if not _about_register(reading, line):
        dated = Field.PUBLISHED in wanted and Field.REPORT in reading.fields
        return Route.BOTH if dated or _names_a_report_alone(reading) else Route.REPORT
    both = wanted & {Field.TEXT, Field.ADDRESSEE, Field.PUBLISHED}
    return Route.BOTH if both else Route.REGISTER


def _names_a_report_alone(reading: Reading) -> bool:
    """Whether a question is only a report's name: "the fraud revisit"."""
    others = reading.fields - {Field.REPORT}
    named = Field.REPORT in reading.fields and not others and not reading.unplaced
    said = {"did", "do", "does", "was", "were", "is", "are", "how", "what", "why", "when", "who"}
    return named and not said & set(reading.sheet.line.split())


_KIND_DEFINED = re.compile(
    r"(?:what is )?the difference between an? (?:areas? for improvement|causes? (?:of|for) concern"
    r"|recommendation|afi) and an? (?:areas? for improvement|causes? (?:of|for) concern"
    r"|recommendation|afi)\W*"
    r"|(?:what(?: is| does| do (?:we|you|they) mean by)?|what is meant by|define|explain"
    r"|(?:the )?(?:meaning|definition) of)(?: what)?(?: an?| the)?(?: term)?"
    r" (?:areas? for improvement|causes? (?:of|for) concern|recommendation|afi)"
    r"(?: is| means?| stands? for)?\W*"
)


def _asks_for_words(reading: Reading, line: str) -> bool:
    """Whether what a word means or where words stand is asked for, which only a report tells."""
    placed = _SAYS_WHERE.match(line) is not None and not says_entries(line)
    return placed or _is_definition(reading, line)


def _is_definition(reading: Reading, line: str) -> bool:
    if _KIND_DEFINED.fullmatch(line):
        return True
    match = DEFINITION.match(line)
    if not match or (reading.manner is Manner.COMPARE and reading.query.where):
        return False
    if {"portfolio", "register", "tracker", "board"} & set(line.split()):
        return False
    named = reading.fields - {Field.ADDRESSEE, Field.TEXT}
    return (
        not named
        and not reading.request.wanted
        and not reading.mine
        and reading.request.ask
        not in {Ask.NEXT, Ask.LAST, Ask.CHANGE, Ask.SHARE, Ask.COUNT, Ask.GROUP}
        and not says_entries(line)
    )


def _speaks_of_entries(reading: Reading, line: str) -> bool:
    strong = bool(reading.fields & (_REGISTER_FIELDS | {Field.NUMBER})) or reading.mine
    return strong or says_entries(line.replace("findings", ""))


def _about_register(reading: Reading, line: str) -> bool:
    request = reading.request
    register = _REGISTER_FIELDS | {Field.NUMBER, Field.ADDRESSEE}
    text = Field.TEXT in reading.fields and bool(_ANY.match(line))
    return (
        reading.manner is Manner.VERSION
        or reading.mine
        or bool(reading.fields & register)
        or bool(set(request.wanted) & _REGISTER_WANTS)
        or bool(reading.absent or request.column or reading.times.as_at)
        or reading.query.ask in {Ask.CHANGE, Ask.NEXT, Ask.LAST, Ask.SHARE, Ask.GROUP}
        or text
        or says_entries(line)
        or bool(_REGISTER_WORDS & set(line.split()))
        or bool(OF_ENTRIES.search(line) or NOT_BEGUN.search(line))
        or (Field.REPORT in reading.fields and bool(_HOW_MANY_FROM.match(reading.sheet.line)))
    )


_HOW_MANY_FROM = re.compile(
    r"(?:and )?how many (?:are |came |come |is |do we have )*"
    r"(?:from|out of|in|under) (?:the )?[^,]{2,40}$"
)
_ANY = re.compile(r"(?:any|anything|is there|are there)\b")
_SAYS_WHERE = re.compile(
    r"(?:where|which (?:page|paragraph|section)) (?:does|do|did|is|it)?.{0,20}?\b(?:say|says|said"
    r"|state[ds]?|print(?:ed)?)\b(?! who\b)"
)
_REGISTER_WORDS = frozenset({"register", "tracker", "everything", "due", "deadline", "deadlines"})
