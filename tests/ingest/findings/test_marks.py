import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.documents import Block, BlockKind
from assistant.language.numbers import to_roman
from ingest.findings.marks import follows, mark_of


def item(marker: str | None, text: str = "Forces should act.") -> Block:
    return Block(BlockKind.LIST_ITEM, text, (), marker=marker, level=1)


@pytest.mark.parametrize(
    ("marker", "text", "printed", "rest"),
    [
        ("IV.", "Act.", "IV", "Act."),
        ("(a)", "Act.", "a", "Act."),
        ("2.14", "Act.", "2.14", "Act."),
        ("•", "Act.", None, "Act."),
        ("o", "Act.", None, "Act."),
        ("-", "IV. Act.", "IV", "Act."),
        ("-", "A. Person acts.", "A", "Person acts."),
        ("- IV.", "Act.", "IV", "Act."),
        (None, "3) Act.", "3", "Act."),
    ],
)
def test_marks_are_read_however_they_are_set(
    marker: str | None, text: str, printed: str | None, rest: str
) -> None:
    mark, without = mark_of(item(marker, text))
    assert mark is not None
    assert (mark.printed, without) == (printed, rest)


def test_text_without_a_mark_has_none() -> None:
    assert mark_of(item(None)) == (None, "Forces should act.")


@given(st.integers(1, 80), st.sampled_from([str, to_roman, lambda n: to_roman(n).lower()]))
@settings(deadline=None)
def test_each_number_follows_the_one_before_it(n: int, written: object) -> None:
    assert callable(written)
    one, two = mark_of(item(f"{written(n)}."))[0], mark_of(item(f"{written(n + 1)}."))[0]
    assert one is not None
    assert two is not None
    assert follows(one, two)
    assert not follows(two, one)


@pytest.mark.parametrize(
    ("one", "two"), [("V.", "i."), ("V.", "a."), ("2.", "a."), ("b.", "i."), ("•", "1.")]
)
def test_a_nested_mark_does_not_follow(one: str, two: str) -> None:
    first, second = mark_of(item(one))[0], mark_of(item(two))[0]
    assert first is not None
    assert second is not None
    assert not follows(first, second)
