"""That what the project says of itself at its front door is so."""

import re
from enum import Enum
from pathlib import Path

import pytest

from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
DEFAULTS = {
    f"LIAISON_{name.upper()}": field.default for name, field in Settings.model_fields.items()
}
_ROW = re.compile(r"^\| `(LIAISON_\w+)` \| (?:`(.*)`)? *\| (.+) \|$", re.MULTILINE)
_LINE = re.compile(r"^(#? ?)(LIAISON_\w+)=(.*)$", re.MULTILINE)


def written(default: object) -> str:
    """Return a default as it is written in a `.env` file; nothing for none."""
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, Enum):
        return str(default.value)
    return f"{default:g}" if isinstance(default, float) else str(default or "")


def the_same(said: str, default: object) -> bool:
    return said == (written(default) if default not in ((), {}) else "")


def test_the_readme_lists_every_setting_once_with_its_default() -> None:
    rows = [(name, said) for name, said, _ in _ROW.findall(README)]
    assert sorted(name for name, _ in rows) == sorted(DEFAULTS)
    assert [(n, said) for n, said in rows if not the_same(said, DEFAULTS[n])] == []


def test_the_example_names_every_setting_and_gives_its_default() -> None:
    lines = _LINE.findall(EXAMPLE)
    names = [name for _, name, _ in lines]
    assert len(set(names)) == len(names)
    # A secret's file is spoken of beside the secret.
    assert set(DEFAULTS) - set(names) <= {f"{name}_FILE" for name in names}
    assert set(names) <= set(DEFAULTS)
    given = [(name, said) for off, name, said in lines if not off]
    assert [(n, said) for n, said in given if not the_same(said, DEFAULTS[n])] == []
    # What is only shown as an example has no default that it could contradict.
    assert [name for off, name, _ in lines if off and not the_same("", DEFAULTS[name])] == []


@pytest.mark.parametrize("name", ["README.md", "ASSURANCE.md", "DECISIONS.md", ".deploy/README.md"])
def test_what_a_document_links_to_is_there(name: str) -> None:
    document = ROOT / name
    text = document.read_text(encoding="utf-8")
    linked = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert [path for path in linked if not (document.parent / path).exists()] == []


def test_paths_and_headings_that_the_readme_names_are_there() -> None:
    folders = ("assistant/", "ingest/", "eval/", "prompts/", "tests/")
    named = [path for path in re.findall(r"`([\w./-]+)`", README) if path.startswith(folders)]
    assert len(named) > 5
    assert [path for path in named if not (ROOT / path).exists()] == []
    headings = {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", README)) <= headings
