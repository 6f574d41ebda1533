"""Whether a count of findings can be taken to be of all."""

import pytest

from assistant.domain.sources import Finding, FindingKind, Passage, PassageKind
from assistant.reports.answers.told_apart import surely_all


class Passages:
    """A library of passages under given headings, by the finding's number or id."""

    def __init__(self, headings: dict[str, str]) -> None:
        self._headings = headings

    def passages(self, ids: list[str]) -> list[Passage]:
        return [
            Passage(name, "r", 0, PassageKind.FINDING, "Act.", (self._headings[name],), ())
            for name in ids
        ]


def finding(name: str, number: str | None) -> Finding:
    return Finding(
        id=name,
        report_id="r",
        kind=FindingKind.AREA_FOR_IMPROVEMENT,
        number=number,
        text="Act.",
        addressees=(),
        deadline=None,
        section=None,
        published=None,
        passage_ids=(name,),
        page=1,
        page_end=1,
    )


@pytest.mark.parametrize(
    ("numbers", "sure"),
    [
        (["1", "2", "3"], True),
        (["21", "22", "23", "139", "140"], True),
        (["1", "2", "1", "2"], True),
        (["1", "2", "4"], False),
        (["1", "2", None], False),
    ],
)
def test_numbers_that_run_on_leave_none_out(numbers: list[str | None], sure: bool) -> None:
    names = [str(place) for place in range(len(numbers))]
    library = Passages(dict.fromkeys(names, "Leadership"))
    findings = [finding(name, number) for name, number in zip(names, numbers, strict=True)]

    assert surely_all(library, findings) is sure  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("heading", "sure"),
    [
        ("What needs to improve?", True),
        ("Areas for improvement", True),
        ("Leadership", False),
    ],
)
def test_findings_without_numbers_have_to_stand_under_their_own_name(
    heading: str, sure: bool
) -> None:
    findings = [finding("a", None), finding("b", None)]

    assert surely_all(Passages({"a": heading, "b": heading}), findings) is sure  # type: ignore[arg-type]
