import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.sources import Visibility
from assistant.ports import Hit
from assistant.reports.search.fuse import fuse
from assistant.reports.search.retrieve import Ranked, search
from assistant.reports.search.select import MOST, MOST_OF_A_REPORT, NEAREST, select
from assistant.reports.search.stores import ReportStores
from assistant.reports.search.trace import Trace

HITS = st.lists(
    st.builds(Hit, st.sampled_from("abcdefghij"), st.floats(0, 1)), unique_by=lambda hit: hit[0]
)


@settings(deadline=None)
@given(HITS, HITS)
def test_fused_scores_lie_between_nothing_and_one_and_fall(by_meaning, by_words):
    fused = fuse(by_meaning, by_words)
    assert all(0 <= hit.score <= 1 for hit in fused)
    assert [hit.score for hit in fused] == sorted((hit.score for hit in fused), reverse=True)
    names = [hit.passage_id for hit in fused]
    assert len(names) == len(set(names))


def test_what_both_rankings_have_first_comes_first():
    fused = fuse([Hit("b", 0.6), Hit("a", 0.5)], [Hit("b", 9.0), Hit("c", 3.0)])
    assert [hit.passage_id for hit in fused] == ["b", "c", "a"]


def test_a_ranking_that_found_nothing_leaves_the_other_as_it_is():
    ranking = [Hit("a", 0.9), Hit("b", 0.3)]
    assert [hit.passage_id for hit in fuse(ranking, [])] == ["a", "b"]
    assert [hit.passage_id for hit in fuse([], ranking)] == ["a", "b"]


def test_passages_are_found_by_their_words_and_best_first(stores):
    found = search(stores, "ligature points in custody suites", classes=tuple(Visibility), k=3)
    assert {each.passage.report_id for each in found[:2]} == {"custody-2019", "custody-2021"}
    assert len(found) == 3
    assert found[0].score >= found[1].score >= found[2].score


def test_a_scope_holds_everything_outside_it_out(stores):
    found = search(
        stores, "statement of action", classes=tuple(Visibility), k=20, scope=("letter-ellerby",)
    )
    assert {each.passage.report_id for each in found} == {"letter-ellerby"}


class Leaking:
    """Indexes that let everything through, whatever is asked for."""

    def __init__(self, index):
        self._index = index

    def __getattr__(self, name):
        return getattr(self._index, name)

    def nearest(self, vector, k, classes, scope=()):
        return self._index.nearest(vector, k, tuple(Visibility), ())

    def match(self, text, k, classes, scope=()):
        return self._index.match(text, k, tuple(Visibility), ())


@pytest.mark.parametrize("scope", [(), ("stalking",)])
def test_what_an_index_lets_through_by_mistake_is_checked_again(stores, scope):
    leaking = ReportStores(
        stores.library, Leaking(stores.dense), Leaking(stores.words), stores.encoder
    )
    found = search(leaking, "informants paid", classes=(Visibility.PUBLIC,), k=50, scope=scope)
    assert found
    assert all(each.passage.visibility is Visibility.PUBLIC for each in found)
    assert not scope or {each.passage.report_id for each in found} == set(scope)


def test_no_report_crowds_out_the_others(stores):
    found = search(stores, "statement of action", classes=tuple(Visibility), k=100)
    chosen = select(found, (), Trace())
    assert chosen[:NEAREST] == found[:NEAREST]
    taken = [each.passage.report_id for each in chosen[NEAREST:]]
    assert max(taken.count(name) for name in taken) <= MOST_OF_A_REPORT
    assert len(chosen) <= MOST


def test_all_of_a_report_is_read_where_it_alone_is_asked_about(stores):
    passages = stores.library.passages_of("stalking")
    found = [Ranked(passage, 0.5) for passage in passages]
    assert len(select(found, ("stalking",), Trace())) == len(passages)
