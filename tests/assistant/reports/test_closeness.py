import pytest

from assistant.domain.plans import ReportQuestion
from assistant.reports.matching.closeness import missing_near, near_answer, no_reason, opposed
from assistant.reports.matching.measured_against import Surroundings
from assistant.reports.matching.wanted import wanted_of
from assistant.reports.search.terms import stem_set
from assistant.understanding.library.report_wants import wants


def wanted(text):
    terms = tuple(word.strip("?").lower() for word in text.split()[1:])
    return wanted_of(ReportQuestion(text, wants(text), terms=terms), lambda _: 1.0)


def around(sentence, headings=""):
    stems = stem_set(sentence)
    return Surroundings(stems, frozenset(), stems, stem_set(headings))


def test_what_headings_have_is_not_missing():
    question = wanted("Who chairs custody meetings?")
    sentence = "The inspector chairs meetings."
    assert missing_near(question, around(sentence)) == pytest.approx(1 / 3)
    assert missing_near(question, around(sentence, "Custody")) == 0


def test_words_count_where_they_stand_close_to_what_is_asked_for():
    question = wanted("When custody opened?")
    near = "Custody opened in April 2019."
    far = f"Custody opened {'and so on ' * 12} until something else was closed in April 2019."
    assert near_answer(question, near, around(near)) == 1.0
    assert near_answer(question, far, around(far)) == 0.0


def test_an_opposite_counts_only_where_the_word_itself_is_missing():
    question = wanted("Why did the backlog rise?")
    assert opposed(question, "The backlog fell.") == 1.0
    assert opposed(question, "The backlog rose, then fell.") == 0.0
    assert opposed(question, "The backlog did not fall.") == 0.0


def test_a_reason_is_looked_for_only_where_one_is_asked_for():
    assert no_reason(wanted("Why did it rise?"), "It rose.") == 1.0
    assert no_reason(wanted("Why did it rise?"), "It rose because two people left.") == 0.0
    assert no_reason(wanted("When did it rise?"), "It rose.") == 0.0
