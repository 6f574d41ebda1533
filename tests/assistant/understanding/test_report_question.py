from datetime import date

import pytest

from assistant.domain.plans import Want
from assistant.domain.sources import Basis, Report
from assistant.understanding.library.report_question import named_force, report_question
from assistant.understanding.library.report_scope import ReportCatalogue

TODAY = date(2026, 3, 4)


def report(name, title, **given):
    return Report(
        id=name,
        source=f"{name}.pdf",
        digest="0",
        media_type="application/pdf",
        title=title,
        title_basis=Basis.DOCUMENT,
        pages=2,
        **given,
    )


CATALOGUE = ReportCatalogue(
    [
        report("interim", "In plain sight: interim report", kind="joint thematic, interim report"),
        report("final", "In plain sight: the response to stalking", kind="joint thematic"),
        report(
            "fraud", "Time lost: an inspection of fraud", kind="thematic inspection",
            published=date(2023, 3, 1),
        ),
        report(
            "revisit", "Time regained: a revisit of fraud", kind="revisit",
            published=date(2025, 6, 1),
        ),
        report("peel", "PEEL assessment 2025–26: Wexmoor Police", published=date(2026, 1, 1)),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("When was it due, and who had to send it?", (Want.DATE, Want.WHO)),
        ("How many forces were inspected?", (Want.NUMBER,)),
        ("How long does it take?", (Want.NUMBER,)),
        ("What is an NMO?", (Want.DEFINITION,)),
        ("What were the main findings on fraud?", (Want.LIST, Want.TOPIC)),
        ("What recommendations were made on fraud?", (Want.FINDINGS,)),
        ("What needs to improve in Wexmoor?", (Want.LIST,)),
        ("Has work started?", (Want.YES_NO,)),
        ("How does the revisit differ from the first one?", (Want.COMPARISON,)),
        ("What did inspectors say about stalking?", (Want.TOPIC,)),
        ("Where does the paper say that it is only to be noted?", (Want.TEXT,)),
        ("What is the risk rating of the stalking recommendations?", (Want.TEXT,)),
    ],
)
def test_what_is_wanted_is_told_from_the_words(question, wants):
    assert report_question(question, CATALOGUE, TODAY).wants == wants


@pytest.mark.parametrize(
    ("question", "scope"),
    [
        ("How many files were read for the final stalking report?", {"final"}),
        ("What did the interim stalking report recommend?", {"interim"}),
        ("What did the fraud revisit find?", {"revisit"}),
        ("What did the original fraud inspection find?", {"fraud"}),
        ("What did the 2023 fraud inspection find?", {"fraud"}),
        ("What grade did the PEEL assessment give?", {"peel"}),
        ("What did the money laundering inspection find?", set()),
    ],
)
def test_a_report_is_known_by_how_people_describe_it(question, scope):
    assert set(report_question(question, CATALOGUE, TODAY).scope) == scope


def test_a_report_of_another_year_is_missing():
    understood = report_question("What did the 2019 fraud inspection find?", CATALOGUE, TODAY)
    assert understood.scope == ()
    assert understood.missing_scope == "2019 fraud inspection"


def test_this_year_is_counted_from_today():
    understood = report_question("What did this year's PEEL assessment find?", CATALOGUE, TODAY)
    assert understood.scope == ("peel",)


def test_the_words_that_name_the_scope_are_no_terms():
    understood = report_question("What did the fraud revisit say of training?", CATALOGUE, TODAY)
    assert "training" in understood.terms
    assert not {"fraud", "revisit"} & set(understood.terms)


def test_greetings_are_left_out():
    understood = report_question("Hi, please tell me what an SPO is", CATALOGUE, TODAY)
    assert understood.text == "what an SPO is"


def test_a_report_known_only_by_its_turn_is_missing():
    understood = report_question("What did the previous paper say of training?", CATALOGUE, TODAY)
    assert understood.missing_scope == "the previous paper"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("How many calls do we answer?", "How many calls do Northmoor Police answer?"),
        ("What is our backlog?", "What is Northmoor Police's backlog?"),
        ("What did they say of our force?", "What did they say of Northmoor Police?"),
        ("What was our force's grade?", "What was Northmoor Police's grade?"),
        ("Which hour was it?", "Which hour was it?"),
    ],
)
def test_we_are_the_force_that_the_settings_name(typed, read):
    assert named_force(typed, "Northmoor Police") == read
    assert named_force(typed, "") == typed


def test_without_a_name_of_its_own_the_force_is_not_put_into_the_question():
    assert ReportCatalogue([], "the force").force == ""
    assert ReportCatalogue([], "Northmoor Police").force == "Northmoor Police"


def test_a_topic_of_nothing_but_a_reports_name_asks_for_all_of_that_report():
    asked = report_question("Summarise the PEEL assessment", CATALOGUE, TODAY)
    about = report_question("What does the PEEL assessment say about calls?", CATALOGUE, TODAY)

    assert (asked.scope, asked.terms) == (("peel",), ())
    assert (about.scope, about.terms) == (("peel",), ("calls",))
