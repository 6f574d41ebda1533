"""The language model of the settings, as LlamaIndex's evaluators want one."""

from collections.abc import Iterator
from typing import Any

from llama_index.core.base.llms.types import CompletionResponse, LLMMetadata
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.llms.callbacks import llm_completion_callback
from llama_index.core.llms.custom import CustomLLM

from eval.doors import Model

CONTEXT_TOKENS = 16_000
VERDICT_TOKENS = 500
"""Most tokens of one verdict."""


class JudgingModel(CustomLLM):
    """Passes prompts on to the model, whose bounds of time, size and cost hold for judges too."""

    _model: Any = PrivateAttr()

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model

    @property
    def metadata(self) -> LLMMetadata:
        """How much the model takes and says."""
        return LLMMetadata(context_window=CONTEXT_TOKENS, num_output=VERDICT_TOKENS)

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        """Return what the model says."""
        reply = self._model.complete(prompt, max_tokens=VERDICT_TOKENS)
        return CompletionResponse(text=reply.text)

    @llm_completion_callback()
    def stream_complete(
        self, prompt: str, formatted: bool = False, **_: Any
    ) -> Iterator[CompletionResponse]:
        """Return what the model says, in one piece."""
        yield self.complete(prompt, formatted)
