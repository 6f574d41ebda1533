from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.domain.errors import ModelUnavailable
from assistant.grounding.quotations import quote_stands
from assistant.papers.draft import draft_paper, inputs_of, statements
from assistant.papers.facts import Request, gather
from assistant.papers.ledger import ledger
from assistant.papers.model_findings import FindingsWriter
from assistant.papers.paper import Made, Paper, Statement
from tests.assistant.papers.conftest import UNTIL, a_library, a_version
from tests.assistant.reports.model_fakes import ScriptedModel, claim, reply
from tests.builders import an_entry

REPORT = "Found safe: an inspection of missing children"
LATE = "However, officers were sent within an hour in 33 of 40 cases, which is better than before."
SHORTER = "Officers were sent within an hour in 33 of 40 cases."
OURS = "However, we saw that inspectors review every case before the end of the shift."
OURS_SHORTER = "We saw that inspectors review every case before the end of the shift."
PLAIN = "Forces seldom ask children why they went missing."
SECTIONS = [("Summary", [PLAIN, LATE, OURS])]


@pytest.fixture
def drafted_by(request_of: Callable[..., Request]) -> Callable[[Any], tuple[Paper, ScriptedModel]]:
    def draft(say: Any) -> tuple[Paper, ScriptedModel]:
        model = ScriptedModel(say)
        library = a_library((REPORT, date(2026, 7, 16), SECTIONS))
        request = request_of(a_version(UNTIL, [an_entry(owners=("Insp B Moss",))]), library=library)
        request = replace(request, writer=FindingsWriter(model, "scripted"))
        return draft_paper(request), model

    return draft


def findings(paper: Paper) -> list[Statement]:
    section = next(each for each in paper.sections if each.level == 2)
    return [each for each in statements(section) if each.quotes]


def notes(paper: Paper) -> str:
    return "\n".join(each.text for each in paper.notes)


def saying(*pairs: tuple[str, str]) -> Callable[[dict[str, str]], str]:
    """Make a model that says these texts, each with the sentence that it gives for it."""
    return lambda shown: reply(
        *(claim(text, shown.get(sentence, "h"), sentence) for text, sentence in pairs)
    )


def test_what_a_model_shortens_is_printed_with_the_sentence_that_bears_it_out(
    drafted_by: Callable[..., tuple[Paper, ScriptedModel]],
) -> None:
    paper, model = drafted_by(saying((SHORTER, LATE), (PLAIN, PLAIN)))

    said = findings(paper)
    assert [(each.text, each.made) for each in said] == [
        (SHORTER, Made.MODEL), (f"“{PLAIN}”", Made.MODEL),
    ]  # fmt: skip
    assert [each.quotes[0].quote for each in said] == [LATE, PLAIN]
    assert len(model.prompts) == 1
    assert paper.model == "scripted"
    assert f"The main findings of “{REPORT}” were chosen" in notes(paper)
    claims = [each for each in ledger(paper) if each.made is Made.MODEL]
    assert [each.text for each in claims] == [each.text for each in said]
    assert all(each.quotes for each in claims)


def test_a_sentence_in_the_inspectorates_own_voice_is_quoted_whole(
    drafted_by: Callable[..., tuple[Paper, ScriptedModel]],
) -> None:
    paper, _ = drafted_by(saying((OURS_SHORTER, OURS)))

    assert [each.text for each in findings(paper)] == [f"“{OURS}”"]


@pytest.mark.parametrize(
    ("say", "why"),
    [
        (saying(("Every child was found within a day.", PLAIN)), "Too little"),
        (
            saying(
                (PLAIN, PLAIN),
                ("All is well today in town.", LATE),
                ("All was well before that too.", OURS),
            ),
            "Too little",
        ),
        (saying(("Officers were sent within an hour in 40 of 40 cases.", LATE)), "Too little"),
        ("Here are the findings: all is well.", "out of form"),
        (ModelUnavailable("The language model isn’t answering."), "isn’t answering"),
    ],
)
def test_a_model_that_invents_fails_or_talks_leaves_the_reports_own_words(
    drafted_by: Callable[..., tuple[Paper, ScriptedModel]], say: Any, why: str
) -> None:
    paper, _ = drafted_by(say)

    said = findings(paper)
    assert [each.made for each in said] == [Made.QUOTED] * len(said)
    assert PLAIN in said[0].text
    assert paper.model is None
    assert "are quoted, without the language model" in notes(paper)
    assert why in notes(paper)


def test_nothing_of_the_register_is_shown_to_the_model(
    drafted_by: Callable[..., tuple[Paper, ScriptedModel]],
) -> None:
    _, model = drafted_by(saying((PLAIN, PLAIN)))

    assert "Moss" not in model.prompts[0]
    assert an_entry().text not in model.prompts[0]


def test_every_model_statement_is_held_by_its_page(
    drafted_by: Callable[..., tuple[Paper, ScriptedModel]],
) -> None:
    paper, _ = drafted_by(saying((SHORTER, LATE), (PLAIN, PLAIN), (OURS, OURS)))
    page = a_library((REPORT, date(2026, 7, 16), SECTIONS)).page("r0", 1)

    quotes = [quote for each in findings(paper) for quote in each.quotes]
    assert len(quotes) == 3
    assert page is not None
    assert all(quote_stands(each.quote, page.text) for each in quotes)


def test_another_model_makes_another_draft(request_of: Callable[..., Request]) -> None:
    plain = request_of(a_version(UNTIL, [an_entry()]))
    one, other = (
        replace(plain, writer=FindingsWriter(ScriptedModel("{}"), name)) for name in ("a", "b")
    )

    digests = {inputs_of(each, gather(each)) for each in (plain, one, other)}
    assert len(digests) == 3
