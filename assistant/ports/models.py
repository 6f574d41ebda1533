"""Language models."""

from typing import NamedTuple, Protocol


class ModelReply(NamedTuple):
    """What a language model wrote, and what it took."""

    text: str
    tokens_in: int
    tokens_out: int
    model: str
    """Name of the model, as set."""


class LanguageModel(Protocol):
    """Continues a prompt. What it writes is a suggestion, never an answer by itself."""

    def complete(self, prompt: str, *, max_tokens: int) -> ModelReply:
        """Return the model's reply, within bounded time, size and cost.

        Raises:
            ModelUnavailable: there is no reply; the message says why in a sentence.
        """

    def close(self) -> None:
        """Let go of connections."""
