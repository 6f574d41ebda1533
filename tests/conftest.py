"""Fixtures shared by all tests."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files that some tests read; they skip where it isn't there."""
    if not SHARED.is_dir():
        pytest.skip(f"the real files are not here ({SHARED} does not exist)")
    return SHARED
