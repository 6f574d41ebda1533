from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.domain.errors import InvalidInput
from assistant.domain.register import Status
from assistant.papers.draft import draft_paper
from assistant.papers.facts import Request
from assistant.papers.paper import Figure, Made, Paper, Paragraph, Table
from assistant.papers.reconcile import reconcile
from assistant.papers.wording import paragraph, say
from tests.assistant.papers.conftest import a_version
from tests.builders import an_entry

Maker = Callable[..., Request]


@pytest.fixture
def request_(request_of: Maker) -> Request:
    entries = [
        an_entry(id="R!5", ref="A-1", due=date(2026, 8, 1), published=date(2026, 7, 2)),
        an_entry(id="R!6", ref="A-2", row=6, status=Status.CLOSED, portfolio="Crime"),
        an_entry(id="R!7", ref="A-3", row=7, owners=("Insp B Moss",), portfolio="Crime"),
    ]
    return request_of(a_version(date(2026, 9, 30), entries))


class Lying:
    """A register that counts one more open entry than there are."""

    def __init__(self, register: Any) -> None:
        self._register = register

    def __getattr__(self, name: str) -> Any:
        return getattr(self._register, name)

    def count(self, where: Any, **scope: Any) -> int:
        counted = int(self._register.count(where, **scope))
        return counted + ([each.values for each in where] == [("open",)])


def test_a_draft_is_refused_with_both_figures_where_the_register_counts_otherwise(
    request_: Request,
) -> None:
    with pytest.raises(InvalidInput, match=r"open entries is 2, but the paper counts 3"):
        draft_paper(replace(request_, register=Lying(request_.register)))


def test_a_number_that_no_figure_stands_for_is_refused(request_: Request) -> None:
    paper = _with_block(draft_paper(request_), paragraph(say("There are seven things to do.")))

    with pytest.raises(InvalidInput, match=r"the text prints 7, but the paper holds none"):
        reconcile(paper, request_.register)


def test_one_thing_may_not_be_counted_in_two_ways(request_: Request) -> None:
    one, other = (Figure("reports read", value, "reports read") for value in (2, 3))
    paper = draft_paper(request_)
    paper = _with_block(paper, paragraph(say("It read ", one, " reports.")))
    paper = _with_block(paper, paragraph(say("It read ", other, " reports.")))

    with pytest.raises(
        InvalidInput, match=r"reports read is 3, but the paper gives 2 in paragraph"
    ):
        reconcile(paper, request_.register)


def test_a_table_whose_lines_do_not_add_up_is_refused(request_: Request) -> None:
    def without_first_row(block: Any) -> Any:
        if isinstance(block, Table) and block.caption.text == "The register by status.":
            return replace(block, rows=block.rows[1:])
        return block

    with pytest.raises(
        InvalidInput, match=r"lines add up to 1, but the paper gives 3 as the total"
    ):
        reconcile(_mapped(draft_paper(request_), without_first_row), request_.register)


def test_an_annex_that_lacks_a_row_is_refused(request_: Request) -> None:
    def without_last_row(block: Any) -> Any:
        if isinstance(block, Table) and block.caption.text.startswith("Open entries"):
            return replace(block, rows=block.rows[:-1])
        return block

    with pytest.raises(InvalidInput, match=r"open entries is 2, but the paper shows 1 in Annex A"):
        reconcile(_mapped(draft_paper(request_), without_last_row), request_.register)


def test_what_the_force_or_a_person_writes_is_left_alone(request_: Request) -> None:
    said = replace(say("We have 40 officers."), made=Made.TEMPLATE)

    reconcile(_with_block(draft_paper(request_), paragraph(said)), request_.register)


def _with_block(paper: Paper, block: Paragraph) -> Paper:
    first, *rest = paper.sections
    return replace(paper, sections=(replace(first, blocks=(*first.blocks, block)), *rest))


def _mapped(paper: Paper, change: Callable[[Any], Any]) -> Paper:
    sections = tuple(
        replace(each, blocks=tuple(change(block) for block in each.blocks))
        for each in paper.sections
    )
    return replace(paper, sections=sections)
