"""CSV files as people and programs really write them."""

import codecs
from datetime import date

import pytest

from assistant.domain.errors import InvalidInput

HEADER = "Ref,Inspection,Recommendation,Owner,Due date,Status\n"
ROW = "A-1,Fraud,Café “plan” costs £5m,Zoë,31/03/2024,Open\n"


@pytest.mark.parametrize(
    "content",
    [
        (HEADER + ROW).encode(),
        codecs.BOM_UTF8 + (HEADER + ROW).encode(),
        (HEADER + ROW).encode("cp1252"),
        (HEADER + ROW).encode("utf-16"),
        (HEADER + ROW).encode("utf-16-le"),
        (HEADER + ROW).encode("utf-16-be"),
        (HEADER + ROW).replace("\n", "\r\n").encode(),
        (HEADER + ROW).replace("\n", "\r").encode(),
        (HEADER + ROW).replace(",", ";").encode(),
        (HEADER + ROW).replace(",", "\t").encode(),
        (HEADER + ROW).replace(",", "|").encode(),
        (HEADER + ROW).replace("Fraud", "Fr\0aud").encode(),
    ],
)
def test_encoding_line_ends_and_separator_are_told_from_the_content(load_csv, content) -> None:
    (entry,) = load_csv(content).entries
    assert (entry.ref, entry.report, entry.owners) == ("A-1", "Fraud", ("Zoë",))
    assert entry.text == "Café “plan” costs £5m"
    assert entry.due == date(2024, 3, 31)
    assert entry.doubts == ()


def test_null_characters_are_left_out_and_said_so(load_csv) -> None:
    version = load_csv(HEADER + ROW.replace("Fraud", "Fr\0aud"))
    assert "1 null character(s) were left out." in version.issues


def test_lists_parted_by_semicolons_don_t_make_the_separator_a_semicolon(load_csv) -> None:
    rows = "".join(f"A-{n},Fraud,Text,Ann; Bo; Cy; Di; Ed; Flo; Guy,,Open\n" for n in range(5))
    assert len(load_csv(HEADER + rows).entries[0].owners) == 7


def test_a_row_forged_inside_a_quoted_cell_stays_inside_it(load_csv) -> None:
    version = load_csv(HEADER + 'A-1,P,"line1\nA-2,P,fake,row,01/01/2024,Closed\nline3",x,,Open\n')
    (entry,) = version.entries
    assert entry.text == "line1\nA-2,P,fake,row,01/01/2024,Closed\nline3"


def test_rows_after_a_line_break_in_a_cell_keep_their_own_line_as_row(load_csv) -> None:
    version = load_csv(HEADER + 'A-1,P,"a\nb",x,,Open\nA-2,P,c,x,,Open\n')
    assert [entry.row for entry in version.entries] == [2, 4]


def test_a_quotation_mark_never_closed_swallows_nothing_and_is_named(load_csv) -> None:
    rows = "".join(f"A-{n},P,text,x,31/03/2024,Open\n" for n in range(2, 502))
    version = load_csv(HEADER + 'A-1,P,"never closed,x,31/03/2024,Open\n' + rows)
    assert len(version.entries) == 501
    assert version.entries[0].text == '"never closed'
    assert any("line 2 is never closed" in issue for issue in version.issues)
    assert "never closed" in version.entries[0].doubts[0]


def test_a_quotation_mark_far_above_its_pair_is_named(load_csv) -> None:
    rows = [f"A-{n},P,text,x,31/03/2024,Open\n" for n in range(60)]
    rows[5] = 'A-5,P,"text,x,31/03/2024,Open\n'
    rows[45] = 'A-45,P,text",x,31/03/2024,Open\n'
    version = load_csv(HEADER + "".join(rows))
    assert any("Lines 7 to 47 are one record" in issue for issue in version.issues)


def test_more_open_quotation_marks_than_can_be_passed_over_are_refused(load_csv) -> None:
    row = 'A-1,P,"open,x,31/03/2024,Open\n' + ("A-2,P," + "w" * 3_000 + ",x,,Open\n") * 50
    assert len(load_csv(HEADER + row * 10).entries) == 510
    with pytest.raises(InvalidInput, match="more than 20 quotation marks"):
        load_csv(HEADER + row * 22)


def test_rows_of_another_length_are_read_and_named(load_csv) -> None:
    version = load_csv(HEADER + "A-1,P,text\nA-2,P,text,x,31/03/2024,Open,more,again\n")
    assert [entry.ref for entry in version.entries] == ["A-1", "A-2"]
    assert version.entries[1].extra == (("column G", "more"), ("column H", "again"))
    assert any("3 cells where the header has 6 (CSV row 2)" in issue for issue in version.issues)
    assert any("8 cells where the header has 6 (CSV row 3)" in issue for issue in version.issues)


def test_a_header_alone_is_refused_so_that_the_live_register_stays(load_csv) -> None:
    with pytest.raises(InvalidInput, match="no entries below it"):
        load_csv(HEADER)


def test_a_cell_longer_than_any_spreadsheet_writes_is_refused(load_csv) -> None:
    with pytest.raises(InvalidInput, match="32,767"):
        load_csv(HEADER + f'A-1,P,"{"x" * 32_768}",x,,Open\n')


def test_more_rows_than_the_limit_are_refused_loudly(load_csv, monkeypatch) -> None:
    rows = "A,b\n" * 501
    assert len(load_csv("Ref,Recommendation\n" + rows).entries) == 501
    monkeypatch.setattr("ingest.register.load.MAX_ROWS", 500)
    with pytest.raises(InvalidInput, match="more than 500 entries"):
        load_csv("Ref,Recommendation\n" + rows)


def test_cells_that_look_like_formulas_are_text(load_csv) -> None:
    (entry,) = load_csv(HEADER + '=1+1,P,"=HYPERLINK(""http://x.example"")",+x,@d,-Open\n').entries
    assert (entry.ref, entry.text) == ("=1+1", '=HYPERLINK("http://x.example")')
    assert entry.due is None


def test_commas_in_the_wording_do_not_part_a_register_of_two_columns(load_csv) -> None:
    version = load_csv("Ref;Recommendation\n1;Train, equip, and pay officers\n2;Train, or equip\n")
    assert [entry.text for entry in version.entries] == [
        "Train, equip, and pay officers", "Train, or equip",
    ]  # fmt: skip
