"""A number of some of a thing is no answer to how many there are of it in all."""

import pytest

from assistant.reports.matching.all_there_are import tells_all
from assistant.reports.matching.counted import counted_in, of_all
from assistant.reports.matching.counting import counts


def asked(question, *content):
    return of_all(counted_in(question), content)


LEAVERS = asked("How many care leavers are there in Tarnbrook?", "care", "leavers")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("There are 209 care leavers.", True),
        ("Tarnbrook has 209 care leavers, of whom 35 are at university.", True),
        ("At the end of March 2024 the council had about 209 care leavers.", True),
        ("It is in touch with all but two of its 209 care leavers.", True),
        ("The council employs 40 advisers and supports no care leavers.", False),
        ("Currently 35 care leavers are at university.", False),
        ("In 2024, 92% of care leavers were in suitable homes.", False),
        ("There are 12 more care leavers than a year ago.", False),
        ("A home for 6 care leavers opened in May 2023.", False),
        ("There are no care leavers in bed and breakfast accommodation.", False),
    ],
)
def test_some_of_a_thing_are_not_all_there_are(sentence, told):
    assert LEAVERS.whole
    assert (counts(LEAVERS, sentence) == 1.0) is told


@pytest.mark.parametrize(
    ("question", "content", "whole"),
    [
        ("How many detectives does the force employ?", ("detectives", "employ"), True),
        ("How many children live there?", ("children", "live"), True),
        ("How many detectives left in 2024?", ("detectives", "left", "2024"), False),
        ("How many people were interviewed?", ("people", "interviewed"), False),
        ("How long does it take?", ("take",), False),
    ],
)
def test_all_there_are_is_asked_where_a_question_says_no_more_of_them(question, content, whole):
    assert asked(question, *content).whole is whole


def test_what_is_counted_beside_a_thing_does_not_narrow_it():
    staff = asked("How many support officers does it employ?", "support", "officers", "employ")
    assert tells_all(
        staff, "The force employs 3,412 constables, 20 cooks and 141 support officers."
    )


def test_a_place_right_after_a_number_says_where_all_are():
    points = asked("How many points were there in Stane?", "points")
    assert tells_all(points, "We counted 63 points: 22 in Merrow and 17 in Stane.")
    assert not tells_all(points, "We counted 63 points: 22 in Merrow and 17 in Alder.")


def test_children_who_live_somewhere_are_not_those_looked_after():
    looked_after = asked("How many children does it look after?", "children", "look")
    assert not tells_all(looked_after, "About 80,700 children live in the area.")
    assert tells_all(looked_after, "At 31 March 2016, 372 children were being looked after.")
