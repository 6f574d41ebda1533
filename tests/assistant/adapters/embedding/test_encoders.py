"""The embedding engines: right, alike, the same every time, and refusing damaged files."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.embedding.engines import make_encoder
from assistant.adapters.embedding.model_files import PACKAGED, ModelFiles, find_model
from assistant.adapters.embedding.onnx_cache import cached_onnx
from assistant.adapters.embedding.onnx_encoder import OnnxEncoder
from assistant.adapters.embedding.vectors import checked
from assistant.domain.errors import ModelUnavailable
from assistant.ports import Encoder

TEXTS = [
    "Which recommendations of the fraud inspection are overdue?",
    "The force answers 91 per cent of emergency calls within ten seconds.",
    "Officers did not always record why they used force.",
    "Ymatebodd yr heddlu i'r argymhelliad.",
    "x",
    "Inspectors read case files of children who went missing. " * 60,
    "",
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def exact(cache: Path) -> Encoder:
    return make_encoder("onnx-fp32", PACKAGED, cache)


@pytest.fixture(scope="module")
def quick(cache: Path) -> Encoder:
    return make_encoder("onnx-int8", PACKAGED, cache)


def _cosines(one: Encoder, other: Encoder) -> np.ndarray:
    return np.sum(one.encode(TEXTS) * other.encode(TEXTS), axis=1)


def test_float32_gives_the_vectors_of_sentence_transformers(exact: Encoder) -> None:
    reference = make_encoder("sentence-transformers", PACKAGED, Path("unused"))
    assert reference.dimensions == exact.dimensions == 384
    assert reference.max_tokens == exact.max_tokens == 256
    assert _cosines(exact, reference).min() >= 0.9999
    assert [reference.tokens(text) for text in TEXTS] == [exact.tokens(text) for text in TEXTS]


def test_int8_stays_close_to_float32(exact: Encoder, quick: Encoder) -> None:
    assert _cosines(exact, quick).min() >= 0.97


def test_vectors_are_of_unit_length_one_a_text(quick: Encoder) -> None:
    vectors = quick.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert quick.encode([]).shape == (0, 384)


def test_a_text_has_the_same_vector_alone_and_among_others(quick: Encoder) -> None:
    together = quick.encode(TEXTS)
    assert np.array_equal(together, quick.encode(TEXTS))
    for text, vector in zip(TEXTS, together, strict=True):
        assert np.array_equal(quick.encode([text])[0], vector)
    assert np.array_equal(quick.encode(TEXTS[::-1])[::-1], together)


def test_text_beyond_128_tokens_counts_and_beyond_256_does_not(exact: Encoder) -> None:
    words = ["inspection"] * 150
    late, later = [*words, "burglary"], ["inspection"] * 260
    short = exact.encode([" ".join(words), " ".join(late)])
    assert float(short[0] @ short[1]) < 0.9999
    long = exact.encode([" ".join(later), " ".join([*later, "burglary"])])
    assert np.array_equal(long[0], long[1])
    assert exact.tokens(" ".join(later)) == 262


def test_identities_differ_by_engine_and_name_the_weights(exact: Encoder, quick: Encoder) -> None:
    assert exact.identity != quick.identity
    assert find_model(PACKAGED).digest[:16] in quick.identity
    # Known without loading anything.
    assert make_encoder("onnx-int8", PACKAGED, Path("nowhere")).identity == quick.identity


def test_neither_torch_nor_the_exporter_is_needed_once_the_model_is_prepared(
    cache: Path, quick: Encoder
) -> None:
    import subprocess
    import sys

    quick.encode(["prepare"])
    program = (
        "import sys; from pathlib import Path\n"
        "from assistant.adapters.embedding.engines import make_encoder\n"
        f"make_encoder('onnx-int8', {PACKAGED!r}, Path({str(cache)!r})).encode(['x'])\n"
        "assert not {'torch', 'onnx', 'sentence_transformers', 'llama_index'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_damaged_prepared_model_is_made_again(
    cache: Path, tmp_path: Path, quick: Encoder
) -> None:
    quick.encode(["prepare"])
    model = find_model(PACKAGED)
    place = tmp_path / model.digest[:16]
    shutil.copytree(cache / model.digest[:16], place)
    data = bytearray((place / "int8.onnx").read_bytes())
    data[len(data) // 2] ^= 0xFF
    (place / "int8.onnx").write_bytes(data)
    mended = OnnxEncoder(model, int8=True, cache=tmp_path)
    assert np.array_equal(mended.encode(TEXTS[:2]), quick.encode(TEXTS[:2]))
    assert sorted(path.suffix for path in place.iterdir() if "int8" in path.name) == [
        ".onnx",
        ".sha256",
    ]


def test_other_weights_under_the_known_name_are_refused(tmp_path: Path) -> None:
    real = find_model(PACKAGED)
    shutil.copytree(real.folder, tmp_path / "model")
    model = ModelFiles(real.name, tmp_path / "model", real.known_weights, real.known_tokenizer)
    with model.weights.open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\xff")
    with pytest.raises(ModelUnavailable, match="SHA-256 differs"):
        cached_onnx(model, int8=False, folder=tmp_path / "cache")
    with model.tokenizer.open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelUnavailable, match="SHA-256 differs"):
        OnnxEncoder(model, int8=True, cache=tmp_path).tokens("x")


def test_a_model_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="LIAISON_EMBEDDING_MODEL"):
        make_encoder("onnx-int8", str(tmp_path), tmp_path)


def test_a_home_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("in the way", encoding="utf-8")
    encoder = make_encoder("onnx-int8", PACKAGED, tmp_path / "models")
    with pytest.raises(ModelUnavailable, match="LIAISON_HOME"):
        encoder.encode(["x"])


@pytest.mark.parametrize(
    ("vectors", "reason"),
    [
        (np.zeros((2, 3)), "unit length"),
        (np.full((2, 3), np.nan), "unit length"),
        (np.array([[1.0, 0, 0], [np.inf, 0, 0]]), "unit length"),
        (np.eye(3), "shape"),
        (np.eye(2), "shape"),
    ],
)
def test_vectors_that_nothing_could_be_found_by_are_refused(
    vectors: np.ndarray, reason: str
) -> None:
    with pytest.raises(ModelUnavailable, match=reason):
        checked(vectors, 2, 3)


def test_llama_index_gets_the_same_vectors(quick: Encoder) -> None:
    from assistant.adapters.embedding.llama_index_embedding import EncoderEmbedding

    wrapped = EncoderEmbedding(quick)
    expected = quick.encode(TEXTS[:2])
    assert np.allclose(wrapped.get_text_embedding_batch(TEXTS[:2]), expected)
    assert np.allclose(wrapped.get_query_embedding(TEXTS[0]), expected[0])
