"""How answers on the register are scored."""

from typing import Any

import pytest

from eval.answers import Answered
from eval.cases import Case, Reading
from eval.scorers.register import group_table, score
from eval.scoring import Material, Score


def a_case(**fields: Any) -> Case:
    usual: dict[str, Any] = {"id": "a", "kind": "a", "question": "?", "why": "w", "dataset": "d"}
    return Case(**usual | fields)


def a_document(*refs: str, **fields: Any) -> dict[str, Any]:
    usual = {
        "status": "answered",
        "reason": None,
        "text": "There are some. [1]",
        "entries": [{"ref": ref} for ref in refs],
        "count": len(refs),
        "groups": [],
        "asked": {"interpretation": "as asked"},
    }
    return usual | fields


def values(case: Case, document: dict[str, Any]) -> dict[str, float]:
    found = score(case, Answered(case.key, document), Material())
    return {name: each.value for name, each in found.items() if isinstance(each, Score)}


EXPECTED = a_case(expected_refs=["A", "B", "B"], expected_count=3)


def test_the_same_rows_in_any_order_are_exact() -> None:
    assert values(EXPECTED, a_document("B", "A", "B"))["exact"] == 1


@pytest.mark.parametrize(
    ("document", "wrong"),
    [
        (a_document("A", "B"), 1),
        (a_document("A", "B", "C"), 1),
        (a_document("A", "B", "B", count=4), 1),
        (a_document(status="clarify"), 0),
        (a_document(status="abstained", reason="not_in_sources"), 0),
    ],
)
def test_anything_else_isnt_and_is_wrong_only_where_something_is_answered(
    document: dict[str, Any], wrong: float
) -> None:
    found = values(EXPECTED, document)

    assert found["exact"] == 0
    assert found["wrong"] == wrong


def test_another_reading_that_is_right_too_is_exact() -> None:
    also = Reading(expected_refs=["A"], expected_count=1)
    case = a_case(
        expected_refs=["A", "B"], expected_count=2, accept=[also, Reading(outcome="clarify")]
    )

    assert values(case, a_document("A"))["exact"] == 1
    assert values(case, a_document(status="clarify"))["exact"] == 1
    assert values(case, a_document("B"))["exact"] == 0


def test_a_table_pairs_off_whatever_the_rank_or_the_case() -> None:
    groups = [
        {"key": {"owner": "DI Ann Grey"}, "count": 2},
        {"key": {"owner": "Supt Bo Grey"}, "count": 1},
    ]
    case = a_case(expected_groups={"ann grey": 2, "Bo Grey": 1})

    assert values(case, a_document(groups=groups))["table"] == 1
    assert values(case, a_document(groups=groups[:1]))["table"] == 0
    other = a_case(expected_groups={"Ann Grey": 1, "Bo Grey": 2})
    assert values(other, a_document(groups=groups))["exact"] == 0


def test_a_table_by_two_things_has_joined_keys() -> None:
    groups = [{"key": {"portfolio": "Crime", "status": "open"}, "count": 3}]

    assert group_table(a_document(groups=groups)) == {"Crime / open": 3}


def test_the_keys_of_citations_are_not_numbers_of_the_answer() -> None:
    case = a_case(expected_facts=[r"\b3\b"])

    assert values(case, a_document(text="There are some. [3]"))["exact"] == 0
    assert values(case, a_document(text="There are 3. [1]"))["exact"] == 1


def test_what_must_not_be_said_spoils_an_answer_and_a_refusal() -> None:
    case = a_case(must_not=["SECRET"], expected_outcome="abstained")

    assert values(case, a_document(status="abstained", text="Not SECRET"))["exact"] == 0
    assert values(case, a_document(status="abstained", text="No"))["exact"] == 1


def test_a_refusal_for_another_reason_isnt_exact() -> None:
    case = a_case(expected_outcome="abstained", expected_reason=["no_identity"])

    assert values(case, a_document(status="abstained", reason="not_in_sources"))["exact"] == 0
    assert values(case, a_document(status="abstained", reason="no_identity"))["exact"] == 1


def test_an_error_is_not_right_and_not_a_wrong_answer() -> None:
    found = score(EXPECTED, Answered("d/a", None, "it broke"), Material())

    assert found["exact"] == Score(0.0, "it broke")
    assert found["wrong"] == Score(0.0)
