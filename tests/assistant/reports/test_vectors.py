import numpy as np
import pytest

from assistant.reports.search import vectors
from assistant.reports.search.vectors import vectors_of


class Counting:
    """An encoder that counts what it is given."""

    def __init__(self, identity):
        self.identity = identity
        self.encoded = []

    def encode(self, texts):
        self.encoded += texts
        return np.array([[len(text), len(self.identity)] for text in texts], dtype=np.float32)


def test_a_row_comes_back_for_each_text_in_order_repeats_too():
    encoder = Counting("rows")
    found = vectors_of(encoder, ["three", "a", "three"])
    assert found.tolist() == [[5, 4], [1, 4], [5, 4]]


def test_what_was_encoded_once_is_not_encoded_again():
    encoder = Counting("once")
    vectors_of(encoder, ["one", "two"])
    vectors_of(encoder, ["two", "four"])
    assert encoder.encoded == ["one", "two", "four"]


def test_the_vectors_of_one_model_never_answer_for_another():
    first, second = Counting("model"), Counting("another")
    assert vectors_of(first, ["same"]).tolist() != vectors_of(second, ["same"]).tolist()


def test_the_least_recently_used_go_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(vectors, "_kept", type(vectors._kept)())
    monkeypatch.setattr(vectors, "MOST_KEPT", 2)
    encoder = Counting("few")
    for text in ("old", "used", "old", "new"):
        vectors_of(encoder, [text])
    encoder.encoded.clear()
    vectors_of(encoder, ["old"])
    vectors_of(encoder, ["used"])
    assert encoder.encoded == ["used"]
