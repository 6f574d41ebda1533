"""Each part of a profile says what it is there to say."""

from datetime import date

from assistant.domain.register import Status
from assistant.domain.sources import Visibility


def test_only_the_sheets_that_a_profile_names_are_read(load_book, book) -> None:
    book["Register"].append(["A-1", "Fraud", "1", "Text", "Ann Lee", None, "Open"])
    closed = book.create_sheet("Closed")
    closed.append(["Ref", "Recommendation", "Status"])
    closed.append(["A-2", "Text two", "Closed"])
    assert [entry.ref for entry in load_book(book).entries] == ["A-1", "A-2"]
    (entry,) = load_book(book, profile="sheets: [Closed]").entries
    assert entry.ref == "A-2"


def test_the_header_is_in_the_row_that_a_profile_names(load_csv) -> None:
    content = (
        "Ref,Recommendation,Owner,Status\nKey,Recommendation,Person,\nA-1,Train officers,Ann,Open\n"
    )
    assert [entry.ref for entry in load_csv(content).entries] == ["Key", "A-1"]
    profile = "header_row: 2\ncolumns: {ref: Key, owner: Person}"
    (entry,) = load_csv(content, profile=profile).entries
    assert (entry.ref, entry.owners) == ("A-1", ("Ann",))


def test_dates_of_a_month_first_register_are_read_so(load_csv) -> None:
    content = "Ref,Recommendation,Due date\n1,t,03/04/2024\n"
    assert load_csv(content).entries[0].due == date(2024, 4, 3)
    month_first = load_csv(content, profile="dates: {day_first: false}")
    assert month_first.entries[0].due == date(2024, 3, 4)


def test_values_are_parted_by_what_a_profile_says(load_csv) -> None:
    content = "Ref,Recommendation,Owner\n1,t,Ann Lee + Bo Ek\n2,t,Ann Lee; Bo Ek\n"
    found = [entry.owners for entry in load_csv(content, profile="separators: ['+']").entries]
    assert found == [("Ann Lee", "Bo Ek"), ("Ann Lee; Bo Ek",)]


def test_words_of_a_register_for_statuses_kinds_markings_and_blanks(load_csv) -> None:
    content = (
        "Ref,Recommendation,Type,Owner,Status,Marking\n"
        "1,t,Ask,Ann,Parked,Blue\n2,t,AFI,Nobody yet,Closed,Public\n"
    )
    profile = (
        "statuses: {no further action: {words: [parked]}}\nkinds: {recommendation: [ask]}\n"
        "markings: {force: [blue]}\nblanks: [nobody yet]\n"
    )
    first, second = load_csv(content, profile=profile).entries
    assert (first.status, first.kind, first.visibility) == (
        Status.NO_FURTHER_ACTION, "recommendation", Visibility.FORCE,
    )  # fmt: skip
    # What a profile doesn't name is meant as before.
    assert (second.status, second.kind, second.visibility, second.owners) == (
        Status.CLOSED, "area for improvement", Visibility.PUBLIC, (),
    )  # fmt: skip
    plain, _ = load_csv(content).entries
    assert (plain.status, plain.visibility) == (Status.UNKNOWN, Visibility.RESTRICTED)


def test_ranks_that_a_profile_names_tell_no_two_people_apart(load_csv) -> None:
    content = "Ref,Recommendation,Owner\n1,t,Marshal Ann Lee\n2,t,Ann Lee\n"
    told = "“Marshal Ann Lee” and “Ann Lee” may be one person"
    assert told not in " ".join(load_csv(content, profile="titles: [pc]").issues)
    assert told in " ".join(load_csv(content, profile="titles: [marshal]").issues)
