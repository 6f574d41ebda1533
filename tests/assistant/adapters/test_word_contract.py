"""One contract for every search by words: in memory and tantivy."""

from pathlib import Path

import pytest
import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.adapters import tantivy_words
from assistant.adapters.tantivy_words import TantivyWords
from assistant.domain.errors import StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.ports import WordIndex
from tests.index_fakes import WordsInMemory

PUBLIC, FORCE, RESTRICTED = Visibility
ROWS = [
    (
        "p1",
        "r1",
        PUBLIC,
        "Officers responded to burglaries in an hour.",
        "Findings",
        "Burglary",
    ),
    ("p2", "r1", PUBLIC, "Victims were told what happens next.", "Findings", "Burglary"),
    ("p3", "r2", FORCE, "Burglaries in Gŵyr were screened out.", "Scope", "Crime allocation"),
    ("p4", "r3", RESTRICTED, "Burglary tactics are described here.", "Annex", "Tactics"),
    ("p5", "r4", PUBLIC, "See REC-2023/017 and paragraph 4.11 on stop and search.", "", "Letter"),
    ("p6", "r5", PUBLIC, "Custody cells were clean.", "Custody", "Custody visit"),
    ("p7", "r5", PUBLIC, "Custody cells were clean.", "Custody", "Custody visit"),
]


@pytest.fixture(scope="module")
def tantivy_index(tmp_path_factory: pytest.TempPathFactory) -> TantivyWords:
    folder = tmp_path_factory.mktemp("index") / "words"
    tantivy_words.build(folder, ROWS)
    return TantivyWords(folder)


@pytest.fixture(params=["in memory", "tantivy"])
def index(request: pytest.FixtureRequest, tantivy_index: TantivyWords) -> WordIndex:
    return tantivy_index if request.param == "tantivy" else WordsInMemory(ROWS)


def _found(
    index: WordIndex, text: str, *classes: Visibility, scope: tuple[str, ...] = ()
) -> list[str]:
    return [hit.passage_id for hit in index.match(text, 10, classes, scope)]


def test_words_are_found_whatever_their_ending(index: WordIndex) -> None:
    assert _found(index, "responding officer", PUBLIC) == ["p1"]
    assert _found(index, "Which burglary response was in an hour?", PUBLIC)[0] == "p1"


def test_titles_and_headings_count_less_than_the_text(index: WordIndex) -> None:
    found = _found(index, "burglary", PUBLIC)
    assert found[0] == "p1"
    assert set(found) == {"p1", "p2"}


def test_accents_may_be_left_out(index: WordIndex) -> None:
    assert _found(index, "gwyr", FORCE) == ["p3"]
    assert _found(index, "GŴYR", FORCE) == ["p3"]


def test_a_reference_is_found_by_its_parts(index: WordIndex) -> None:
    assert _found(index, "REC-2023/017", PUBLIC)[:1] == ["p5"]


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ((PUBLIC,), {"p1", "p2"}),
        ((FORCE,), {"p3"}),
        ((PUBLIC, RESTRICTED), {"p1", "p2", "p4"}),
        ((), set()),
    ],
)
def test_only_the_classes_asked_for_are_ever_returned(
    index: WordIndex, classes: tuple[Visibility, ...], expected: set[str]
) -> None:
    assert set(_found(index, "burglary", *classes)) == expected


def test_a_scope_lets_only_its_reports_through(index: WordIndex) -> None:
    everything = tuple(Visibility)
    assert _found(index, "burglary", *everything, scope=("r2",)) == ["p3"]
    assert set(_found(index, "burglary", *everything, scope=("r2", "r3", "none"))) == {"p3", "p4"}
    assert _found(index, "burglary", *everything, scope=("none",)) == []
    assert _found(index, "burglary", PUBLIC, scope=("r2",)) == []


