"""A starter set of a force's own questions, with what its own register and reports say."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from eval.doors import Door, in_process
from eval.run import scratch_folder


def write_starter(home: Path, out: Path) -> int:
    raise NotImplementedError
