"""Words that are searched for together count where they stand together."""

from assistant.domain.queries import Condition, Field, Op
from assistant.domain.register import RegisterEntry
from assistant.register.nearness import kept_near
from tests.builders import an_entry

TOGETHER = an_entry(ref="N-1", text="Record every use of force in the cells.")
APART = an_entry(ref="N-2", text="Say what use data are. Each year the force must publish it.")
BETWEEN = an_entry(ref="N-3", text="Publish lawful use of proportionate force.")


def _searched(*values: str) -> tuple[Condition, ...]:
    return (Condition(Field.TEXT, Op.CONTAINS, values),)


def _kept(held: list[RegisterEntry], *values: str) -> list[str]:
    return [entry.ref for entry in kept_near(held, _searched(*values), lambda _: held)]


def test_entries_with_the_words_far_apart_are_left_out() -> None:
    assert _kept([TOGETHER, APART, BETWEEN], "use of force") == ["N-1", "N-3"]


def test_they_count_where_no_entry_has_the_words_together() -> None:
    assert _kept([APART], "use of force") == ["N-2"]


def test_one_word_is_found_anywhere() -> None:
    assert _kept([TOGETHER, APART], "force") == ["N-1", "N-2"]


def test_either_of_two_phrases_will_do() -> None:
    assert _kept([TOGETHER, APART], "use of force", "data") == ["N-1", "N-2"]


def test_what_is_denied_is_not_narrowed() -> None:
    denied = (Condition(Field.TEXT, Op.CONTAINS, ("use of force",), negated=True),)
    assert kept_near([APART], denied, lambda _: [TOGETHER]) == [APART]
