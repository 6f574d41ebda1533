import pytest

from assistant.language.words import words
from assistant.reports.matching.agents import NOTHING, doing_in
from assistant.reports.matching.named_doer import names_doer


def told(question, sentence):
    given = frozenset(word.removesuffix("'s") for word in words(question))
    return names_doer(doing_in(question), sentence, given)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who trains new officers?", "A former detainee trains all new officers."),
        ("Who interviews applicants?", "Each applicant is interviewed by two people."),
        ("Who chairs the meeting?", "A daily meeting, chaired by a superintendent, decides."),
        ("Which company provides health care?", "The health care provider is Alder Forensics."),
        ("Which forces have a panel?", "There are panels in Forces H, J and L."),
        ("Which force made the most visits?", "In Force D officers made 40."),
        ("Who led the inspection?", "Lead inspector: Ada Merrow"),
        ("Who can make a complaint?", "Only a body that was designated may make one."),
        ("Who is the chief officer of custody?", "The chief officer is Superintendent Ada Merrow."),
        ("Who runs the unit?", "The head of the unit, a chief inspector, had asked for posts."),
        ("Who is in charge of the cells?", "A superintendent heads the cells."),
    ],
)
def test_a_sentence_that_says_who_does_it_is_told(question, sentence):
    assert told(question, sentence) > 0.5


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Which forces have a panel?", "Some forces have a panel that meets each fortnight."),
        ("Who is the chair of the board?", "Its chair, who is independent, has asked for data."),
        ("Who is the lead inspector?", "The Care Quality Commission and Ofsted inspected."),
        ("Who trained the officers?", "The officers were trained in May 2024."),
        ("Who can make a complaint?", "The charity Open Hands made a complaint."),
        ("Who is in charge of custody?", "Each agency says that it is for another to act."),
        ("What is the name of the youth worker?", "The hospital employs a youth worker."),
        ("Which force kept a panel?", "It was designed with people from Merrow and Stane."),
    ],
)
def test_a_sentence_that_names_nobody_who_does_it_is_none(question, sentence):
    assert told(question, sentence) == 0.0


@pytest.mark.parametrize(
    "question", ["When was it published?", "Which cells are closed?", "How many people live there?"]
)
def test_what_asks_for_nobodys_name_asks_for_no_doer(question):
    assert doing_in(question) == NOTHING
    assert told(question, "Anything at all.") is None


def test_whom_somebody_did_it_to_is_no_question_for_the_doer():
    assert doing_in("Who did the chief inspector write to?").verb == frozenset()
