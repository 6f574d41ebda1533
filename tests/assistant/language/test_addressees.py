import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.language.addressees import find_addressees
from assistant.language.bodies import body_list


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chief constables should act.", ["Chief constables"]),
        ("By 31 May 2024, all police forces must act.", ["police forces"]),
        ("Not later than 31 March 2015 those forces that have not should act.", ["forces"]),
        ("Within six months the force should:\n• act.", ["the force"]),
        ("With immediate effect, Anyshire Police should act.", ["Anyshire Police"]),
        ("The NPCC lead for serious and organised crime should act.",
         ["NPCC lead for serious and organised crime"]),
        ("The National Police Chiefs’ Council Coordinator for Fraud and Home Office should act.",
         ["National Police Chiefs’ Council Coordinator for Fraud", "Home Office"]),
        ("The College of Policing, NPCC lead for bail and the CPS should act.",
         ["College of Policing", "NPCC lead for bail", "CPS"]),
        ("Police and crime commissioners and the Ministry of Justice should act.",
         ["Police and crime commissioners", "Ministry of Justice"]),
        ("The director of children’s services should write.", ["director of children’s services"]),
        ("Anytown Borough Council should write.", ["Anytown Borough Council"]),
        ("The chair of the ASCP should write.", ["chair of the ASCP"]),
        ("Chair of the ASCP should write.", ["Chair of the ASCP"]),
        ("We recommend that the Home Office reviews it.", ["Home Office"]),
        ("A tool should be introduced by the Home Office by 1 May 2023.", ["Home Office"]),
        ("It should be a priority for government and policing.", ["government", "policing"]),
    ],
)  # fmt: skip
def test_who_must_act_is_named_as_printed(text: str, expected: list[str]) -> None:
    assert list(find_addressees(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The NCA, in consultation with regional fraud teams (RFT), forces and the Home Office,"
        " should say if the NCA should keep it.",
        "The NCA (with forces) should act.",
        "The NCA should follow the guidance issued by the College of Policing.",
        "Working with the College of Policing, the NCA should act.",
        "The NCA, supported by police forces, should act on what the CPS lead published.",
    ],
)
def test_partners_consultees_and_authors_are_not_asked_to_act(text: str) -> None:
    assert find_addressees(text) == ("NCA",)


@pytest.mark.parametrize(
    "text",
    [
        "Data should be collected.",
        "Structures and funding should be in place.",
        "Where a suspect goes free, the reason should be recorded.",
        "Forces' policies should be kept.",
        "The force control room should answer.",
        "Police officers should know the guidance that forces should follow.",
        "The police told us of their work.",
        "We recommend a review of it.",
        "This should be a priority for the year.",
        "A plan should be made by May 2024.",
        "",
    ],
)
def test_where_nobody_is_named_there_is_no_addressee(text: str) -> None:
    assert find_addressees(text) == ()


def test_every_sentence_with_an_addressee_of_its_own_counts_once() -> None:
    text = (
        "By 1 July 2022, the NPCC lead for bail should set a standard. Chief constables should keep"
        " it, and the Home Office should pay. Chief Constables should say so."
    )
    assert find_addressees(text) == ("NPCC lead for bail", "Chief constables", "Home Office")


def test_a_list_of_bodies_and_nothing_else_is_asked_for() -> None:
    assert body_list("the Home Office and all forces in England") == ["Home Office", "forces"]
    assert body_list("the Home Office table") is None
    assert body_list("") is None


@given(st.text(max_size=120))
@example("OTHER")
@settings(deadline=None)
def test_addressees_always_stand_in_the_text(text: str) -> None:
    for name in find_addressees(f"{text} The Home Office should act."):
        assert name in f"{text} The Home Office should act."
