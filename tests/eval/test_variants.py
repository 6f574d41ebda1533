"""The same questions in other letters."""

from eval.cases import Case
from eval.suites import bank
from eval.variants import WAYS, variants


def a_case(question: str, **fields: object) -> Case:
    return Case(id="a-1", kind="a", question=question, why="w", dataset="d", **fields)  # type: ignore[arg-type]


def test_variants_are_the_same_each_time_and_name_what_they_vary() -> None:
    once, again = list(variants(bank("register"))), list(variants(bank("register")))

    assert once == again
    assert len({each.key for each in once}) == len(once) > 300
    assert {each.variant_of for each in once} <= {case.key for case in bank("register")}
    assert {each.kind for each in once} == set(WAYS)


def test_a_variant_differs_in_its_letters_only() -> None:
    plain = {case.key: case.question for case in bank("register")}
    made = variants(bank("register"))
    assert {each.kind for each in made} >= {"lower case", "capitals", "spaced", "typo"}
    for each in made:
        original = plain[str(each.variant_of)]
        assert each.question != original
        if each.kind in {"lower case", "capitals"}:
            assert each.question.lower() == original.lower()
        if each.kind == "spaced":
            assert each.question.split() == original.split()
        if each.kind == "typo":
            assert sorted(each.question) == sorted(original)


def test_follow_up_questions_have_no_variants() -> None:
    assert list(variants([a_case("and the overdue ones?", context=["What is open?"])])) == []
