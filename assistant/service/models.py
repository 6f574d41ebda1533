"""The models that answering uses."""

from dataclasses import dataclass

from assistant.papers.model_findings import FindingsWriter
from assistant.ports import Encoder, Reranker
from assistant.reports.model.compose import Composer
from assistant.reports.search.stores import ReportStores
from assistant.service.stores import Generation
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Models:
    """What turns text into vectors, and what may choose and order passages and sentences."""

    encoder: Encoder
    reranker: Reranker | None = None
    """Reorders the best passages; none where none is configured."""
    composer: Composer | None = None
    """A language model behind its checks; none where none is configured."""

    def report_stores(self, generation: Generation) -> ReportStores:
        """Return what answers from a generation's reports are made from."""
        return ReportStores(
            generation.library, generation.dense, generation.words, self.encoder, self.reranker
        )

    def findings_writer(self, settings: Settings) -> FindingsWriter | None:
        """Return what has the language model choose the findings of committee papers."""
        if self.composer is None:
            return None
        return FindingsWriter(self.composer.model, settings.model_name, settings.model_max_tokens)

    def close(self) -> None:
        """Let go of the language model's connections."""
        if self.composer is not None:
            self.composer.model.close()
