"""What can go wrong in an evaluation, each with a sentence and an exit code."""

from typing import ClassVar


class EvalError(Exception):
    """Base of the suite's own errors."""

    exit_code: ClassVar[int] = 2


class DatasetError(EvalError):
    """A dataset or a kept run can't be read; the message names the file, the line and the fault."""


class LibraryError(EvalError):
    """A library can't be indexed; the message holds what `liaison ingest` said."""

    exit_code = 3


class DoorError(EvalError):
    """The assistant or the service can't be reached, or answered with a problem."""

    exit_code = 3
