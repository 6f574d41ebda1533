"""The same question in other letters or words, made the same way each time."""

import random
import re
import zlib
from collections.abc import Callable, Iterable, Iterator

from eval.cases import Case

LONG = 6
"""Letters from which a word is misspelt; in shorter ones a slip is another word."""


def _lower(question: str, draw: random.Random) -> str:
    return question.lower()


def _capitals(question: str, draw: random.Random) -> str:
    return question.upper()


def _bare(question: str, draw: random.Random) -> str:
    return re.sub(r"[?.!]+$", "", question).strip()


def _polite(question: str, draw: random.Random) -> str:
    opening = draw.choice(("Please tell me: ", "Hi, quick one. ", "Hello! ", "Thanks. Now: "))
    return opening + question


def _spaced(question: str, draw: random.Random) -> str:
    return "  " + question.replace(" ", "  ") + " \n"


def _closing(question: str, draw: random.Random) -> str:
    return question + draw.choice((" Thanks", " please", " Many thanks.", " cheers"))


def _typo(question: str, draw: random.Random) -> str:
    """Swap two neighbouring letters inside one long word in lower case: no name, no reference."""
    places = [m for m in re.finditer(r"\b[a-z]+\b", question) if len(m[0]) >= LONG]
    if not places:
        return question
    word = draw.choice(places)
    at = draw.randrange(word.start() + 1, word.end() - 2)
    return question[:at] + question[at + 1] + question[at] + question[at + 2 :]


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "lower case": _lower,
    "capitals": _capitals,
    "bare": _bare,
    "polite": _polite,
    "spaced": _spaced,
    "closing": _closing,
    "typo": _typo,
}
EACH = 2
"""Ways in which one question is said again; the ways take turns."""


def variants(cases: Iterable[Case]) -> Iterator[Case]:
    """Yield variants of cases that are asked by themselves, each naming the case it varies."""
    names = list(WAYS)
    for number, case in enumerate(case for case in cases if not case.context):
        for turn in range(EACH):
            way = names[(number * EACH + turn) % len(names)]
            question = WAYS[way](case.question, random.Random(zlib.crc32(case.key.encode())))  # noqa: S311 - not a secret
            if question != case.question:
                yield case.model_copy(
                    update={
                        "id": f"{case.id}~{way.replace(' ', '-')}",
                        "kind": way,
                        "question": question,
                        "dataset": "robustness",
                        "variant_of": case.key,
                    }
                )
