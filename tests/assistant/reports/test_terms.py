"""By what other words a word of a question is matched."""

from assistant.reports.search.terms import coverage, make_terms, stem_set


def test_who_carried_out_an_inspection_is_told_by_who_undertook_it() -> None:
    terms = make_terms(["carried"], lambda _: 1.0)

    assert coverage(terms, stem_set("The two inspectorates undertook a joint inspection.")) == 1.0
    assert coverage(terms, stem_set("The two inspectorates praised a joint inspection.")) == 0.0
