"""What sentences are measured against: a question, and what stands around them."""

from dataclasses import dataclass

from assistant.domain.plans import Want
from assistant.reports.matching.agents import NOTHING, Doing
from assistant.reports.matching.counted import Counted
from assistant.reports.search.terms import Term

TYPED = frozenset({Want.DATE, Want.NUMBER, Want.WHO, Want.WHERE})
"""Kinds of thing that a sentence must hold to answer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as sentences are measured against it."""

    text: str
    wants: tuple[Want, ...]
    terms: tuple[Term, ...]
    counted: Counted
    names: tuple[str, ...]
    """Names and numbers that the question gives, folded."""
    given: frozenset[str] = frozenset()
    """Every folded word of the question: none of them tells who or where."""
    change: bool = False
    """How something changed is asked for."""
    doing: Doing = NOTHING
    """What somebody is asked for who does it."""
    asked: str = ""
    """The question as typed, with the words that name its scope."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The stems around a sentence."""

    sentence: frozenset[str]
    beside: frozenset[str]
    passage: frozenset[str]
    headings: frozenset[str]
    paragraph: frozenset[str] = frozenset()
    """Stems of the sentences before it in its paragraph."""
    lead: str = ""
    """What leads into it: the sentences that it points back to, or the head of its table."""
    before: str = ""
    """Its paragraph so far, where it points back."""

    @property
    def read_after(self) -> str:
        """What the sentence is read after, nearest last."""
        return f"{self.before} {self.lead}" if self.before else self.lead

    @property
    def all(self) -> frozenset[str]:
        """Every stem that the context has."""
        return self.sentence | self.beside | self.passage | self.headings | self.paragraph
