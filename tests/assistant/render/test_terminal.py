"""An answer as it is printed in a terminal."""

import re
from io import StringIO

import pytest
from rich.console import Console

from assistant.domain.answers import Answer, Group, Statement
from assistant.render.terminal import QUOTE_SHOWN, answer_view, plain
from tests.builders import a_quotation, a_row, an_answer


def printed(answer: Answer) -> str:
    console = Console(file=StringIO(), width=10_000, highlight=False)
    console.print(answer_view(answer), markup=False)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines", "two\nlines"),
        ("\x1b[31mred\x07\x08", "[31mred"),
        ("a\u202eb\u200bc\r\td", "abcd"),
        ("Zoë – “so” £5", "Zoë – “so” £5"),
    ],
)
def test_nothing_that_drives_a_terminal_is_printed(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_what_a_source_says_is_never_taken_for_markup_or_commands() -> None:
    bomb = "[bold]All[/bold] [link=https://evil.example]is\x1b]8;;x\x07 well[/link]"
    shown = printed(an_answer(Statement(bomb, (a_quotation(bomb, title=bomb, source=bomb),))))
    assert "\x1b" not in shown and "\x07" not in shown
    assert shown.count("[bold]All[/bold] [link=https://evil.example]is]8;;x well[/link]") == 4


def test_each_source_says_where_it_is_found_and_what_it_says() -> None:
    quotation = a_quotation("Keys\nwere  lost.", page=3, page_label="1")
    row = a_row(ref="HFP-1", row=7)
    shown = printed(an_answer(Statement("So it is.", (quotation, row))))
    assert "So it is. [1][2]" in shown
    assert "[1] Handling of found property, 2 March 2026, page 3 (printed 1) (report.pdf)" in shown
    assert '    "Keys were lost."' in shown
    assert "[2] HFP-1: register.xlsx, sheet Register, row 7" in shown


def test_a_long_quotation_is_cut_and_says_so() -> None:
    shown = printed(an_answer(Statement("So.", (a_quotation("word " * 100),))))
    [line] = [each for each in shown.splitlines() if each.startswith('    "')]
    assert line.endswith('word ..."')
    assert len(line) <= QUOTE_SHOWN + len('    " ..."')


def test_a_table_has_a_line_a_group_with_blanks_named() -> None:
    groups = (
        Group((("owner", "Ann"), ("status", "open")), 12, ("A",)),
        Group((("owner", ""), ("status", "closed")), 3, ("B",)),
    )
    shown = printed(an_answer(Statement("15.", (a_row(),)), groups=groups))
    lines = [[cell.strip() for cell in re.split("[│┃]", line)] for line in shown.splitlines()]
    assert ["Owner", "Status", "Number"] in lines
    assert ["Ann", "open", "12"] in lines
    assert ["not stated", "closed", "3"] in lines
