"""List marks as printed."""

import pytest

from ingest.structure.characters import clean
from ingest.structure.markers import Mark, marked, roman_value


@pytest.mark.parametrize(
    ("line", "kind", "text", "value"),
    [
        ("• record", Mark.BULLET, "•", None),
        ("o record", Mark.BULLET, "o", None),
        ("\uf0f0 record", Mark.BULLET, "•", None),
        ("- IV. Adjust", Mark.ROMAN, "IV.", 4),
        ("2.14 Forces", Mark.PARAGRAPH, "2.14", None),
        ("12. Forces", Mark.NUMBER, "12.", 12),
        ("12.Forces", Mark.NUMBER, "12.", 12),
        ("(3) forces", Mark.NUMBER, "(3)", 3),
        ("(iv) forces", Mark.ROMAN, "(iv)", 4),
        ("b) forces", Mark.LETTER, "b)", 2),
        ("4. **FINDINGS", Mark.NUMBER, "4.", 4),
    ],
)
def test_marks_are_told_apart(line: str, kind: Mark, text: str, value: int | None) -> None:
    mark = marked(line)
    assert mark is not None
    assert (mark.kind, mark.text, mark.value) == (kind, text, value)
    assert line[mark.length :].lstrip("*").lower() in {"record", "adjust", "forces", "findings"}


@pytest.mark.parametrize(
    "line",
    ["2019. More", "1.5m people", "3 forces", "of course", "Oh well", "mix. And", "43 forces", ""],
)
def test_what_only_begins_like_a_mark_is_none(line: str) -> None:
    assert marked(line) is None


def test_roman_values() -> None:
    assert [roman_value(text) for text in ("i", "iv", "ix", "xiv", "xl", "xlix")] == [
        *(1, 4, 9, 14, 40, 49)
    ]


def test_unseen_characters_go_and_ligatures_are_spelt_out() -> None:
    assert (
        clean("e\ufb03cient\u200b \u202eno\U000e0041w \u00adhere\tnow\n")
        == "efficient now here\tnow\n"
    )
    assert clean("\ufb01rst", expand=False) == "\ufb01rst"
