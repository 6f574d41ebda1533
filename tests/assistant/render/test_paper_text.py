import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.answers import PassageSource
from assistant.papers.draft import draft_paper, statements
from assistant.papers.drafts import Draft, Edit, with_edit
from assistant.papers.facts import Request
from assistant.papers.ledger import ledger
from assistant.papers.paper import Paper
from assistant.papers.wording import say
from assistant.render.paper_document import draft_document
from assistant.render.paper_ledger import COLUMNS, ledger_csv, ledger_document
from assistant.render.paper_markdown import escaped, paper_markdown
from assistant.render.paper_text import Called, footnote_text
from tests.assistant.papers.conftest import (
    UNTIL,
    a_library,
    a_version,
    request_of,  # noqa: F401 - a fixture
)
from tests.builders import an_entry

Maker = Callable[..., Request]
SECTIONS = [("Summary", ["The police find children.", "They seldom learn why."])]


def a_paper(request_of: Maker, **changes: object) -> Paper:  # noqa: F811
    library = a_library(("Found safe", date(2026, 7, 16), SECTIONS))
    entry = an_entry(due=date(2026, 9, 1), published=date(2026, 8, 1), **changes)
    return draft_paper(request_of(a_version(UNTIL, [entry]), library=library))


def rows(paper: Paper) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ledger_csv(paper).decode("utf-8-sig"))))


def test_quotations_of_one_page_share_a_footnote_that_shows_them_all() -> None:
    one, other = (
        PassageSource("p1", "r1", "r.pdf", "Found safe", None, 3, None, (), said)
        for said in ("Children went.", "They came back.")
    )
    said = say("Both are told.", quotes=(one, other, replace(one, page=4)))
    called = Called(once=False)

    assert called.numbers(said) == [1, 2]
    assert [footnote_text(source) for _, source in called.in_order()] == [
        "Found safe, page 3: “Children went. … They came back.”",
        "Found safe, page 4: “Children went.”",
    ]


def test_markdown_numbers_paragraphs_and_gives_every_quotation_a_footnote(
    request_of: Maker,  # noqa: F811
) -> None:
    text = paper_markdown(a_paper(request_of), approved=False)

    assert text.startswith("> **NOTE TO THE AUTHOR")
    assert "\n**DRAFT**\n" in text
    assert "\n## 4. Published inspection reports\n" in text
    assert "\n**4.1** Two reports were published in the period." in text
    assert "- “The police find children.”[^1]" in text
    assert "\n[^1]: Found safe, 16 July 2026, page 1: “The police find children.”\n" in text
    assert "\n## Annex B: Sources\n" in text


def test_approved_markdown_has_neither_note_nor_draft(request_of: Maker) -> None:  # noqa: F811
    text = paper_markdown(a_paper(request_of), approved=True)

    assert "NOTE TO THE AUTHOR" not in text
    assert "DRAFT" not in text


def test_text_from_sources_is_no_markdown(request_of: Maker) -> None:  # noqa: F811
    hostile = "[link](https://evil.example) <script>x</script> | a | `b` **c** ![i](j)"

    text = paper_markdown(a_paper(request_of, text=hostile, owners=(hostile,)), approved=False)

    assert "[link](" not in text
    assert "<script" not in text
    assert r"\[link\](https://evil.example) &lt;script&gt;x&lt;/script&gt; \| a \| \`b\`" in text


@given(st.text())
def test_no_sign_of_markdown_is_left_bare(text: str) -> None:
    bare = escaped(text).replace("\\\\", "")
    for sign in "`*_[]#|!":
        assert bare.count(sign) == bare.count("\\" + sign)
    assert not {"<", ">"} & set(bare)


def test_the_ledger_has_one_row_a_statement_to_tick_off(request_of: Maker) -> None:  # noqa: F811
    paper = a_paper(request_of)

    found = rows(paper)

    assert tuple(found[0]) == COLUMNS
    assert len(found) == len(ledger(paper))
    assert {each["made"] for each in found} == {"computed", "quoted", "template"}
    assert all(each["checked"] == "" for each in found)
    overdue = next(each for each in found if each["statement"].startswith("Overdue at"))
    assert overdue["figures"].startswith("1: open, and due before 2026-09-30")
    assert "HFP-1 (register.xlsx, Register row 5)" in overdue["sources"]
    quoted = next(each for each in found if "find children" in each["statement"])
    assert quoted["sources"] == "Found safe, page 1: “The police find children.”"
    assert [e for e in found if e["made"] != "template" and not e["sources"]] == []


def test_nothing_in_the_ledger_is_a_formula(request_of: Maker) -> None:  # noqa: F811
    paper = a_paper(request_of, ref="=1+1", portfolio="@SUM(A1)", text="+cmd")

    cells = [cell for row in rows(paper) for cell in row.values()]

    assert any(cell.startswith("'=1+1") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_every_figure_stands_in_the_ledgers_document(request_of: Maker) -> None:  # noqa: F811
    paper = a_paper(request_of)

    document = ledger_document(paper)

    held = [figure for each in document for figure in each["figures"]]
    printed = [f for s in paper.sections for each in statements(s) for f in each.figures]
    assert len(held) == len(printed)
    assert all(each["sources"] for each in document if each["made"] != "template")
    passages = [s for each in document for s in each["sources"] if s["kind"] == "passage"]
    assert passages[0]["url"] == "/sources/r0?page=1&quote=The+police+find+children."


def test_a_draft_document_names_sections_authors_and_files(request_of: Maker) -> None:  # noqa: F811
    at = datetime(2026, 10, 1, tzinfo=UTC)
    draft = Draft("d1", a_paper(request_of), at, "Dilys")
    edited = with_edit(draft, Edit("purpose", "We have 40 open entries.", "Dilys", at))

    document = draft_document(edited)

    assert document["status"] == "draft"
    assert document["docx"] == "/drafts/d1.docx"
    assert document["edited"] == ["purpose"]
    purpose = document["sections"][0]
    assert (purpose["number"], purpose["author"]) == ("1", "Dilys")
    assert purpose["text"] == "1.1 We have 40 open entries."
    assert document["warnings"][0].startswith("The section “Purpose of report” says 40 open;")
    assert draft_document(replace(draft, approved_at=at))["status"] == "approved"
