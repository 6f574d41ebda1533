"""A limit on the time that working on one file may take, where no process of its own gives one."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from assistant.domain.errors import InvalidInput


@contextmanager
def within(seconds: int, doing: str) -> Iterator[None]:
    """Refuse the file that is worked on when that takes longer; matching a pattern ends too.

    Signals reach the main thread alone: in another one there is no limit.

    Args:
        seconds: Of waiting.
        doing: Completes "... took more than 60 s, and was stopped."

    Raises:
        InvalidInput: time ran out.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise InvalidInput(f"{doing} took more than {seconds} s, and was stopped.")

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
