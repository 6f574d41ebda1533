"""Register questions asked again by an officer, with what that officer may see as the answer."""

from collections.abc import Iterable, Iterator

from eval.cases import Case, Reading
from eval.datasets.reference import View, evaluate
from eval.generate import UNIDENTIFIED
from eval.sample.register import SampleRegister

OWN_WORDS = (" my ", " mine", " i ", " me ", "i'm", "i’m")


def officer_cases(cases: Iterable[Case], register: SampleRegister) -> Iterator[Case]:
    """Yield the questions whose answer differs for an officer who owns no restricted row."""
    officer = plain_officer(register)
    for case in cases:
        if case.reference and _applies(case):
            asked = _asked_by(case, officer, register)
            if asked.expected_count != case.expected_count:
                yield asked


def listing_cases(cases: Iterable[Case], register: SampleRegister) -> Iterator[Case]:
    """Yield the whole register as each officer who asks anything may list it."""
    askers = sorted({case.asker for case in cases if case.role == "officer" and case.asker})
    for number, asker in enumerate([*askers, UNIDENTIFIED], 1):
        case = Case(
            id=f"listing-{number:02}",
            kind="listing",
            question="The whole register, listed",
            why="What is listed is what the asker may see.",
            reference="all",
            role="officer",
            asker=asker,
            dataset="permissions",
            request="listing",
        )
        seen = evaluate("all", View(register, case.today, asker, liaison=False))
        yield case.model_copy(
            update={"expected_refs": seen.refs, "expected_count": len(seen.entries)}
        )


def _applies(case: Case) -> bool:
    said = f" {case.question.lower()} "
    return (
        case.role == "liaison"
        and case.expected_refs is not None
        and case.expected_groups is None
        and case.check is None
        and not case.context
        and not any(word in said for word in OWN_WORDS)
    )


def plain_officer(register: SampleRegister) -> str:
    """The address of the first person who owns or works on nothing that is restricted."""
    rows = [row for version in register.versions for row in register.entries(version)]
    privy = {k for row in rows if row.marking != "OFFICIAL" for k in (*row.owner, *row.delegate)}
    owners = {key for row in rows for key in row.owner}
    return next(p.email for p in register.people if p.key in owners - privy)


def _asked_by(case: Case, officer: str, register: SampleRegister) -> Case:
    seen = evaluate(str(case.reference), View(register, case.today, officer, liaison=False))
    return case.model_copy(
        update={
            "id": f"{case.id}@officer",
            "kind": "as an officer",
            "asker": officer,
            "role": "officer",
            "dataset": "permissions",
            "expected_refs": seen.refs,
            "expected_count": len(seen.entries),
            "expected_facts": [],
            "accept": [_reading(each, officer, case, register) for each in case.accept],
        }
    )


def _reading(reading: Reading, officer: str, case: Case, register: SampleRegister) -> Reading:
    if reading.reference is None:
        return reading
    seen = evaluate(reading.reference, View(register, case.today, officer, liaison=False))
    return reading.model_copy(
        update={"expected_refs": seen.refs, "expected_count": len(seen.entries)}
    )
