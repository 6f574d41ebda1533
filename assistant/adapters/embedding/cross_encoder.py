"""A cross-encoder from a local folder, which reads question and passage together."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from assistant.domain.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_BATCH = 16
_PLACES = 6
"""Decimals kept: what differs by less is a tie, in whatever batch it was scored."""


class CrossEncoderReranker:
    """Runs a local model folder; never looks anything up on a hub."""

    def __init__(self, folder: Path) -> None:
        """Remember what to load; torch is imported at the first use.

        Raises:
            ModelUnavailable: there is no model in the folder.
        """
        self._folder = folder.expanduser()
        self._lock = Lock()
        if not (self._folder / "model.safetensors").is_file():
            raise ModelUnavailable(
                f'There is no cross-encoder in "{self._folder}": a folder with model.safetensors '
                "and its tokenizer is needed. Set LIAISON_RERANKER to one, or leave it out."
            )

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return how well each text answers the question; only their order means anything.

        Raises:
            ModelUnavailable: the model can't be loaded or gives no usable scores.
        """
        if not texts:
            return []
        with self._lock:
            found = self._model.predict(
                [(question, text) for text in texts], batch_size=_BATCH, show_progress_bar=False
            )
        scores = np.asarray(found, np.float64)
        if scores.shape != (len(texts),) or not np.isfinite(scores).all():
            raise ModelUnavailable(
                f'The cross-encoder in "{self._folder}" gives no single score for a passage. '
                "LIAISON_RERANKER needs one with one output."
            )
        return [round(float(score), _PLACES) for score in scores]

    @cached_property
    def _model(self) -> "CrossEncoder":
        try:
            from sentence_transformers import CrossEncoder
            from torch.nn import Identity

            model: CrossEncoder = CrossEncoder(
                str(self._folder), device="cpu", local_files_only=True, activation_fn=Identity()
            )
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            raise ModelUnavailable(
                f'The cross-encoder in "{self._folder}" can\'t be loaded. '
                "Check LIAISON_RERANKER and that sentence-transformers is installed."
            ) from error
        return model
