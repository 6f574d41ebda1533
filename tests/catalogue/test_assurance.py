"""Every claim of the assurance document names tests that are there."""

import re
from pathlib import Path

from tests.catalogue.faults import nodes

PAPER = (Path(__file__).resolve().parents[2] / "ASSURANCE.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(?:\S+::)?(test_\w+)`", PAPER)))


def test_every_test_that_is_named_is_there() -> None:
    assert len(NAMED) > 60
    assert [name for name in NAMED if not nodes(name)] == []


def test_no_section_makes_claims_without_a_test() -> None:
    free = {"Known limits"}
    for section in PAPER.split("\n## ")[1:]:
        title = section.partition("\n")[0]
        assert title in free or re.search(r"`test_\w+`", section), title


def test_commands_and_settings_that_are_named_exist() -> None:
    from assistant.entrypoints.cli.app import build_app
    from assistant.settings import Settings

    commands = {each.name or each.callback.__name__ for each in build_app().registered_commands}  # type: ignore[union-attr]
    groups = {group.name for group in build_app().registered_groups}
    for command in re.findall(r"`liaison (\w+)", PAPER):
        assert command in commands | groups, command
    for setting in set(re.findall(r"LIAISON_([A-Z_]+)", PAPER)) - {"AUTH_KEY"}:
        assert setting.lower() in Settings.model_fields, setting
