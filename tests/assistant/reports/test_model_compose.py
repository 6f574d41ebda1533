from dataclasses import replace

import pytest

from assistant.domain.answers import Outcome
from assistant.domain.errors import ModelUnavailable
from assistant.domain.plans import Want
from assistant.domain.sources import PassageKind
from assistant.grounding.quotations import quote_stands
from assistant.reports.evidence.remarks import remark
from assistant.reports.model.compose import Composer
from assistant.reports.model.evidence import evidence_for
from prompts import digest
from tests.assistant.reports import model_fakes as fakes
from tests.assistant.reports.model_fakes import (
    CHIEFS,
    LOGS,
    NURSES,
    VISITS,
    claim,
    composed,
    is_without_model,
    reply,
    texts,
)
from tests.builders import an_answer
from tests.fakes_reports import report, write


def test_a_model_chooses_orders_and_shortens_sentences():
    def say(shown):
        short = CHIEFS.split(";")[0] + "."
        return reply(
            claim(short, shown[CHIEFS], CHIEFS),
            claim(NURSES.removeprefix("However, "), shown[NURSES], NURSES),
        )

    got, _, _ = composed(say)
    assert texts(got) == [
        "By 30 November 2025, chief constables should make sure that custody visits are recorded.",
        "Custody visits by nurses were not recorded in any force that we inspected.",
    ]
    assert got.provenance.model == "scripted"
    assert got.provenance.prompt == digest("answer")
    # The whole sentence is quoted, so that what was left out can be seen, on its own page.
    assert [(each.sources[0].quote, each.sources[0].page) for each in got.statements] == [
        (CHIEFS, 2),
        (NURSES, 2),
    ]


def test_a_sentence_over_two_pages_is_cited_on_both():
    library = fakes.a_library()
    broken = "Custody visits that are recorded on paper // were lost in 14 of the forces inspected."
    write(library, report("custody2", "Custody visits again", pages=2), [("Found", [broken])])
    whole = broken.replace(" // ", " ")
    reading, _ = fakes.read_and_answered(library)
    unit = next(each.unit for each in reading.candidates if each.unit.text == whole)
    other = next(each.unit for each in reading.candidates if each.unit.text == VISITS)
    answer = an_answer(reading.cite(unit), reading.cite(other))
    got = Composer(fakes.ScriptedModel(fakes.honest)).compose(reading, answer)
    (statement,) = [each for each in got.statements if each.text == whole]
    assert [(source.page, source.quote) for source in statement.sources] == [
        (1, "Custody visits that are recorded on paper"),
        (2, "were lost in 14 of the forces inspected."),
    ]
    # Two reports are quoted: each is named above its first sentence.
    assert {each.mark for each in got.statements if each.mark} >= {"Custody visits, 1 June 2025"}


def test_remarks_stay_and_the_outcome_too():
    reading, answer = fakes.read_and_answered()
    said = remark("The sources found do not say when.")
    partial = replace(
        answer, outcome=Outcome.PARTIAL, complete=False, statements=(*answer.statements, said)
    )
    got = Composer(fakes.ScriptedModel(fakes.honest)).compose(reading, partial)
    assert got.provenance.model == "scripted"
    assert got.statements[-1] == said
    assert (got.outcome, got.complete) == (Outcome.PARTIAL, False)


@pytest.mark.parametrize(
    "say",
    [
        "I can't help with that.",
        '{"claims": []}',
        "",
        ModelUnavailable("The language model took too long to reply."),
        lambda shown: reply(*(claim(text, "0123456789", text) for text in shown)),
        lambda shown: reply(*(claim("All is well everywhere now.", shown[t], t) for t in shown)),
        # One of three holds.
        lambda shown: reply(
            claim(VISITS, shown[VISITS], VISITS),
            claim("Nurses failed all of them.", shown[NURSES], NURSES),
            claim("Chief constables resigned in 2025.", shown[CHIEFS], CHIEFS),
        ),
    ],
)
def test_a_model_that_fails_leaves_the_answer_as_it_stood_and_says_so(say):
    got, extractive, model = composed(say)
    assert is_without_model(got, extractive)
    assert len(model.prompts) == 1