def test_equals_come_in_the_order_of_their_ids_and_no_more_than_wanted(index: WordIndex) -> None:
    assert _found(index, "custody cells", PUBLIC) == ["p6", "p7"]
    assert [hit.passage_id for hit in index.match("custody cells", 1, [PUBLIC])] == ["p6"]
    assert index.match("custody", 0, [PUBLIC]) == []


@pytest.mark.parametrize("text", ["", "   ", "?!", "zzzz", "🙂"])
def test_no_word_in_common_is_no_hit(index: WordIndex, text: str) -> None:
    assert index.match(text, 5, list(Visibility)) == []


@pytest.mark.parametrize(
    "text",
    ['what is "foo', "AND AND :", "(unbalanced", "brakes^", "visibility:restricted", "*", "NOT x",
     "custody OR visibility:restricted", 'report:"r3"', "[a TO z]", "/.*/", "a" * 10_000],
)  # fmt: skip
def test_text_is_never_a_query_language(index: WordIndex, text: str) -> None:
    assert "p4" not in [hit.passage_id for hit in index.match(text, 10, [PUBLIC, FORCE])]


@settings(deadline=None, max_examples=200)
@given(text=st.text(max_size=200))
def test_any_text_is_safe_and_answers_the_same_twice(
    tantivy_index: TantivyWords, text: str
) -> None:
    first = tantivy_index.match(text, 5, [PUBLIC])
    assert first == tantivy_index.match(text, 5, [PUBLIC])
    assert {hit.passage_id for hit in first} <= {"p1", "p2", "p5", "p6", "p7"}


def test_a_very_long_question_is_cut_not_refused(tantivy_index: TantivyWords) -> None:
    text = " ".join(f"word{n}" for n in range(5_000)) + " custody"
    assert tantivy_index.match(text, 5, [PUBLIC]) == []
    assert tantivy_index.match("custody " + text, 5, [PUBLIC]) != []


def test_a_damaged_index_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    tantivy_words.build(folder, ROWS)
    (folder / "meta.json").write_text("{}", encoding="utf-8")
    with pytest.raises(StoreUnavailable, match="liaison verify"):
        TantivyWords(folder)
    with pytest.raises(StoreUnavailable, match="liaison verify"):
        TantivyWords(tmp_path / "nowhere")


SCATTERED = "The chief spoke of risk. A constable kept every assessment of the year."
TOGETHER = "The year of the risk assessment was kept. A chief constable spoke of every one."
APART_AND_TOGETHER = [
    ("p1", "r1", PUBLIC, SCATTERED, "", "Letter"),
    ("p2", "r1", PUBLIC, TOGETHER, "", "Letter"),
]


def test_words_that_stand_side_by_side_count_more_than_apart(tmp_path: Path) -> None:
    tantivy_words.build(tmp_path / "words", APART_AND_TOGETHER)
    found = TantivyWords(tmp_path / "words").match(
        "a chief constable's risk assessments", 2, [PUBLIC]
    )
    assert [hit.passage_id for hit in found] == ["p2", "p1"]
    assert found[0].score > found[1].score + 0.05


def test_an_index_from_before_pairs_were_kept_is_searched_without_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("report", "visibility"):
        schema.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in ("text", "heading", "title"):
        schema.add_text_field(field, tokenizer_name="english", index_option="freq")
    before = schema.build()
    with monkeypatch.context() as patched:
        patched.setattr(tantivy_words, "_schema", lambda: before)
        patched.setattr(tantivy_words, "_pairs", lambda *_: [])
        tantivy_words.build(tmp_path / "words", APART_AND_TOGETHER)
    found = TantivyWords(tmp_path / "words").match("chief constable", 2, [PUBLIC])
    assert {hit.passage_id for hit in found} == {"p1", "p2"}


def test_who_may_see_every_passage_finds_what_each_class_finds(index: WordIndex) -> None:
    apart = {name for one in Visibility for name in _found(index, "burglary tactics", one)}
    assert set(_found(index, "burglary tactics", *Visibility)) == apart == {"p1", "p2", "p3", "p4"}
