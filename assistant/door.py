"""The public contract in process: the same documents as the HTTP service, without a socket."""

from datetime import date
from typing import Any

from assistant.bootstrap import build_assistant, build_model
from assistant.domain.people import LOCAL, Asker
from assistant.ports import LanguageModel
from assistant.register.filters import Filters
from assistant.render.document import answer_document, entry_document
from assistant.render.paper_document import draft_document
from assistant.render.passages import passages_document
from assistant.render.register import check_document, register_document
from assistant.render.sources import source_document, sources_document
from assistant.reports.search.one_way import By
from assistant.service import Assistant, Question, RegisterRequest
from assistant.settings import Settings, read_settings

Document = dict[str, Any]


class Door:
    """Asks the assistant and returns documents of the public contract."""

    def __init__(self, assistant: Assistant, settings: Settings) -> None:
        self._assistant = assistant
        self._settings = settings

    def ask(
        self,
        question: str,
        *,
        as_: str | None = None,
        today: date | None = None,
        thread: str | None = None,
    ) -> Document:
        """Answer one question, as `POST /ask` does."""
        asked = Question(question, self._asker(as_), today=today, thread=thread)
        return answer_document(self._assistant.ask(asked))

    def search(
        self, query: str, *, k: int = 10, report: str | None = None, by: By = "both"
    ) -> Document:
        """Retrieve passages, as `GET /search` does."""
        found = self._assistant.search(query, k=k, report=report, asker=LOCAL, by=by)
        return passages_document(query, found)

    def register(
        self, *, as_: str | None = None, today: date | None = None, **filters: Any
    ) -> Document:
        """List the register by exact filters, as `GET /register` does."""
        request = RegisterRequest(Filters(**filters), today=today)
        return register_document(self._assistant.register(request, self._asker(as_)))

    def entry(self, ref: str, *, as_: str | None = None) -> Document:
        """Return one register entry, as `GET /register/{ref}` does."""
        found = self._assistant.entry(ref, self._asker(as_))
        return {**entry_document(found[0]), "same_ref": [entry_document(e) for e in found[1:]]}

    def check(self, *, today: date | None = None) -> Document:
        """Compare register and reports, as `GET /register/check` does."""
        return check_document(self._assistant.check_register(LOCAL, today=today))

    def draft(self, since: date, until: date, *, as_: str | None = None) -> Document:
        """Draft the committee paper of a period, as `POST /drafts` does."""
        return draft_document(self._assistant.drafts.make(since, until, self._asker(as_)))

    def sources(self) -> Document:
        """List what is indexed, as `GET /sources` does."""
        return sources_document(self._assistant.reports(LOCAL), self._assistant.refusals(LOCAL))

    def page(self, report_id: str, page: int, quote: str | None = None) -> Document:
        """Return one page, as `GET /sources/{id}` does."""
        return source_document(self._assistant.page(report_id, page, LOCAL), quote)

    def close(self) -> None:
        """Let go of the stores."""
        self._assistant.close()

    def _asker(self, email: str | None) -> Asker:
        return self._settings.asker(email, channel="door") if email else LOCAL


def open_door(**overrides: Any) -> Door:
    """Open the door to what the settings name; overrides are settings by name.

    Raises:
        InvalidUse: a setting can't be used.
    """
    settings = read_settings(**overrides)
    return Door(build_assistant(settings), settings)


def open_model(**overrides: Any) -> LanguageModel | None:
    """Open the language model of the settings by itself; none where they name none.

    It keeps to the bounds of time, size and tokens a day that answers keep to.

    Raises:
        InvalidUse: a setting can't be used.
        ModelUnavailable: the provider's package isn't installed.
    """
    return build_model(read_settings(**overrides))
