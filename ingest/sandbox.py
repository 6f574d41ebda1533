"""Reads files in throw-away processes, so that no file can crash, hang, fill or call anything."""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from assistant.domain.documents import Document
from assistant.domain.errors import InvalidInput, LiaisonError
from ingest.opening import Limits, check_unchanged, digest_of, explain, open_plain
from ingest.transfer import decode
from ingest.worker import DIGEST_BYTES, READ, REPORT, REQUEST

_STEP = 1 << 20
_GRACE_S = 10
"""What the template may take beyond a file's own time before it is taken for hung itself."""
_START_S = 60
_MOST_ANSWER = 300 * _STEP
_ROOT = Path(__file__).resolve().parents[1]
_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from ingest.worker import serve; serve(0)"


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read, or why it wasn't, and the SHA-256 of its bytes where they could be had."""

    path: Path
    outcome: Document | InvalidInput
    digest: str | None
    peak_kib: int = 0
    """Memory that the child held at its fullest."""


class Sandbox:
    """One template process and the files it reads, one at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._lock = threading.Lock()
        self.has_network = True
        """Whether the system refused to take the network away; then a guard in Python holds."""

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the template process."""
        if self._channel is not None:
            self._channel.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process, self._channel = None, None

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read one file; whatever goes wrong with it is in the outcome."""
        try:
            handle = open_plain(path, limits)
        except InvalidInput as error:
            return Reading(path, error, None)
        try:
            with self._lock:
                return self._read(path, handle, limits)
        finally:
            os.close(handle)

    def _read(self, path: Path, handle: int, limits: Limits) -> Reading:
        digest: str | None = None
        peak_kib = 0
        outcome: Document | InvalidInput
        try:
            digest = digest_of(handle, limits)
            answer, status, peak_kib, late = self._ask(path, handle, limits)
            outcome = _outcome(answer, status, late=late, limits=limits)
            read = answer[1 : 1 + DIGEST_BYTES].hex()
            check_unchanged(path, read, digest, limits)
        except InvalidInput as error:
            outcome = error
        except OSError as error:
            outcome = InvalidInput(explain(error))
        return Reading(path, outcome, digest, peak_kib)

    def _ask(self, path: Path, handle: int, limits: Limits) -> tuple[bytes, int, int, bool]:
        channel = self._started()
        name, reader = (
            text.encode("utf-8", "surrogateescape")[:4096] for text in (path.name, limits.reader)
        )
        decoded = len(name.decode("utf-8", "surrogateescape"))
        request = REQUEST.pack(
            limits.memory_bytes, limits.seconds, limits.file_bytes, decoded, len(reader)
        )
        ours, theirs = os.pipe()
        try:
            socket.send_fds(channel, [request + name + reader], [handle, theirs])
            os.close(theirs)
            theirs = -1
            channel.settimeout(limits.seconds + _GRACE_S)
            answer = _drain(ours, limits.seconds + _GRACE_S)
            report = channel.recv(REPORT.size, socket.MSG_WAITALL)
            if len(report) < REPORT.size:
                raise _lost()
        except (OSError, TimeoutError) as error:
            self.close()
            raise _lost() from error
        except InvalidInput:
            self.close()
            raise
        finally:
            os.close(ours)
            if theirs >= 0:
                os.close(theirs)
        status, peak_kib, late = REPORT.unpack(report)
        return answer, status, peak_kib, bool(late)

    def _started(self) -> socket.socket:
        if self._channel is not None and self._process is not None:
            if self._process.poll() is None:
                return self._channel
            self.close()
        ours, theirs = socket.socketpair()
        try:
            # An empty environment, an isolated Python: nothing of ours is there to be found.
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
                [sys.executable, "-I", "-X", "utf8", "-c", _PROGRAM, str(_ROOT)],
                stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env={}, cwd="/", close_fds=True,
            )  # fmt: skip
            # Held open here, it would keep us waiting for a process that was ended meanwhile.
            theirs.close()
            ours.settimeout(_START_S)
            hello = ours.recv(1)
        except OSError as error:
            ours.close()
            raise LiaisonError(
                f"The process that reads files can't be started: {explain(error)}"
            ) from error
        finally:
            theirs.close()
        if not hello:
            ours.close()
            self.close()
            raise LiaisonError(
                "The process that reads files ended at once; check the installation."
            )
        self.has_network = hello == b"\x00"
        self._channel = ours
        return ours


def read_many(
    paths: Iterable[Path], limits: Limits, workers: int = 2
) -> Iterator[tuple[Path, Document | InvalidInput, str | None]]:
    """Read files side by side and yield each with its outcome and digest, in the order given."""
    sandboxes = [Sandbox() for _ in range(workers)]
    free = deque(sandboxes)

    def read(path: Path) -> Reading:
        sandbox = free.popleft()
        try:
            return sandbox.read(path, limits)
        finally:
            free.append(sandbox)

    waiting: deque[Future[Reading]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for path in paths:
                waiting.append(pool.submit(read, path))
                # No more is read ahead than is worth keeping in memory.
                if len(waiting) > 2 * workers:
                    yield _as_row(waiting.popleft())
            while waiting:
                yield _as_row(waiting.popleft())
        finally:
            for future in waiting:
                future.cancel()
            for sandbox in sandboxes:
                sandbox.close()


def _as_row(future: Future[Reading]) -> tuple[Path, Document | InvalidInput, str | None]:
    reading = future.result()
    return reading.path, reading.outcome, reading.digest


def _drain(pipe: int, seconds: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    deadline = time.monotonic() + seconds
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            raise TimeoutError
        piece = os.read(pipe, _STEP)
        if not piece:
            return b"".join(pieces)
        size += len(piece)
        if size > _MOST_ANSWER:
            raise InvalidInput("The file holds more text and words than can be handled.")
        pieces.append(piece)


def _outcome(answer: bytes, status: int, *, late: bool, limits: Limits) -> Document:
    if late or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        raise InvalidInput(f"Reading the file took more than {limits.seconds} s, and was stopped.")
    if os.WIFSIGNALED(status):
        raise InvalidInput(_killed(os.WTERMSIG(status)))
    if os.WEXITSTATUS(status) or not answer:
        raise InvalidInput("Reading the file failed: the process ended without an answer.")
    if answer[:1] != READ:
        raise InvalidInput(answer[1:].decode("utf-8", "replace"))
    return decode(answer[1 + DIGEST_BYTES :])


def _killed(number: int) -> str:
    try:
        name = signal.Signals(number).name
    except ValueError:
        name = f"signal {number}"
    if number == signal.SIGKILL:
        return "Reading the file was stopped by the system (SIGKILL), probably for lack of memory."
    return f"The file crashed its reader ({name}); it is damaged, or made to do that."


def _lost() -> InvalidInput:
    return InvalidInput("Reading the file failed: the process that reads files was lost.")
