"""Making the Slack app from the settings."""

from datetime import date
from pathlib import Path

from assistant.adapters.state.database import open_database
from assistant.bootstrap import build_assistant, reading_home
from assistant.domain.people import Asker
from assistant.entrypoints.slack.drafts import DraftFiles
from assistant.entrypoints.slack.service import SlackService
from assistant.render.paper_ledger import ledger_csv
from assistant.render.paper_word import paper_docx
from assistant.service import Assistant
from assistant.settings import Settings


def make_service(settings: Settings, assistant: Assistant | None = None) -> SlackService:
    """Return the Slack app, over an assistant that there is already or over its own.

    Raises:
        InvalidUse: a setting is missing or can't be used.
    """
    read = reading_home(settings)
    state = open_database(read.database_url, read.home)
    made = assistant or build_assistant(settings)
    return SlackService(made, Papers(made, settings.paper_template), settings, state)


class Papers:
    """Drafts committee papers as the assistant does."""

    def __init__(self, assistant: Assistant, template: Path | None) -> None:
        self._assistant = assistant
        self._template = template

    def draft(self, since: date, until: date, asker: Asker) -> DraftFiles:
        """Draft the paper for a period, both days included.

        Raises:
            LiaisonError: no paper can be made; the message says why.
        """
        made = self._assistant.drafts.make(since, until, asker)
        name = f"{made.paper.front.title} {since} to {until}"
        return DraftFiles(name, paper_docx(made, self._template), ledger_csv(made.paper))
