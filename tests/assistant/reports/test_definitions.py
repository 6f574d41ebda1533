from types import SimpleNamespace

import pytest

from assistant.reports.evidence.definitions import define, subjects


def units(*texts):
    return [
        SimpleNamespace(text=text, report=SimpleNamespace(id="r"), place=place)
        for place, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("What is an NMO?", ("NMO",)),
        ("What does SSAIDP stand for?", ("SSAIDP",)),
        ("What do VSA and CDI stand for in annex B?", ("VSA", "CDI")),
        ("What is meant by adverse information?", ("adverse information",)),
        ("Define kiosk examination", ("kiosk examination",)),
        (
            "What is the difference between an AFI and a cause of concern?",
            ("AFI", "cause of concern"),
        ),
        ("How many are there?", ()),
    ],
)
def test_the_terms_are_told_from_the_question(question, terms):
    assert subjects(question) == terms


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("VSA", "Victim service assessment (VSA) – good progress."),
        ("SPOs", "Stalking Protection Orders (SPOs) were rare."),
        ("HMIC", "HMIC (Her Majesty's Inspectorate of Constabulary) came before."),
        ("MAPPA", "They use multi-agency public protection arrangements (MAPPA)."),
        ("adverse information", "Adverse information: what raises a doubt about someone."),
        ("super-complaint", "A super-complaint is a complaint about a feature of policing."),
        ("stalking", "An offence known as stalking was made in 2012."),
    ],
)
def test_a_sentence_that_says_what_a_term_means_is_found(term, sentence):
    other = f"The {term} was mentioned, and nothing more was said."
    found = define(term, units(other, sentence))
    assert found is not None
    assert found.unit.text == sentence


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("VSA", "Very slow answers were given (see annex)."),
        ("VSA", "The new system (VSA) was late."),
        ("FOUR", "Four were answered by a person."),
        ("Engage", "Four forces were in Engage."),
        ("SPO", "The force made 12 applications (SPO) last year."),
    ],
)
def test_a_mention_is_no_definition(term, sentence):
    assert define(term, units(sentence)) is None
