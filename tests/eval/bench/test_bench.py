"""The benchmark: what it is made of, and that it runs."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from lxml import html

from assistant.adapters.generation.opening import WORDS
from assistant.adapters.tantivy_words import TantivyWords
from assistant.domain.sources import Visibility
from assistant.door import open_door
from eval.bench import bench, ours, register
from eval.bench.bench import Bench, Sizes
from eval.bench.corpus import A_REPORT, Corpus
from eval.bench.encoders import SyntheticEncoder
from eval.bench.page import write_page
from eval.bench.report import measured
from eval.bench.rows import Row, Target, document, table
from eval.bench.starting import Started, run
from eval.bench.timing import WARM, Times, in_turns
from eval.faults import DatasetError, LibraryError


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


def test_a_process_is_measured_without_the_memory_of_the_one_that_starts_it() -> None:
    held = np.ones(80_000_000, np.uint8)
    assert 1 < run(["python3", "-c", "pass"]).mebibytes < 60
    assert run(["python3", "-c", "held = b'x' * 80_000_000"]).mebibytes > 75
    assert held.all()


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
    assert len(timed) == 9
    assert all(row.ours > 0 and row.ratio is not None and row.n == 3 for row in timed)
    recall = next(row for row in rows if row.what.startswith("recall"))
    assert recall.ours == 1.0
    assert {"register question, 60 passages, p50", "report question, 60 passages, p95"} <= {
        row.what for row in rows
    }
    again = Bench(tmp_path, sizes, ("retrieval",)).rows()
    assert [row.what for row in again] == [row.what for row in rows][: len(again)]


def test_stores_are_filled_and_searched_in_processes_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from eval.bench import large

    def in_this_one(command: list[str]) -> Started:
        assert command[1:3] == ["-m", "eval.bench.large"]
        large.main(*command[3:])
        return Started(1.0, 60.0)

    monkeypatch.setattr(large, "run", in_this_one)
    monkeypatch.setattr(ours, "engine", lambda *_: SyntheticEncoder())
    rows = list(large.measure(tmp_path, 300, 4))
    filled, memory, disk, *_ = rows
    assert filled.ours > 0
    assert "Chroma" in filled.note
    assert memory.ours == 60
    assert 0.2 < disk.ours < 20
    search = next(row for row in rows if row.what.endswith("exact, p50"))
    assert (search.n, search.at) == (4, 300)
    assert search.ours > 0


def test_stores_filled_directly_find_a_passage_by_its_words(tmp_path: Path) -> None:
    from eval.bench.large import build

    corpus = Corpus(A_REPORT + 20)
    built = build(tmp_path, corpus)
    assert built.chroma_rows > 0
    words = TantivyWords(tmp_path / WORDS)
    assert words.count() == A_REPORT + 20
    section = corpus.sections(1)[3]
    best = words.match(section.text, 1, [*Visibility])[0]
    assert best.passage_id == "0000010003"
    assert words.match(section.text, 1, [Visibility.PUBLIC])[0].passage_id != "0000010003"


def test_a_service_is_asked_by_one_and_by_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from eval.bench import askers

    replies = iter([200] * 2 + [200] * 6 + [200] * 2 + [200, 503] * 3)

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(next(replies))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    Thread(target=server.serve_forever, daemon=True).start()

    @contextmanager
    def served(_: Path) -> Iterator[str]:
        yield f"http://127.0.0.1:{server.server_port}"

    monkeypatch.setattr(askers, "_served", served)
    rows = list(askers.measure(tmp_path, Corpus(60), 6))
    server.shutdown()
    server.server_close()
    alone, many = (row for row in rows if row.what.startswith("answers a second"))
    assert (alone.n, many.n) == (6, 3)
    assert "50 askers" in many.what
    assert "3 of 6 told to come back later" in many.note


def point(text: str) -> tuple[float, float]:
    left, up = text.split(",")
    return float(left), float(up)


def test_a_page_shows_what_grows_and_what_is_missed(tmp_path: Path) -> None:
    rows = [
        Row("search <of> 10", 2.0, 5, peer=8.0, of="Search: median, ms", at=10),
        Row("search of 1,000", 40.0, 5, peer=90.0, target=Target(5.0), of="Search: median, ms",
            at=1_000, note="why & where"),
        Row("alone", 3.0, 1, of="Once: s", at=10),
        Row("kept", 3.0, 1, target=Target(5.0)),
    ]  # fmt: skip
    page, markdown, document_ = write_page(rows, {"machine": "small"}, tmp_path / "out")
    shown = page.read_text(encoding="utf-8")
    tree = html.fromstring(shown)
    assert [each.text for each in tree.iter("figcaption")] == ["Search: median, ms"]
    assert "1 of 2 targets is missed" in shown
    assert "search &lt;of&gt; 10" in shown
    assert not list(tree.iter("script", "link", "img"))
    mine, theirs = ([point(p) for p in each.get("points", "").split()]
                    for each in tree.iter("polyline"))  # fmt: skip
    assert mine[0][0] < mine[1][0]
    assert mine[0][1] > mine[1][1]
    assert all(up < mine[0][1] for _, up in theirs)
    ticks = [each.text for each in tree.iter("text") if each.get("class") == "tick"]
    assert ticks == ["1", "10", "100", "10", "100", "1,000"]
    assert "| search of 1,000 | 40 ms | 90 ms | 2.25 | at most 5 | NO | 5 |" in markdown.read_text(
        encoding="utf-8"
    )
    assert json.loads(document_.read_text(encoding="utf-8"))["rows"][1]["met"] is False


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
    said: list[str] = []
    for passages in ((40, 50), ()):
        measured(
            quick=False,
            only=(),
            passages=passages,
            libraries=tmp_path,
            out=tmp_path / "out",
            say=said.append,
        )
    first = asked[0]
    assert (first.retrieval, first.questions, first.large, first.indexing) == (*[(40, 50)] * 3, 50)
    assert asked[1] == Sizes()
