"""The models that answering uses."""

from dataclasses import dataclass

from assistant.papers.model_findings import FindingsWriter
from assistant.ports import Encoder
from assistant.reports.model_compose import Composer
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Models:
    """What turns text into vectors, and what may choose and order sentences."""

    encoder: Encoder
    composer: Composer | None = None
    """A language model behind its checks; none where none is configured."""

    def findings_writer(self, settings: Settings) -> FindingsWriter | None:
        """Return what has the language model choose the findings of committee papers."""
        if self.composer is None:
            return None
        return FindingsWriter(self.composer.model, settings.model_name, settings.model_max_tokens)

    def close(self) -> None:
        """Let go of the language model's connections."""
        if self.composer is not None:
            self.composer.model.close()
