from datetime import date

import pytest

from assistant.domain.sources import Basis, Report
from assistant.understanding.library.report_scope import ReportCatalogue


def report(name, place=None, title=None, kind=None, published=None):
    return Report(
        id=name,
        source=f"{name}.pdf",
        digest="0",
        media_type="application/pdf",
        title=title or f"Joint targeted area inspection of {place}",
        title_basis=Basis.DOCUMENT,
        pages=2,
        published=published,
        kind=kind,
        place=place,
    )


JOINT, LOCAL = "joint targeted area inspection", "inspection of local authority children's services"
CATALOGUE = ReportCatalogue(
    [
        report("eastvale", "Eastvale", kind=JOINT, published=date(2021, 3, 4)),
        report("eastvale-2", "Eastvale", kind=LOCAL, published=date(2023, 5, 6)),
        report("south-eastvale", "South Eastvale", kind=JOINT, published=date(2022, 1, 1)),
        report("marlow", "Marlow & Thornbury", kind=JOINT),
        report("hatherby", "London Borough of Hatherby upon Wye", kind=LOCAL),
        report("hertfordshire", "Hertfordshire County Council", kind=JOINT),
        report("stalking", title="Stalking: the police response", published=date(2020, 1, 1)),
        report("fraud", title="Fraud: Time to choose", published=date(2019, 4, 2)),
    ]
)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("When was the statement of action for Eastvale due?", {"eastvale", "eastvale-2"}),
        ("when was the statement of action for eastvale due", {"eastvale", "eastvale-2"}),
        ("What is due in South Eastvale?", {"south-eastvale"}),
        ("What did they find in Marlow and Thornbury?", {"marlow"}),
        ("What did they find in Marlow?", {"marlow"}),
        ("Who writes the statement for Hatherby?", {"hatherby"}),
        ("Who writes the statement for Hatherby upon Wye?", {"hatherby"}),
        ("Eastvale's joint targeted area inspection: what is due?", {"eastvale"}),
        ("What did the JTAI of Eastvale find?", {"eastvale"}),
        ("What did the 2023 letter about Eastvale say?", {"eastvale-2"}),
        ("What did the letter of 4 March 2021 on Eastvale say?", {"eastvale"}),
        ("What does the most recent report on Eastvale say?", {"eastvale-2"}),
        ("When is Hertfordshre to reply?", {"hertfordshire"}),
        ("When is Hertfodrshire to reply?", {"hertfordshire"}),
        ("What does the stalking report say?", {"stalking"}),
        ("What did 'Time to choose' recommend?", {"fraud"}),
        ("What did inspectors say about stalking?", set()),
        ("How is training given?", set()),
    ],
)
def test_a_question_is_searched_in_the_reports_that_it_names(question, ids):
    scope = CATALOGUE.resolve(question)
    assert set(scope.report_ids) == ids
    assert scope.missing == ()


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("When was the statement of action for Suffolk due?", "Suffolk"),
        ("when was the statement of action for suffolk due", "Suffolk"),
        ("When was the statement of action for Herefordshire due?", "Herefordshire"),
        ("What is due in North Eastvale?", "North Eastvale"),
        ("What is due in Eastvale Heath?", "Eastvale Heath"),
        ("What is due in Devon and Cornwall?", "Devon And Cornwall"),
    ],
)
def test_a_place_without_a_report_is_missing_and_never_another_one(question, missing):
    scope = CATALOGUE.resolve(question)
    assert scope.report_ids == ()
    assert scope.missing == (missing,)


def test_a_kind_that_a_place_has_no_report_of_is_missing():
    scope = CATALOGUE.resolve("What did the joint targeted area inspection of Hatherby find?")
    assert scope.report_ids == ()
    assert "joint targeted area inspection" in scope.missing[0]


def test_of_two_places_the_one_held_is_searched_and_the_other_is_missing():
    scope = CATALOGUE.resolve("Compare Eastvale and Suffolk.")
    assert set(scope.report_ids) == {"eastvale", "eastvale-2"}
    assert scope.missing == ("Suffolk",)


def test_a_common_word_that_is_also_a_town_is_no_place_unless_capitalised():
    assert CATALOGUE.resolve("How is reading taught in custody?").missing == ()
    assert CATALOGUE.resolve("What is due in Reading?").missing == ("Reading",)


def test_without_reports_about_places_no_place_is_missing():
    catalogue = ReportCatalogue([report("fraud", title="Fraud: Time to choose")])
    assert catalogue.resolve("What was found in Suffolk?").missing == ()
