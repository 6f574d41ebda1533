"""Our encoders as a LlamaIndex embedding, for its splitters, evaluators and stores."""

from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from assistant.ports import Encoder


class EncoderEmbedding(BaseEmbedding):
    """Adapts an `Encoder`; queries and passages are encoded alike."""

    _encoder: Encoder = PrivateAttr()

    def __init__(self, encoder: Encoder, **options: Any) -> None:
        """Wrap an encoder; `options` are LlamaIndex's own."""
        super().__init__(model_name=encoder.identity, **options)
        self._encoder = encoder

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._encoder.encode(texts).tolist()
        return rows

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embeddings([query])[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)
