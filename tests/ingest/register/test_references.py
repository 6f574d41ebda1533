"""References that are doubtful, and those that are made where a row has none."""


def test_every_doubtful_reference_is_listed_and_no_row_is_dropped(load_csv) -> None:
    refs = ("HMI-1", "HMI-1", "hmi-1", "HMI 1", "ＨＭＩ-１", "НМІ-1", "HMI-2", "")
    version = load_csv(
        "Ref,Report,Rec no,Recommendation,Owner,Status\n"
        + "".join(f"{ref},Fraud,{n},Text {n},Ann,Open\n" for n, ref in enumerate(refs))
    )
    assert len(version.entries) == len(refs)
    assert len({entry.id for entry in version.entries}) == len(refs)
    said = "\n".join(version.issues)
    assert "“HMI-1” stands 2 times (CSV row 2 to 3)" in said
    for twin in refs[1:6]:
        assert f"“{twin}”" in said
    assert "The reference is blank; one was made (CSV row 9)" in said


def test_made_references_tell_report_year_and_number_and_don_t_depend_on_other_rows(
    load_csv,
) -> None:
    head = "Report,Published,Rec no,Type,Recommendation,Status\n"
    rows = [
        "Fraud: time to choose,05/08/2021,1,Recommendation,Text a,Open\n",
        "Fraud: time to choose,05/08/2021,1,AFI,Text b,Open\n",
        "A duty to protect,24/08/2021,IV,Recommendation,Text c,Open\n",
        "A duty to protect,24/08/2021,,Recommendation,Text d,Open\n",
        ",,2,Recommendation,Text e,Open\n",
    ]
    refs = [entry.ref for entry in load_csv(head + "".join(rows)).entries]
    assert refs[:3] == ["FRAUD-2021-1", "FRAUD-2021-AFI1", "DP-2021-IV"]
    assert len(set(refs)) == len(refs)
    again = load_csv(head + "".join(reversed(rows)))
    assert [entry.ref for entry in again.entries] == refs[::-1]
    assert all(entry.ref_made for entry in again.entries)


def test_reports_whose_references_would_be_the_same_get_longer_ones(load_csv) -> None:
    version = load_csv(
        "Report,Rec no,Recommendation,Status\n"
        "Data protection,1,a,Open\nDuty of protection,1,b,Open\nData protection,2,c,Open\n"
    )
    refs = [entry.ref for entry in version.entries]
    assert len(set(refs)) == 3
    assert refs[0].rpartition("-")[0] == refs[2].rpartition("-")[0]
