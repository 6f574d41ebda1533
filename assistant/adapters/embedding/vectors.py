"""What any engine's output must hold before it is used."""

import numpy as np
from numpy.typing import NDArray

from assistant.domain.errors import ModelUnavailable
from assistant.ports import Vectors

_TOLERANCE = 1e-3


def checked(vectors: NDArray[np.floating], rows: int, dimensions: int) -> Vectors:
    """Return the vectors as contiguous float32.

    Raises:
        ModelUnavailable: they have the wrong shape, are not finite or are not of unit length.
            Chroma takes an all-zero vector without a word, so nothing later would notice.
    """
    found = np.ascontiguousarray(vectors, dtype=np.float32)
    if found.shape != (rows, dimensions):
        raise ModelUnavailable(
            f"The embedding model gave vectors of shape {found.shape} where "
            f"{(rows, dimensions)} was due. Check LIAISON_EMBEDDING_MODEL."
        )
    lengths = np.linalg.norm(found, axis=1)
    # A NaN or an infinity fails this comparison too.
    if not bool(np.all(np.abs(lengths - 1.0) <= _TOLERANCE)):
        raise ModelUnavailable(
            "The embedding model gave vectors that are not of unit length. "
            "Its files may be damaged: remove the models folder under LIAISON_HOME and try again."
        )
    return found
