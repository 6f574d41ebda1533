"""What an officer may see, computed for questions written for the liaison team."""

from eval.permission_cases import listing_cases, officer_cases, plain_officer
from eval.sample.register import read_register
from eval.scorers.permissions import hidden_refs, shown_in
from eval.suites import register_cases

REGISTER = read_register()
CASES = list(officer_cases(register_cases(), REGISTER))


def test_the_officer_owns_nothing_that_is_restricted() -> None:
    officer = plain_officer(REGISTER)
    privy = {
        key
        for version in REGISTER.versions
        for row in REGISTER.entries(version)
        if row.marking != "OFFICIAL"
        for key in (*row.owner, *row.delegate)
    }

    assert officer not in {REGISTER.person(key).email for key in privy}


def test_every_question_asked_again_has_fewer_rows_and_none_that_are_hidden() -> None:
    whole = {case.id: case for case in register_cases()}

    assert len(CASES) >= 50
    for case in CASES:
        asked = whole[case.id.removesuffix("@officer")]
        assert case.expected_count is not None
        assert asked.expected_count is not None
        assert case.role == "officer"
        if "since" not in str(case.reference) and "pick" not in str(case.reference):
            assert case.expected_count < asked.expected_count
        assert not set(case.expected_refs or ()) & set(hidden_refs(case))


def test_a_listing_holds_what_its_asker_owns_of_the_restricted_and_no_more() -> None:
    listings = {case.asker: case for case in listing_cases(register_cases(), REGISTER)}
    owner = REGISTER.person("haverstock").email
    everyone = min(case.expected_count or 0 for case in listings.values())

    assert everyone == 105
    assert listings[owner].expected_count == 107


def test_a_hidden_row_shows_in_a_list_or_a_hint_but_not_as_an_echo() -> None:
    hidden = ["VET25-06"]
    listed = {"text": "", "entries": [{"ref": "VET25-06"}]}
    hinted = {"text": "VET25-06 is not for you.", "entries": []}

    assert shown_in(listed, hidden, "Show vet25-06") == hidden
    assert shown_in(hinted, hidden, "Which are restricted?") == hidden
    assert shown_in(hinted, hidden, "Show vet25-06") == []
