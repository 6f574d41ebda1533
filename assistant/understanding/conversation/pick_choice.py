"""Goes on with a question that was asked back, once one of its choices is picked."""

import re
from dataclasses import replace

from assistant.domain.plans import Plan, Route
from assistant.domain.queries import Condition, Field, Op, RegisterQuery
from assistant.language.words import fold, stems
from assistant.understanding.interpretation import interpret
from assistant.understanding.recognise.reading import Reading
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.printed_numbers import ordinal

_PLACE = re.compile(
    r"(?:the )?(?P<place>first|second|third|fourth|fifth|sixth|last|\d{1,2})(?: one)?(?: please)?"
)
_POLITE = re.compile(
    r"^(?:i mean(?:t)?|sorry|the|just|only|please|it s|it is|yes|no|ok)\b|\bplease$"
)
_LONGEST = 14


def pick_choice(reading: Reading, vocabulary: Vocabulary, asked: Plan) -> Plan | None:
    """Return the plan of the question asked back with the choice picked; none if none is."""
    choice = _chosen(reading.sheet.line, asked.choices)
    if choice is None or asked.register is None:
        return None
    condition = _condition(choice, vocabulary)
    if condition is None:
        return None
    held = asked.register
    kept = tuple(each for each in held.where if not _rivals(each, choice, asked.choices))
    query: RegisterQuery = replace(held, where=tuple(dict.fromkeys((*kept, condition))))
    said = f"{interpret(query)}; continuing the last question"
    return replace(
        asked, route=Route.REGISTER, interpretation=said, register=query, choices=(), message=""
    )


def _rivals(each: object, choice: str, choices: tuple[str, ...]) -> bool:
    """Whether a condition of the question is the doubt itself: all its values are choices."""
    named = isinstance(each, Condition) and each.op is Op.IS and not each.negated
    return named and isinstance(each, Condition) and set(each.values) <= set(choices)


def _chosen(line: str, choices: tuple[str, ...]) -> str | None:
    """Return the one choice that a short answer names, by place or by words of it alone."""
    said = _POLITE.sub("", line).strip()
    match = _PLACE.fullmatch(line)
    if match:
        place = len(choices) if match["place"] == "last" else _ordinal(match["place"])
        return choices[place - 1] if 1 <= place <= len(choices) else None
    words = set(stems(said)) - _SMALL
    if not words or len(line.split()) > _LONGEST:
        return None
    fitting = [choice for choice in choices if words <= set(stems(choice))]
    exact = [choice for choice in fitting if set(stems(choice)) - _SMALL == words]
    fitting = exact or fitting
    return fitting[0] if len(fitting) == 1 else None


_SMALL = frozenset(stems("one please mean meant"))


def _ordinal(word: str) -> int:
    return int(word) if word.isdigit() else ordinal(word) or 0


_NAMED = re.compile(r"the (?P<field>[a-z ]+?) (?:“(?P<quoted>.+)”|(?P<plain>.+))")


def _condition(choice: str, vocabulary: Vocabulary) -> Condition | None:
    match = _NAMED.fullmatch(choice)
    fields = [each for each in Field if match and each.value == match["field"]]
    if match and fields:
        return Condition(fields[0], Op.IS, (match["quoted"] or match["plain"],))
    for where in (Field.REPORT, Field.OWNER, Field.DELEGATE, Field.BUSINESS_AREA, Field.PORTFOLIO):
        if fold(choice) in {fold(value) for value in vocabulary.values.get(where, ())}:
            return Condition(where, Op.IS, (choice,))
    return None
