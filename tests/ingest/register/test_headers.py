"""Columns get to the right field, or the file is refused; nothing gets under a wrong field."""

from collections import Counter
from random import Random

import pytest
import yaml

from assistant.domain.errors import InvalidInput
from assistant.domain.sources import Visibility
from ingest.register.columns import Column, plain_header
from ingest.register.load import load_register
from ingest.register.mapping import map_headers
from ingest.register.profile import builtin_profile, dump_profile, read_profile


def test_no_header_of_the_built_in_profile_means_two_fields() -> None:
    for part in ("names",):
        meant = Counter(
            plain
            for headers in builtin_profile().columns.values()
            for plain in {plain_header(name) for name in getattr(headers, part)}
        )
        assert [name for name, count in meant.items() if count > 1] == []
    assert set(builtin_profile().columns) == set(Column)


def test_the_columns_of_a_committee_paper_s_register_are_all_known() -> None:
    names = [
        "rec_no",
        "report",
        "published",
        "type",
        "text_summary",
        "deadline_text",
        "addressee",
        "deadline_iso",
        "portfolio",
        "business_area",
        "owner",
        "status",
        "notes",
    ]
    found = map_headers(names, builtin_profile())
    assert [found.columns[place].value for place in range(len(names))] == [
        "number", "report", "published", "kind", "text", "deadline", "addressee", "deadline date",
        "portfolio", "business area", "owner", "status", "notes",
    ]  # fmt: skip
    assert found.guesses == ()


@pytest.mark.parametrize("header", ["Recommendation,Whatever", "Ref,Whatever", "Owner,Status"])
def test_one_known_field_among_strange_ones_makes_no_header(load_csv, header: str) -> None:
    with pytest.raises(InvalidInput, match="no usable header"):
        load_csv(f"{header}\nTrain officers,x\n")


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("Owner(s)", "owner"), ("OWNER EMAIL", "owner email"), ("Rec. No.", "number"),
        ("Date due", "force target"), ("DueDate", "force target"), ("Recommendation #", "number"),
        ("Business\nArea", "business area"), ("Lead Officer", "owner"), ("Status ", "status"),
        ("Recomendation number", "number"), ("Portfollio", "portfolio"),
    ],
)  # fmt: skip
def test_headers_are_known_however_they_are_written(written: str, column: str) -> None:
    assert map_headers([written], builtin_profile()).columns[0].value == column


def test_a_misspelt_header_is_said_to_be_a_guess() -> None:
    (guess,) = map_headers(["Ref", "Portfollio"], builtin_profile()).guesses
    assert "“Portfollio” was taken for “portfolio”" in guess


def test_the_deadline_of_a_body_named_by_its_initials_is_the_inspectorate_s_and_said_so() -> None:
    found = map_headers(["Ref", "CQC deadline", "Review deadline", "Due date"], builtin_profile())
    assert found.columns[1] is Column.DEADLINE
    assert 2 not in found.columns
    assert found.columns[3] is Column.FORCE_TARGET
    assert "CQC deadline" in found.guesses[0]


def test_a_header_with_two_meanings_takes_the_one_that_is_left() -> None:
    profile = builtin_profile()
    assert map_headers(["Recommendation", "Owner"], profile).columns[0] is Column.TEXT
    both = map_headers(["Recommendation", "Recommendation text", "Owner"], profile).columns
    assert (both[0], both[1]) == (Column.NUMBER, Column.TEXT)
    assert map_headers(["RAG", "Ref"], profile).columns[0] is Column.STATUS
    assert 0 not in map_headers(["RAG", "Ref", "Status"], profile).columns


def test_a_header_with_two_meanings_is_told_by_its_values_or_listed(load_csv) -> None:
    head = "Ref,Recommendation,Owner,Status,Completion date"
    (entry,) = (doubtful := load_csv(f"{head}\nA-1,Train,Ann,Open,31/03/2024\n")).entries
    assert (entry.due, entry.closed_on, entry.extra) == (
        None, None, (("Completion date", "31/03/2024"),),
    )  # fmt: skip
    said = "“Completion date” can mean “force target” or “closed on”, so it fills no field"
    assert any(said in issue for issue in doubtful.issues)
    (entry,) = load_csv(f"{head},Due date\nA-1,Train,Ann,Closed,31/03/2024,1/4/2024\n").entries
    assert (str(entry.due), str(entry.closed_on)) == ("2024-04-01", "2024-03-31")
    both = load_csv("Ref,Recommendation,Type,Category,Owner\nA-1,Train,AFI,AFI,Ann\n")
    assert (both.entries[0].kind, len(both.entries[0].extra)) == ("recommendation", 2)
    assert any("“Type” and “Category” can both mean “kind”" in issue for issue in both.issues)


