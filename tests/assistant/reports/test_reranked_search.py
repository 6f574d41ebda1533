"""A reranker puts the best passages into another order, and can neither add nor hide any."""

from dataclasses import replace

from assistant.domain.sources import Visibility
from assistant.reports.search.retrieve import RERANKED, search

EVERYONE = tuple(Visibility)
QUERY = "ligature points in custody suites"


class Reversing:
    """Scores the passages it is shown the other way round, and keeps what it saw."""

    def __init__(self):
        self.seen = []

    def scores(self, question, texts):
        self.seen.append((question, list(texts)))
        return [float(place) for place in range(len(texts))]


def ids(found):
    return [each.passage.id for each in found]


def test_the_best_passages_stand_in_the_rerankers_order(stores):
    plain = search(stores, QUERY, classes=EVERYONE, k=RERANKED + 5)
    reversing = Reversing()
    found = search(replace(stores, reranker=reversing), QUERY, classes=EVERYONE, k=RERANKED + 5)

    best = min(RERANKED, len(plain))
    assert ids(found) == [*reversed(ids(plain)[:best]), *ids(plain)[best:]]
    assert [each.score for each in found] == [each.score for each in plain]


def test_few_are_asked_for_and_still_chosen_from_many(stores):
    plain = search(stores, QUERY, classes=EVERYONE, k=RERANKED)
    found = search(replace(stores, reranker=Reversing()), QUERY, classes=EVERYONE, k=2)

    assert ids(found) == list(reversed(ids(plain)))[:2]


def test_it_reads_the_question_with_each_passage_and_its_headings(stores):
    reversing = Reversing()
    found = search(replace(stores, reranker=reversing), QUERY, classes=EVERYONE, k=3)

    ((question, texts),) = reversing.seen
    assert question == QUERY
    shown = " > ".join((*found[-1].passage.heading, found[-1].passage.text))
    assert shown in texts


def test_it_is_shown_nothing_that_the_asker_may_not_see(stores):
    reversing = Reversing()
    public = (Visibility.PUBLIC,)
    search(replace(stores, reranker=reversing), "informants paid", classes=public, k=50)
    allowed = {
        each.text
        for report in stores.library.reports(EVERYONE)
        for each in stores.library.passages_of(report.id)
        if each.visibility is Visibility.PUBLIC
    }

    ((_, texts),) = reversing.seen
    assert texts
    assert all(any(text.endswith(each) for each in allowed) for text in texts)


def test_where_nothing_is_found_it_is_not_asked(stores):
    reversing = Reversing()
    search(replace(stores, reranker=reversing), QUERY, classes=(), k=5)

    assert reversing.seen == []
