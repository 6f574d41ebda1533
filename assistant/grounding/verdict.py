"""Whether a sentence is borne out by the words that it cites."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.grounding.weights import dates, names, negations, numbers, weighty
from assistant.language.glossary import expand
from assistant.language.words import fold, quotable, stem, stems, words

MOST_NEW = 0.34
"""Share of a statement's content words that its quotations may lack: linking words of a summary."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a statement says that its quotations don't; nothing, where it is grounded."""

    unsupported: tuple[str, ...]

    @property
    def grounded(self) -> bool:
        """Whether everything that must be borne out is."""
        return not self.unsupported


def ground(statement: str, quotes: Sequence[str]) -> Verdict:
    """Check a statement against the quotations it cites.

    Every number, date, name, grade and other weighty word of it must occur in them, negations must
    stand with the same words, and no more than a third of its content words may be new.
    """
    cited = "\n".join(quotes)
    if any(quotable(statement) == quotable(quote) for quote in quotes):
        return Verdict(())
    faults = [
        *(f"date {day}" for day in sorted(dates(statement) - _all_dates(cited))),
        *(f"number {number}" for number in sorted(numbers(statement) - numbers(cited))),
        *_new_names(statement, cited),
        *(f"“{word}”" for word in sorted(weighty(statement) - weighty(cited))),
        *_turned(statement, cited),
        *_too_new(statement, cited),
    ]
    return Verdict(tuple(faults))


def _all_dates(text: str) -> set[str]:
    """Return the dates of a text and the months that they fall in."""
    found = dates(text)
    return found | {day[: len("2021-10")] for day in found}


def _new_names(statement: str, cited: str) -> list[str]:
    known = {stem(word) for word in words(cited + "\n" + "\n".join(expand(cited)))}
    return [
        f"name {name}"
        for name in names(statement)
        if not all(stem(word) in known for word in words(fold(name).removesuffix("'s")))
    ]


def _turned(statement: str, cited: str) -> list[str]:
    """Return a fault for each negation that was put in, left out, or moved to other words."""
    ours, theirs = negations(statement), negations(cited)
    faults = ["a negation that the source doesn't have" for near in ours if not _met(near, theirs)]
    said = set(stems(statement))
    plain = _said_plainly(cited)
    return faults + [
        "the source's negation is left out"
        for near in theirs
        if near and len(near & said) * 2 > len(near) and not (near & said) <= plain
        if not _met(near, ours)
    ]


def _met(near: frozenset[str], others: list[frozenset[str]]) -> bool:
    return any(near & other or not near for other in others)


def _said_plainly(cited: str) -> set[str]:
    """Return the stems that occur in a sentence of the source without any negation."""
    lines = [line for part in cited.split("\n") for line in part.replace(";", ".").split(". ")]
    return {word for line in lines if not negations(line) for word in stems(line)}


def _too_new(statement: str, cited: str) -> list[str]:
    said = set(stems(statement))
    new = said - set(stems(cited)) - {word for other in expand(cited) for word in stems(other)}
    if said and len(new) / len(said) > MOST_NEW:
        return ["words of its own: " + ", ".join(sorted(new))]
    return []
