"""The models that answering uses."""

from dataclasses import dataclass

from assistant.ports import Encoder
from assistant.reports.model_compose import Composer


@dataclass(frozen=True, slots=True)
class Models:
    """What turns text into vectors, and what may choose and order sentences."""

    encoder: Encoder
    composer: Composer | None = None
    """A language model behind its checks; none where none is configured."""

    def close(self) -> None:
        """Let go of the language model's connections."""
        if self.composer is not None:
            self.composer.model.close()
