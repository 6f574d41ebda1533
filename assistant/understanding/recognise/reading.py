"""Everything that was read from one question about the register."""

from dataclasses import dataclass, field
from datetime import date

from assistant.domain.plans import Manner
from assistant.domain.queries import Field, RegisterQuery
from assistant.understanding.periods.times import Times
from assistant.understanding.recognise.ask import Request
from assistant.understanding.recognise.combine import Where, fields_of
from assistant.understanding.recognise.entries import EntryWords
from assistant.understanding.recognise.rivals import Doubt, Values
from assistant.understanding.words.sheet import Sheet


@dataclass(slots=True)
class Reading:
    """Everything that was read from a question."""

    sheet: Sheet
    request: Request
    numbers: EntryWords
    times: Times
    values: Values
    query: RegisterQuery
    manner: Manner
    today: date
    premise: Where = ()
    mine: bool = False
    unplaced: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that are filtered by."""
        return frozenset(fields_of((*self.query.where, *self.premise)))
