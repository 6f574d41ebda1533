"""Searching by meaning alone or by words alone."""

from assistant.domain.people import LOCAL
from assistant.service import Assistant

QUERY = "delay in applying for bank records"


def texts(assistant: Assistant, **how: object) -> list[tuple[str, float]]:
    found = assistant.search(QUERY, k=20, asker=LOCAL, **how)  # type: ignore[arg-type]
    return [(each.passage.id, each.score) for each in found]


def test_both_is_what_a_search_does(sample_assistant: Assistant) -> None:
    assert texts(sample_assistant, by="both") == texts(sample_assistant)


def test_by_words_every_passage_shares_a_word_with_the_query(sample_assistant: Assistant) -> None:
    found = sample_assistant.search("zzyzx bailiwick secondment", k=20, asker=LOCAL, by="words")

    assert 0 < len(found) < 20
    assert all("second" in each.passage.text.lower() for each in found)


def test_by_meaning_words_that_stand_nowhere_still_find_something(
    sample_assistant: Assistant,
) -> None:
    assert sample_assistant.search("zzyzx", k=5, asker=LOCAL, by="words") == []
    assert len(sample_assistant.search("zzyzx", k=5, asker=LOCAL, by="meaning")) == 5


def test_each_way_ranks_in_its_own_order(sample_assistant: Assistant) -> None:
    for by in ("both", "meaning", "words"):
        scores = [score for _, score in texts(sample_assistant, by=by)]
        assert scores == sorted(scores, reverse=True)
    assert texts(sample_assistant, by="meaning") != texts(sample_assistant, by="words")