@pytest.mark.parametrize(
    ("header", "values", "column"),
    [
        ("Category", ("AFI", "AFI", "Learning point"), Column.KIND),
        ("Category", ("Custody", "Fraud", "Roads"), None),
        ("RAG", ("High", "Low", "High"), Column.PRIORITY),
        ("RAG", ("Red", "Green", ""), Column.STATUS),
        ("RAG", ("3", "4", "3"), None),
        ("Closed", ("Yes", "No", "No"), None),
        ("Closed", ("1/2/2024", "", ""), Column.CLOSED_ON),
        ("Progress", ("Complete", "In progress", "Ongoing"), Column.STATUS),
        ("Progress", ("Training is booked", "Complete", "Nothing yet"), Column.NOTES),
        ("Rec", ("12", "13", "14a"), Column.NUMBER),
        ("Rec_Status", ("Open", "Closed", "Open"), Column.STATUS),
        ("Previous status", ("Open", "Closed", "Open"), None),
        ("Superintendent lead", ("Ann", "Bo", "Cy"), Column.OWNER),
        ("Inspection lead", ("Ann", "Bo", "Cy"), None),
        ("Owner e-mail", ("a@b.example", "", ""), Column.OWNER_EMAIL),
        ("Update (May 2024)", ("Booked", "", ""), Column.NOTES),
        ("Next update", ("1/2/2024", "", ""), None),
        ("Latest report", ("Fraud", "Fraud", "Roads"), None),
        ("Date reported", ("1/2/2024", "", ""), None),
    ],
)
def test_a_header_means_what_its_words_and_values_bear_out(header, values, column) -> None:
    found = map_headers(["Ref", header], builtin_profile(), [("1", "2", "3"), values])
    assert found.columns.get(1) == column


def test_a_header_repeated_below_is_not_taken_for_the_first_one(load_csv) -> None:
    head = "Ref,Recommendation,Owner,Type,Completion date\n"
    version = load_csv(f"{head}A-1,Train,Ann,Custody,1/2/2024\n{head}A-2,Review,Bo,,\n")
    assert [entry.ref for entry in version.entries] == ["A-1", "A-2"]


def test_one_lone_line_is_no_section_but_several_between_entries_are(load_csv) -> None:
    head = "No,Recommendation,Owner,Status\n"
    one = load_csv(f"{head}Fill in every column,,,\n1,Train,Ann,Open\n2,Review,Bo,Open\n")
    assert {entry.report for entry in one.entries} == {""}
    two = load_csv(
        f"{head}Fraud: time to choose,,,\n1,Train,Ann,Open\n"
        "A duty to protect,,,\n1,Review,Bo,Open\n"
    )
    assert [entry.report for entry in two.entries] == ["Fraud: time to choose", "A duty to protect"]


@pytest.mark.parametrize(
    "header",
    ["Ref,Recommendation,Status,Status", "Ref,Recommendation,Due date,due ,Status",
     "Ref,Recommendation,Owner,Lead,Status", "Ref,Recommendation,Colour,colour,Status"],
)  # fmt: skip
def test_two_columns_of_one_name_or_field_are_refused_by_name(load_csv, header: str) -> None:
    with pytest.raises(InvalidInput, match=r"2 columns .*“.*” \(column [A-E]\) and “.*--profile"):
        load_csv(f"{header}\n{'x,' * 4}\n")


def test_a_profile_says_which_of_two_columns_is_meant(load_csv) -> None:
    content = "Ref,Recommendation,Owner,Lead,Status\nA-1,Text,Ann Lee,Bo Ek,Open\n"
    version = load_csv(content, profile="columns: {owner: Lead}\n")
    assert version.entries[0].owners == ("Bo Ek",)
    assert version.entries[0].extra == (("Owner", "Ann Lee"),)


def test_without_a_usable_header_the_refusal_says_what_was_looked_for(load_csv) -> None:
    with pytest.raises(InvalidInput, match=r"no usable header.*Recommendation.*--profile"):
        load_csv("colour,size\nred,4\n")
    with pytest.raises(InvalidInput, match="no usable header"):
        load_csv("URN,Publication date\n80426,2024-01-01\n")


def test_a_foreign_table_loads_with_a_profile_and_keeps_what_has_no_field(load_csv) -> None:
    version = load_csv(
        "site;what was asked;who;when\nNorth;Mend the roof;Ann Lee;31/03/2024\n",
        profile=(
            "columns:\n  text: what was asked\n  owner: [who]\n  force target: {names: [when]}\n"
        ),
    )
    (entry,) = version.entries
    assert (entry.text, entry.owners) == ("Mend the roof", ("Ann Lee",))
    assert str(entry.due) == "2024-03-31"
    assert entry.extra == (("site", "North"),)
    assert any("“site” (A)" in issue and "fills no field" in issue for issue in version.issues)


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ("columns: {colour: x}", "colour"), ("statuses: {done: {words: [x]}}", "done"),
        ("colums: {}", "colums"), ("separators: ['']", "empty"), ("[1, 2]", "can't be used"),
        ("a: [", "no YAML"), ("!!python/object/apply:os.system ['true']", "no YAML"),
    ],
)  # fmt: skip
def test_a_profile_with_something_unknown_is_refused_by_name(load_csv, profile, said) -> None:
    with pytest.raises(InvalidInput, match=said):
        load_csv("Ref,Recommendation\nA,b\n", profile=profile)


