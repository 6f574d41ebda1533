"""The assistant: every channel asks it, and it asks the stores."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date

from assistant.domain.answers import Answer
from assistant.domain.checks import Discrepancy
from assistant.domain.errors import NotFound, StoreUnavailable
from assistant.domain.listings import (
    Coverage,
    Listing,
    Origin,
    RankedPassage,
    ReportPage,
    ReportView,
)
from assistant.domain.people import Asker, Role
from assistant.domain.register import RegisterEntry
from assistant.domain.sources import Report
from assistant.language.words import fold
from assistant.papers.drafts import DraftStore
from assistant.ports import Threads
from assistant.reports.search.one_way import By, searched_by
from assistant.reports.search.retrieve import search
from assistant.reports.search.trace import Trace
from assistant.service.answering import Answering
from assistant.service.drafting import Drafting
from assistant.service.figures import Figures
from assistant.service.models import Models
from assistant.service.oversight import Oversight
from assistant.service.reading import coverage, origins, report_view
from assistant.service.register_reading import discrepancies, entries_of, listed
from assistant.service.requests import OnStep, Question, RegisterRequest, admitted
from assistant.service.stores import Generation, Stores
from assistant.service.vocabularies import Vocabularies
from assistant.settings import Settings
from assistant.understanding.library.report_scope import ReportCatalogue


class Assistant:
    """Answers questions, searches and lists, each for what the asker may see."""

    def __init__(
        self,
        stores: Stores,
        models: Models,
        threads: Threads,
        settings: Settings,
        oversight: Oversight,
        drafts: DraftStore,
    ) -> None:
        self._stores = stores
        self._oversight = oversight
        self._models = models
        self._settings = settings
        self._vocabularies = Vocabularies(settings)
        self._answering = Answering(models, threads, self._vocabularies, settings)
        writer = models.findings_writer(settings)
        self.drafts = Drafting(self._serving, drafts, settings, oversight.audit, writer)

    def ask(
        self, question: Question, on_step: OnStep | None = None, trace: Trace | None = None
    ) -> Answer:
        """Answer one question.

        Raises:
            InvalidUse: the question can't be worked on.
            StoreUnavailable: nothing is indexed, a store is damaged, or the answer can't be kept
                in the audit log.
            SwitchedOff: the service is switched off.
        """
        text = admitted(question.text)
        noted = trace or Trace()
        with self._oversight.timing(noted) as answers:
            with self._serving() as generation:
                answer = self._answering.answer(
                    generation, question, text, on_step=on_step or (lambda _: None), trace=noted
                )
            self._oversight.answered(question, answer)
            answers.append(answer)
        return answer

    def search(
        self, query: str, *, k: int, asker: Asker, report: str | None = None, by: By = "both"
    ) -> list[RankedPassage]:
        """Return the k best passages, inside the reports whose title is named if one is.

        Raises:
            NotFound: no report of that title.
        """
        with self._serving() as generation:
            _, catalogue = self._vocabularies.of(generation, asker)
            scope = _named(catalogue, report) if report else ()
            if report and not scope:
                raise NotFound(
                    f"No report called '{report}' is indexed. "
                    "Ask “Which reports do you have?” to see their titles."
                )
            found = search(
                searched_by(self._models.report_stores(generation), by),
                admitted(query),
                classes=asker.classes,
                k=k,
                scope=scope,
            )
            reports = {each.id: each for each in generation.library.reports(asker.classes)}
            self._oversight.searched(
                asker, query, generation.name, [each.passage.id for each in found]
            )
            return [
                RankedPassage(each.passage, reports[each.passage.report_id], each.score)
                for each in found
                if each.passage.report_id in reports
            ]

    def register(self, request: RegisterRequest, asker: Asker) -> Listing:
        """Return the entries that match exact filters.

        Raises:
            InvalidUse: the register isn't sorted by that.
            NotFound: no register is loaded.
        """
        today = request.today or self._settings.current_day
        with self._serving() as generation:
            listing = listed(generation, request, asker, today)
        self._oversight.listed(asker, request, listing.version, listing.entries)
        return listing

    def entry(self, ref: str, asker: Asker) -> list[RegisterEntry]:
        """Return the entries of a reference; several, where the register repeats it.

        Raises:
            NotFound: there is none that the asker may see.
        """
        with self._serving() as generation:
            version, found = entries_of(generation, ref, asker, self._settings.current_day)
        self._oversight.looked_up(asker, ref, version, found)
        if not found:
            raise NotFound(f"The register has no entry {ref}.")
        return found

    def origins(self, entries: Sequence[RegisterEntry], asker: Asker) -> dict[str, Origin]:
        """Return the finding that each entry comes from, by the entry's id."""
        with self._serving() as generation:
            return origins(generation, entries, asker)

    def check_register(self, asker: Asker, today: date | None = None) -> list[Discrepancy]:
        """Compare the register with the published reports.

        Raises:
            NotFound: no register is loaded.
        """
        with self._serving() as generation:
            day = today or self._settings.current_day
            version, found = discrepancies(generation, asker, day)
        self._oversight.checked(asker, version, len(found))
        return found

    def reports(self, asker: Asker) -> list[Report]:
        """Return the reports that the asker may see."""
        with self._serving() as generation:
            return generation.library.reports(asker.classes)

    def refusals(self, asker: Asker) -> list[tuple[str, str]]:
        """Return (file, reason) of what could not be read, for those who can mend it.

        What a file that wasn't read is marked as is not known, so its name isn't for everyone.
        """
        if not asker.roles & {Role.LIAISON, Role.ADMINISTRATOR} or asker.public_only:
            return []
        with self._serving() as generation:
            return generation.library.refusals()

    def report(self, report_id: str, asker: Asker) -> ReportView:
        """Return a report with its findings and the entries tied to each.

        Raises:
            NotFound: there is no such report that the asker may see.
        """
        with self._serving() as generation:
            found = report_view(generation, report_id, asker, self._settings.current_day)
        self._oversight.opened(asker, report_id, None)
        return found

    def coverage(self, asker: Asker) -> Coverage:
        """Return what is indexed, and how fresh it is."""
        refused = self.refusals(asker)
        with self._serving() as generation:
            return coverage(generation, refused, asker, self._settings.current_day)

    def page(self, report_id: str, number: int, asker: Asker) -> ReportPage:
        """Return one page of a report.

        Raises:
            NotFound: there is no such page that the asker may see.
        """
        with self._serving() as generation:
            report = generation.library.report(report_id)
            page = generation.library.page(report_id, number)
        if report is None or page is None or report.visibility not in asker.classes:
            raise NotFound("There is no such page.")
        self._oversight.opened(asker, report_id, number)
        return ReportPage(report, page)

    def generation(self) -> str:
        """Return the name of the generation that answers.

        Raises:
            StoreUnavailable: there is none.
        """
        with self._stores.use() as generation:
            return generation.name

    def is_off(self) -> bool:
        """Whether the service is switched off."""
        return self._oversight.switch.is_off()

    @property
    def figures(self) -> Figures:
        """What is counted and timed."""
        return self._oversight.figures

    def metrics(self) -> bytes:
        """Return the figures in Prometheus's text format."""
        try:
            with self._stores.use() as generation:
                built, version = generation.built, generation.register.version()
        except StoreUnavailable:
            built, version = None, None
        self.figures.ages(built, version.as_at if version else None, off=self.is_off())
        return self.figures.text()

    def warm(self) -> None:
        """Open the stores and load the model, so that the first question needn't wait.

        What can't be opened is told to who asks.
        """
        self._models.encoder.encode(["warm"])
        with suppress(StoreUnavailable), self._stores.use() as generation:
            self._vocabularies.of(generation, Asker())

    def close(self) -> None:
        """Let go of every store."""
        self._stores.close()
        self._models.close()
        self._oversight.close()

    @contextmanager
    def _serving(self) -> Iterator[Generation]:
        """Yield the current generation, unless the service is switched off."""
        self._oversight.switch.check()
        with self._stores.use() as generation:
            yield generation


def _named(catalogue: ReportCatalogue, report: str) -> tuple[str, ...]:
    """Return ids of the reports of this title or file name, else of those that it resolves to."""
    wanted = fold(report)
    exact = [
        each.id for each in catalogue.reports if wanted in (fold(each.title), fold(each.source))
    ]
    return tuple(exact) or catalogue.resolve(report).report_ids
