"""Which engine a setting names."""

from pathlib import Path

from assistant.adapters.embedding.model_files import find_model
from assistant.adapters.embedding.onnx_encoder import OnnxEncoder
from assistant.ports import Encoder


def make_encoder(engine: str, model: str, cache: Path) -> Encoder:
    """Return the encoder of an engine: "onnx-int8", "onnx-fp32" or "sentence-transformers".

    Args:
        engine: One of the three names.
        model: The packaged model's name, or the folder of another.
        cache: Where exported models are kept.

    Raises:
        ModelUnavailable: the model isn't on this machine.
    """
    files = find_model(model)
    if engine == "sentence-transformers":
        from assistant.adapters.embedding.sentence_transformers_encoder import (
            SentenceTransformersEncoder,
        )

        return SentenceTransformersEncoder(files)
    return OnnxEncoder(files, int8=engine == "onnx-int8", cache=cache)
