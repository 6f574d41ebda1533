import ast
from datetime import date
from pathlib import Path

import pytest

import assistant.papers
from assistant.language.numbers import find_numbers
from assistant.papers.paper import Figure, PieceKind
from assistant.papers.wording import say

FOLDER = Path(assistant.papers.__file__).parent
WRITERS = sorted(
    {*FOLDER.glob("section_*.py"), *FOLDER.glob("annex*.py")}
    | {FOLDER / f"{name}.py" for name in ("draft", "notes", "contradictions", "entry_words")}
)
NOT_READ_BACK = {"name", "title", "quote", "gap", "as_printed", "compile", "Figure", "setdefault"}
"""Calls whose texts are taken over from a source, marked for the author, or never printed."""


def read_back(tree: ast.AST) -> list[str]:
    """Return the texts of a module that stand in statements as words of the paper's own."""
    texts: list[str] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func
            if getattr(called, "id", called) in NOT_READ_BACK:
                continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.append(node.value)
        texts += read_back(node)
    return texts


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.stem)
def test_no_number_hides_in_the_papers_own_words(path: Path) -> None:
    texts = read_back(ast.parse(path.read_text(encoding="utf-8")))

    assert [text for text in texts if find_numbers(text) and " " in text] == []
    assert any(text.endswith(".") for text in texts) or path.stem == "entry_words"


@pytest.mark.parametrize(
    ("value", "printed"),
    [(1, "One report"), (10, "Ten reports"), (11, "11 reports"), (0, "0 reports")],
)
def test_a_small_figure_that_opens_a_sentence_is_a_word(value: int, printed: str) -> None:
    figure = Figure("reports", value, "reports")

    said = say(figure, " report" if value == 1 else " reports")

    assert said.text == printed
    assert said.figures == (figure,)
    assert [number.value for number in find_numbers(said.text)] == [value]


def test_a_figure_elsewhere_and_by_itself_stays_in_digits() -> None:
    figure = Figure("reports", 3, "reports")

    assert say(figure).text == "3"
    assert say("There are ", figure, ".").text == "There are 3."


def test_a_day_is_printed_in_british_form() -> None:
    said = say("On ", date(2026, 3, 2), ".")

    assert said.text == "On 2 March 2026."
    assert said.pieces[1].kind is PieceKind.DAY
