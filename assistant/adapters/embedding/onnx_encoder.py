"""The embedding model through onnxruntime: quick to start, and no torch."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.embedding.model_files import ModelFiles
from assistant.adapters.embedding.onnx_cache import cached_onnx
from assistant.adapters.embedding.tokenizer import MAX_TOKENS, WordPieces
from assistant.adapters.embedding.vectors import checked
from assistant.domain.errors import ModelUnavailable
from assistant.ports import Vectors

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_DIMENSIONS = 384
_ERRORS_ONLY = 3


class OnnxEncoder:
    """Encodes one text at a time, several at once on as many threads as there are cores.

    A text is never padded or put in a batch with others: int8 scales are set over a whole batch,
    so a text's vector would depend on its neighbours. Alone it is the same in every run, and no
    slower.
    """

    def __init__(self, model: ModelFiles, *, int8: bool, cache: Path) -> None:
        """Remember what to load; nothing is read before the first use."""
        self._model = model
        self._int8 = int8
        self._cache = cache
        self._loading = Lock()
        self._threads = _cores()

    @cached_property
    def identity(self) -> str:
        """Model, engine, weights and length limit."""
        engine = "onnx-int8" if self._int8 else "onnx-fp32"
        return f"{self._model.name}/{engine}/{self._model.digest[:16]}/{MAX_TOKENS}"

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return _DIMENSIONS

    @property
    def max_tokens(self) -> int:
        """Tokens beyond which text is cut."""
        return MAX_TOKENS

    def tokens(self, text: str) -> int:
        """Return the number of word pieces, specials included."""
        return self._pieces.count(text)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text.

        Raises:
            ModelUnavailable: the model can't be loaded or gives no usable vectors.
        """
        if not texts:
            return np.zeros((0, _DIMENSIONS), np.float32)
        with self._loading:
            session = self._session
            pieces = self._pieces
            pool = self._pool
        if len(texts) == 1:
            rows = [_run(session, pieces.ids(texts[0]))]
        else:
            rows = list(pool.map(lambda text: _run(session, pieces.ids(text)), texts))
        return checked(np.concatenate(rows), len(texts), _DIMENSIONS)

    @cached_property
    def _pieces(self) -> WordPieces:
        return WordPieces(self._model)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        # One for all who ask: more threads than cores would only wait for each other.
        return ThreadPoolExecutor(self._threads, thread_name_prefix="encoder")

    @cached_property
    def _session(self) -> "InferenceSession":
        import onnxruntime

        path = cached_onnx(self._model, int8=self._int8, folder=self._cache)
        options = onnxruntime.SessionOptions()
        # A question is short: a second thread takes longer to wake than what it would save.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _ERRORS_ONLY
        try:
            return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # its errors share no base
            raise ModelUnavailable(
                f"The embedding model {path} can't be loaded. Remove that file: it is made again."
            ) from error


def _run(session: "InferenceSession", ids: list[int]) -> NDArray[Any]:
    tokens = np.array([ids], np.int32)
    try:
        found: NDArray[Any] = session.run(
            None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
        )[0]
    except Exception as error:  # its errors share no base
        raise ModelUnavailable("The embedding model failed on a text. Try again.") from error
    return found


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
