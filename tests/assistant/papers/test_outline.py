from pathlib import Path

import pytest

from assistant.domain.errors import InvalidUse
from assistant.papers.outline import MANDATORY, filled, read_outline


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "outline.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_force_may_leave_out_and_rename_sections(tmp_path: Path) -> None:
    outline = read_outline(
        written(
            tmp_path,
            "title: Our paper\nsections:\n- {name: position, heading: How we stand}\n"
            "- {name: recommendation, heading: What we ask}\n",
        )
    )

    assert outline.title == "Our paper"
    assert [each.heading for each in outline.whole()] == [
        "How we stand",
        "Matters for attention",
        "What we ask",
    ]
    assert MANDATORY in [each.name for each in outline.whole()]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: A\nsections:\n- {name: gossip, heading: B}", "gossip"),
        ("title: A\nsections:\n- {name: purpose, heading: B, text: ['{name}']}", "{name}"),
        ("title: A\nsections:\n- {name: purpose, heading: B}\n- {name: purpose, heading: C}",
         "stands twice"),
        ("title: A\nsections: []\ncolour: red", "colour"),
        ("- just\n- a list", "named parts"),
        ("title: [", "no YAML"),
    ],
)  # fmt: skip
def test_an_outline_that_cannot_be_used_is_refused_with_what_is_wrong(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(InvalidUse, match=said.replace("{", r"\{")):
        read_outline(written(tmp_path, text))


def test_a_missing_outline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidUse, match="can't be read"):
        read_outline(tmp_path / "none.yaml")


def test_texts_are_filled_once_and_never_read_as_templates() -> None:
    said = filled("For {force}\n by {committee}.", {"force": "{committee}", "committee": "JAC"})

    assert said == "For {committee} by JAC."
