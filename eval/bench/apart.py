"""Runs a command and writes what it took: seconds, KiB of memory at its fullest, exit code.

A process's peak counts from its parent's size at its start, so that the parent has to be small:
this file is run by itself and needs nothing but the standard library.
"""

import json
import resource
import subprocess
import sys
from time import perf_counter


def main(command: list[str]) -> None:
    """Run the command, its output thrown away."""
    started = perf_counter()
    ended = subprocess.run(  # noqa: S603 - our own commands
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    seconds = perf_counter() - started
    kibibytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    json.dump([seconds, kibibytes, ended.returncode], sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
