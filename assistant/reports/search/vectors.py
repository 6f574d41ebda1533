"""Vectors of sentences, remembered: what is asked of a library is asked of the same sentences."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant.ports import Encoder

MOST_KEPT = 20_000
"""Vectors kept, about 30 MB; the least recently used go first."""
_kept: OrderedDict[tuple[str, str], NDArray[np.float32]] = OrderedDict()
_lock = Lock()


def vectors_of(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return a row for each text, encoded where it isn't remembered.

    Args:
        encoder: One of another identity gives other vectors, which are kept apart.
        texts: Sentences.
    """
    with _lock:
        found = {text: _kept.get((encoder.identity, text)) for text in texts}
    fresh = [text for text, vector in found.items() if vector is None]
    if fresh:
        for text, vector in zip(fresh, encoder.encode(fresh), strict=True):
            found[text] = vector
    with _lock:
        for text in found:
            vector = found[text]
            if vector is not None:
                _kept[(encoder.identity, text)] = vector
                _kept.move_to_end((encoder.identity, text))
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return np.array([found[text] for text in texts], dtype=np.float32)
