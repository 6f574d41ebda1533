"""Runs every test of the catalogue, the long ones too, and prints its table: `make torture`."""

import sys

import pytest

from tests.catalogue.faults import faults, nodes


def main(arguments: list[str]) -> int:
    """Run the tests of all faults, or of the numbers given first; the rest goes to pytest."""
    numbers = {int(each) for each in arguments if each.isdecimal()}
    others = [each for each in arguments if not each.isdecimal()]
    chosen = [fault for fault in faults() if not numbers or fault.number in numbers]
    tests = dict.fromkeys(node for fault in chosen for test in fault.tests for node in nodes(test))
    options = ["-q", "-p", "tests.torture.table", "-m", "not live", "--no-header", *others]
    return int(pytest.main([*options, *tests]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
