"""The generated texts and vectors of the benchmarks."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.ports import Vectors
from eval.bench.corpus import A_REPORT, Corpus
from eval.bench.encoders import PaidEncoder, SyntheticEncoder


def test_a_corpus_is_of_the_size_named_and_always_the_same(tmp_path: Path) -> None:
    corpus = Corpus(A_REPORT + 3)
    assert [len(corpus.sections(number)) for number in range(2)] == [A_REPORT, 3]
    assert corpus.sections(1) == Corpus(A_REPORT + 3).sections(1)
    folder = corpus.write(tmp_path / "made")
    assert len(list(folder.glob("*.md"))) == 2
    declared = (folder / "reports.yaml").read_text(encoding="utf-8")
    assert declared.count("public") == declared.count("force") == 1


def test_questions_differ_and_use_the_words_of_a_section() -> None:
    corpus = Corpus(600)
    asked = corpus.questions(60)
    assert len(set(asked)) == 60
    sections = [each.text.lower() for number in range(3) for each in corpus.sections(number)]
    for question in asked:
        words = question.removeprefix("What did inspectors say about ").rstrip("?").split()
        assert any(all(word in text for word in words) for text in sections)


def test_texts_that_share_words_have_near_vectors_of_unit_length() -> None:
    encoder = SyntheticEncoder()
    first, *_, last = Corpus(20).sections(0)
    vectors = encoder.encode([first.text, first.question, last.question, ""])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_a_paid_encoder_runs_the_model_on_the_same_texts() -> None:
    seen: list[str] = []

    class Seen(SyntheticEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            seen.extend(texts)
            return super().encode(texts)

    paid = PaidEncoder(Seen())
    assert (paid.encode(["custody"]) == SyntheticEncoder().encode(["custody"])).all()
    assert seen == ["custody"]
