"""The catalogue is whole, and what it names is there."""

import pytest
import yaml

from tests.catalogue.faults import FOLDER, Fault, faults, nodes

EVERY = range(1, 179)


def test_every_fault_has_a_line_and_only_one() -> None:
    assert [fault.number for fault in faults()] == list(EVERY)
    for path in FOLDER.glob("*.yaml"):
        keys = [key.value for key, _ in yaml.compose(path.read_text(encoding="utf-8")).value]
        assert len(keys) == len(set(keys)), path.name


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: str(fault.number))
def test_a_fault_has_tests_that_are_there_or_says_why_not(fault: Fault) -> None:
    assert len(fault.fault.split()) >= 2
    assert fault.limit.strip()
    assert fault.tests, "what stands in for it has to be named too"
    assert {test: len(nodes(test)) for test in fault.tests} == dict.fromkeys(fault.tests, 1)
    assert fault.instead is None or len(fault.instead.split()) >= 5


def test_a_test_that_is_not_there_would_be_noticed() -> None:
    assert len(nodes("test_a_test_that_is_not_there_would_be_noticed")) == 1
    assert nodes("test_of_nothing") == []
    assert nodes("catalogue/nowhere.py::test_every_fault_has_a_line_and_only_one") == []
