"""One question on its way through the steps of an answer."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.domain.answers import Asked
from assistant.domain.people import Asker
from assistant.domain.plans import Plan, ReportQuestion
from assistant.reports.search.trace import Trace
from assistant.service.requests import OnStep
from assistant.service.stores import Generation
from assistant.understanding.library.report_question import report_question
from assistant.understanding.library.report_scope import ReportCatalogue
from assistant.understanding.vocabulary.vocabulary import Vocabulary


@dataclass(frozen=True)
class Asking:
    """One question on its way: what it is answered from and for whom."""

    generation: Generation
    asker: Asker
    today: date
    text: str
    vocabulary: Vocabulary
    catalogue: ReportCatalogue
    on_step: OnStep
    trace: Trace

    @cached_property
    def to_reports(self) -> ReportQuestion:
        """The question as one to the reports, read at most once."""
        return report_question(self.text, self.catalogue, self.today)


def asked(plan: Plan, asking: Asking) -> Asked:
    """Return how the question was understood, for whom and on which day."""
    return Asked(plan.interpretation, asking.today, asking.asker.email, plan.unplaced)


def owner(asker: Asker) -> str:
    """Return whose threads these are; programs without an address have a name of their own."""
    return asker.email or f"{asker.channel} {asker.name or ''}"