def test_half_of_the_claims_is_enough_and_the_others_are_not_shown():
    def say(shown):
        return reply(
            claim("Nurses failed all of them.", shown[NURSES], NURSES),
            claim(VISITS, shown[VISITS], VISITS),
        )

    got, _, _ = composed(say)
    assert texts(got) == [VISITS]


def test_a_claim_made_twice_is_shown_once():
    got, _, _ = composed(lambda shown: reply(*[claim(VISITS, shown[VISITS], VISITS)] * 3))
    assert texts(got) == [VISITS]


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": Outcome.ABSTAINED},
        {"outcome": Outcome.CLARIFY},
        {"statements": ()},
        {"statements": (remark("This is not stated in the reports held."),)},
    ],
)
def test_what_was_not_answered_is_not_put_to_a_model(change):
    reading, answer = fakes.read_and_answered()
    model = fakes.ScriptedModel(fakes.honest)
    unanswered = replace(answer, **change)
    assert Composer(model).compose(reading, unanswered) == unanswered
    assert model.prompts == []


@pytest.mark.parametrize("want", [Want.DEFINITION, Want.LIST, Want.FINDINGS])
def test_what_is_given_whole_is_not_put_to_a_model(want):
    reading, answer = fakes.read_and_answered()
    model = fakes.ScriptedModel(fakes.honest)
    whole = replace(reading, wanted=replace(reading.wanted, wants=(want,)))
    assert Composer(model).compose(whole, answer) == answer
    assert model.prompts == []


@pytest.mark.parametrize("text", ["There are 14 such forces.", "Custody visits must be:"])
def test_what_was_counted_or_leads_into_a_list_is_not_put_to_a_model(text):
    reading, answer = fakes.read_and_answered()
    model = fakes.ScriptedModel(fakes.honest)
    made = replace(answer.statements[0], text=text)
    counted = replace(answer, statements=(*answer.statements, made))
    assert Composer(model).compose(reading, counted) == counted
    assert model.prompts == []


def test_facts_on_which_reports_may_differ_stay_side_by_side():
    reading, answer = fakes.read_and_answered()
    first = answer.statements[0]
    elsewhere = replace(first, sources=(replace(first.sources[0], source="other.pdf"),))
    several = replace(answer, statements=(first, elsewhere))
    dated = replace(reading, wanted=replace(reading.wanted, wants=(Want.NUMBER,)))
    model = fakes.ScriptedModel(fakes.honest)
    assert Composer(model).compose(dated, several) == several
    assert model.prompts == []


def test_a_model_sees_no_more_than_the_asker_may_and_than_bears_on_the_question():
    reading, answer = fakes.read_and_answered()
    model = fakes.ScriptedModel(fakes.honest)
    Composer(model).compose(fakes.weakened(reading, LOGS), answer)
    (prompt,) = model.prompts
    assert set(fakes.shown_in(prompt)) == {VISITS, NURSES, CHIEFS}
    assert "Quillham" not in prompt
    assert "internal" not in prompt


def test_rows_of_tables_are_not_shown_and_answers_of_them_stay_as_they_are():
    reading, answer = fakes.read_and_answered()
    rows = tuple(
        replace(
            each,
            unit=replace(each.unit, passage=replace(each.unit.passage, kind=PassageKind.TABLE)),
        )
        for each in reading.candidates
    )
    model = fakes.ScriptedModel(fakes.honest)
    tabled = replace(reading, candidates=rows)
    assert evidence_for(tabled, answer) == {}
    assert Composer(model).compose(tabled, answer) == answer
    assert model.prompts == []


def test_a_report_that_the_answer_does_not_quote_is_not_shown():
    library = fakes.a_library()
    write(library, report("other", "Custody visits elsewhere"), [("Found", [fakes.OTHERS])])
    reading, answer = fakes.read_and_answered(library)
    quoted = {source.report_id for each in answer.statements for source in each.sources}
    shown = {
        unit.report.id for each in evidence_for(reading, answer).values() for unit in each.units
    }
    assert shown == quoted


def test_every_quotation_of_a_composed_answer_stands_on_its_page():
    library = fakes.a_library()
    got, _, _ = composed(fakes.honest, library)
    assert len(texts(got)) == 4
    for statement in got.statements:
        for source in statement.sources:
            assert quote_stands(source.quote, library.page(source.report_id, source.page).text)
