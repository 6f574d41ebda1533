"""The benchmark: what it is made of, and that it runs."""

from collections.abc import Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from assistant.door import open_door
from assistant.ports import Vectors
from eval.bench import bench, ours, register
from eval.bench.bench import Bench, Sizes
from eval.bench.corpus import A_REPORT, Corpus
from eval.bench.encoders import PaidEncoder, SyntheticEncoder
from eval.bench.report import measured
from eval.bench.rows import Row, Target, document, table
from eval.bench.starting import run
from eval.bench.timing import WARM, Times, in_turns
from eval.faults import DatasetError, LibraryError


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


@pytest.mark.parametrize(
    ("row", "ratio", "met"),
    [
        (Row("a", 5.0, 1, peer=10.0), 2.0, None),
        (Row("a", 50.0, 1, peer=10.0, higher_is_better=True), 5.0, None),
        (Row("a", 5.0, 1, target=Target(5.0)), None, True),
        (Row("a", 5.1, 1, target=Target(5.0)), None, False),
        (Row("a", 5.0, 1, peer=9.0, target=Target(1.9, of_ratio=True, at_least=True)), 1.8, False),
        (Row("a", 5.0, 1, peer=9.5, target=Target(1.9, of_ratio=True, at_least=True)), 1.9, True),
        (Row("a", 5.0, 1, target=Target(1.9, of_ratio=True, at_least=True)), None, None),
        (Row("a", 0.98, 1, target=Target(0.99, at_least=True)), None, False),
    ],
)
def test_a_row_says_how_it_compares(row: Row, ratio: float | None, met: bool | None) -> None:
    assert row.ratio == pytest.approx(ratio) if ratio else row.ratio is None
    assert row.met is met


def test_a_missed_target_stands_out_in_the_table() -> None:
    rows = [Row("slow", 7.0, 20, peer=14.0, target=Target(5.0), note="why"), Row("other", 1.0, 1)]
    lines = table(rows, {"machine": "small"}).splitlines()
    assert lines[2] == "| slow | 7 ms | 14 ms | 2.00 | at most 5 | NO | 20 |"
    assert lines[3] == "| other | 1 ms | – | – | – | – | 1 |"
    assert "- slow: why" in lines
    assert lines[-1] == "machine: small"
    assert document(rows, {})["rows"][0]["met"] is False


def test_works_take_turns_and_the_first_inputs_are_not_timed() -> None:
    seen: list[tuple[str, str]] = []
    inputs = [str(number) for number in range(WARM + 4)]
    times = in_turns(inputs, lambda t: seen.append(("a", t)), lambda t: seen.append(("b", t)))
    assert [each.n for each in times] == [4, 4]
    assert all(first[0] != second[0] for first, second in pairwise(seen))
    assert Times((1.0, 2.0, 9.0)).p50 == 2.0
    assert Times((1.0, 2.0, 9.0)).least == 1.0


def test_a_process_that_fails_is_a_sentence() -> None:
    assert run(["python3", "-c", "pass"]).mebibytes > 1
    with pytest.raises(LibraryError, match="ended with 3"):
        run(["python3", "-c", "raise SystemExit(3)"])


def test_every_part_that_needs_no_model_runs_and_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ours, "engine", lambda *_: SyntheticEncoder())
    sizes = Sizes(retrieval=(60,), questions=(60,), indexing=30, asked=3)
    rows = Bench(tmp_path, sizes, ("retrieval", "questions")).rows()
    timed = [row for row in rows if row.what.startswith("retrieval")]
    assert len(timed) == 6
    assert all(row.ours > 0 and row.ratio is not None and row.n == 3 for row in timed)
    recall = next(row for row in rows if row.what.startswith("recall"))
    assert recall.ours == 1.0
    assert {"register question, 60 passages, p50", "report question, 60 passages, p95"} <= {
        row.what for row in rows
    }
    again = Bench(tmp_path, sizes, ("retrieval",)).rows()
    assert [row.what for row in again] == [row.what for row in rows][: len(again)]


def test_indexing_is_measured_beside_the_peer_and_once_more(tmp_path: Path) -> None:
    from eval.bench import indexing

    rows = indexing.compare(tmp_path, Corpus(30), SyntheticEncoder(), SyntheticEncoder())
    first, share, again = rows
    assert first.ratio is not None
    assert first.ours > 0
    assert share.ours > 0
    assert 0 < again.ours < 1


def test_a_register_is_loaded_and_asked_a_mix_of_questions_that_it_answers(tmp_path: Path) -> None:
    asked = len(register.QUESTIONS)
    rows = register.measure(tmp_path, 60, asked + WARM)
    loading, median, *_ = rows
    assert loading.what == "register of 60 entries loaded"
    assert loading.ours > 0
    assert median.what == "a mix of questions, 60 entries, p50"
    assert median.n == asked
    with closing(open_door(home=tmp_path / "register-60" / "home")) as door:
        texts = register.questions(60, asked)
        answers = [door.ask(text, today=register.UNTIL) for text in texts]
    unanswered = [
        text
        for text, answer in zip(texts, answers, strict=True)
        if answer["kind"] != "register" or answer["status"] == "clarify"
    ]
    # Some owners have no entry in so small a register.
    assert len(unanswered) < asked / 6, unanswered


def test_a_part_that_there_isnt_is_named() -> None:
    with pytest.raises(DatasetError, match="“speed”"):
        Bench(Path("nowhere"), bench.QUICK, ("speed",)).rows()


def test_libraries_of_the_sizes_named_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Sizes] = []

    def rows(self: Bench) -> list[Row]:
        asked.append(self.sizes)
        return []

    monkeypatch.setattr(Bench, "rows", rows)
    for passages in ((40, 50), ()):
        measured(quick=False, only=(), passages=passages, libraries=tmp_path, say=str)
    assert (asked[0].retrieval, asked[0].questions, asked[0].indexing) == ((40, 50), (40, 50), 50)
    assert asked[1] == Sizes()
