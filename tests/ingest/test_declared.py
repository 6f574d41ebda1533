from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.errors import InvalidInput
from assistant.domain.sources import Visibility
from ingest.declared import Declared, find_declared, read_declared


def declared(folder: Path, text: str) -> dict[str, Declared]:
    path = folder / "reports.yaml"
    path.write_text(text, encoding="utf-8")
    return read_declared(path)


def test_everything_that_can_be_declared(tmp_path: Path) -> None:
    found = declared(
        tmp_path,
        """
fraud.pdf:
  title: "Fraud: time to act"
  published: 2021-08-05
  inspectorate: HMICFRS
  kind: revisit
  place: Ambershire
  supersedes: Fraud 2018
  withdrawn: true
  visibility: force
plain.txt:
""",
    )

    assert found["fraud.pdf"] == Declared(
        "Fraud: time to act", date(2021, 8, 5), "HMICFRS", "revisit", "Ambershire", "Fraud 2018",
        True, Visibility.FORCE,
    )  # fmt: skip
    assert found["plain.txt"] == Declared()


@pytest.mark.parametrize(
    "text",
    [
        "reports:\n  a.pdf:\n    title: A title\n",
        "reports:\n- file: a.pdf\n  title: A title\n",
        "- title: A title\n  file: a.pdf\n",
    ],
)
def test_the_three_ways_to_write_it(tmp_path: Path, text: str) -> None:
    assert declared(tmp_path, text) == {"a.pdf": Declared(title="A title")}


@pytest.mark.parametrize(
    "written", ["5 August 2021", "'2021-08-05'", "5th August 2021", "5/8/2021"]
)
def test_dates_may_be_written_as_people_write_them(tmp_path: Path, written: str) -> None:
    assert declared(tmp_path, f"a.pdf: {{published: {written}}}")["a.pdf"].published == date(
        2021, 8, 5
    )


def test_numbers_and_words_of_yaml_are_still_titles(tmp_path: Path) -> None:
    found = declared(tmp_path, "a.pdf: {title: 2021}\nb.pdf: {title: yes}\n1984.txt: {kind: x}")

    assert (found["a.pdf"].title, found["b.pdf"].title) == ("2021", "yes")
    assert "1984.txt" in found


@pytest.mark.parametrize("marking", ["", "secret", "Public!", "official-sensitive", "[]", "no"])
def test_an_odd_or_blank_marking_never_opens_a_report(tmp_path: Path, marking: str) -> None:
    if marking == "[]":
        with pytest.raises(InvalidInput):
            declared(tmp_path, "a.pdf: {visibility: []}")
        return
    found = declared(tmp_path, f"a.pdf:\n  visibility: {marking}\n")["a.pdf"]

    assert found.visibility is Visibility.RESTRICTED
    assert "restricted" in found.notes[0]


def test_a_marking_in_capitals_is_still_the_marking(tmp_path: Path) -> None:
    assert (
        declared(tmp_path, "a.pdf: {visibility: PUBLIC}")["a.pdf"].visibility is Visibility.PUBLIC
    )


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("a.pdf:\n  titel: x\n", "line 2", "titel"),
        ("a.pdf:\n  title: x\n  published: soon\n", "line 3", "published"),
        ("a.pdf:\n  published: June 2021\n", "line 2", "published"),
        ("a.pdf:\n  withdrawn: perhaps\n", "line 2", "withdrawn"),
        ("a.pdf: just a title\n", "line 1", "a.pdf"),
        ("a.pdf:\n  title: [a, b]\n", "line 2", "title"),
        ("a.pdf:\n  title: x\n  title: y\n", "line 3", "title"),
        ("a.pdf:\n  title: x\na.pdf:\n  title: y\n", "line", "a.pdf"),
        ("- title: x\n", "line 1", "file"),
        ("a.pdf:\n\ttitle: x\n", "line 2", "YAML"),
        ("a.pdf: !!python/object/apply:os.system [x]\n", "line 1", "a.pdf"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_key(
    tmp_path: Path, text: str, line: str, key: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        declared(tmp_path, text)

    assert all(word in str(caught.value) for word in ("reports.yaml", line, key))


def test_only_a_file_of_that_name_is_one(tmp_path: Path) -> None:
    assert find_declared(tmp_path) is None
    (tmp_path / "reports.yml").write_text("", encoding="utf-8")
    assert find_declared(tmp_path) == tmp_path / "reports.yml"
    assert read_declared(tmp_path / "reports.yml") == {}


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("noise") / "reports.yaml"
    path.write_bytes(data)
    try:
        assert isinstance(read_declared(path), dict)
    except InvalidInput as error:
        assert "reports.yaml" in str(error)
