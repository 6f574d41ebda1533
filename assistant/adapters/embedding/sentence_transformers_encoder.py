"""The embedding model through sentence-transformers: the reference, and any other model."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.adapters.embedding.model_files import ModelFiles
from assistant.adapters.embedding.vectors import checked
from assistant.domain.errors import ModelUnavailable
from assistant.ports import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32


class SentenceTransformersEncoder:
    """Runs a local model folder; never looks anything up on a hub."""

    def __init__(self, model: ModelFiles) -> None:
        """Remember what to load; torch is imported at the first use."""
        self._files = model

    @cached_property
    def identity(self) -> str:
        """Model, engine and weights; its length limit comes with its files."""
        return f"{self._files.name}/sentence-transformers/{self._files.digest[:16]}"

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    @cached_property
    def max_tokens(self) -> int:
        """Tokens beyond which text is cut."""
        return int(self._model.max_seq_length or 0)

    def tokens(self, text: str) -> int:
        """Return the number of word pieces, specials included."""
        return len(self._model.tokenizer.encode(text, truncation=False, verbose=False))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text.

        Raises:
            ModelUnavailable: the model can't be loaded or gives no usable vectors.
        """
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        found = self._model.encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return checked(np.asarray(found), len(texts), self.dimensions)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        self._files.check_weights()
        try:
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(str(self._files.folder), device="cpu", local_files_only=True)
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            raise ModelUnavailable(
                f"The model in {self._files.folder} can't be loaded by sentence-transformers. "
                "Check LIAISON_EMBEDDING_MODEL and that the package is installed."
            ) from error