def test_a_missing_profile_is_refused(tmp_path) -> None:
    with pytest.raises(InvalidInput, match=r"none\.yaml can't be read"):
        read_profile(tmp_path / "none.yaml")


def test_the_profile_that_a_file_comes_to_can_be_saved_edited_and_used(load_csv, tmp_path) -> None:
    content = "Ref,Recomendation text,Lead officer,Whatever\nA-1,Text,Ann Lee,x\n"
    path = tmp_path / "proposed.csv"
    path.write_text(content, encoding="utf-8")
    proposed = load_register(
        path, as_at=None, profile=None, default_visibility=Visibility.FORCE
    ).profile
    text = dump_profile(proposed)
    assert yaml.safe_load(text)["columns"] == {
        "ref": ["Ref"], "text": ["Recomendation text"], "owner": ["Lead officer"],
    }  # fmt: skip
    by_itself = load_csv(content)
    with_profile = load_csv(content, profile=text)
    assert with_profile.entries == by_itself.entries
    assert any("was taken for" in issue for issue in by_itself.issues)
    assert not any("was taken for" in issue for issue in with_profile.issues)
    edited = load_csv(content, profile=text.replace("Lead officer", "Whatever"))
    assert edited.entries[0].owners == ("x",)


def test_headers_of_several_sheets_and_of_two_rows_are_proposed_once_each(tmp_path, book) -> None:
    book["Register"].append(["A-1", "Fraud", "1", "Text", "Ann Lee", None, "Open"])
    other = book.create_sheet("Closed")
    other.append(["Ref", "Report", "Recommendation", "Person", None, "Status"])
    other.append([None, None, None, "Owner", "Delegate", None])
    other.merge_cells("D1:E1")
    other.append(["A-2", "Fraud", "Text two", "Bo Ek", "Cy Dee", "Closed"])
    path = tmp_path / "two.xlsx"
    book.save(path)
    loaded = load_register(path, as_at=None, profile=None, default_visibility=Visibility.FORCE)
    columns = {column: headers.names for column, headers in loaded.profile.columns.items()}
    assert columns[Column.REF] == ("Ref",)
    saved = tmp_path / "two.yaml"
    saved.write_text(dump_profile(loaded.profile), encoding="utf-8")
    again = load_register(path, as_at=None, profile=saved, default_visibility=Visibility.FORCE)
    assert [entry.owners for entry in again.version.entries] == [("Ann Lee",), ("Bo Ek",)]
    assert again.version.entries == loaded.version.entries


def test_the_built_in_profile_survives_being_written_out(tmp_path) -> None:
    path = tmp_path / "all.yaml"
    path.write_text(dump_profile(builtin_profile()), encoding="utf-8")
    assert read_profile(path) == builtin_profile()


VARIANTS = {
    Column.REF: ("Ref", "Reference", "ID"), Column.REPORT: ("Report", "Inspection", "Publication"),
    Column.TEXT: ("Recommendation", "Wording", "Recommendation text"),
    Column.OWNER: ("Owner", "Lead", "Lead officer"), Column.STATUS: ("Status", "Current status"),
    Column.FORCE_TARGET: ("Due date", "Target date", "Due"), Column.PORTFOLIO: ("Portfolio",),
    Column.NOTES: ("Notes", "Comments", "Progress"), Column.PRIORITY: ("Priority",),
}  # fmt: skip
VALUES = {
    Column.REF: "A-1", Column.REPORT: "Fraud", Column.TEXT: "Train officers",
    Column.OWNER: "Ann Lee", Column.STATUS: "Open", Column.FORCE_TARGET: "31/03/2024",
    Column.PORTFOLIO: "Crime", Column.NOTES: "In hand", Column.PRIORITY: "High",
}  # fmt: skip


def test_renamed_reordered_and_added_columns_map_or_stop(tmp_path) -> None:
    for seed in range(60):
        random = Random(seed)
        columns = [(random.choice(VARIANTS[column]), VALUES[column]) for column in VARIANTS]
        columns += [(f"Extra {n}", f"extra {n}") for n in range(random.randrange(3))]
        random.shuffle(columns)
        path = tmp_path / "r.csv"
        lines = (",".join(name for name, _ in columns), ",".join(value for _, value in columns))
        path.write_text("\n".join(lines), encoding="utf-8")
        loaded = load_register(path, as_at=None, profile=None, default_visibility=Visibility.FORCE)
        version = loaded.version
        (entry,) = version.entries
        assert (
            entry.ref, entry.report, entry.text, entry.owners, entry.status_text, str(entry.due),
            entry.portfolio, entry.notes, entry.priority,
        ) == (
            "A-1", "Fraud", "Train officers", ("Ann Lee",), "Open", "2024-03-31", "Crime",
            "In hand", "High",
        ), columns  # fmt: skip
        saved = tmp_path / "r.yaml"
        saved.write_text(dump_profile(loaded.profile), encoding="utf-8")
        again = load_register(path, as_at=None, profile=saved, default_visibility=Visibility.FORCE)
        assert again.version.entries == version.entries, columns
