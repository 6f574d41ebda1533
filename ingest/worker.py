"""The process that reads files: a template that forks one throw-away child for each.

The template loads the readers once and stays single threaded, so that a child costs a few
milliseconds. A child gets an open file and a pipe, gives up what it doesn't need, reads, writes
its answer and dies. This module is run by `ingest.sandbox` and imports little on purpose.
"""

import ctypes
import hashlib
import importlib
import os
import resource
import select
import signal
import socket
import struct
import sys
import time
from contextlib import suppress

from assistant.domain.errors import InvalidInput

READ, REFUSED = b"D", b"R"
"""First byte of a child's answer: a document follows its digest, or a sentence."""
REQUEST = struct.Struct("!QQQHH")
"""Bytes of memory, seconds, most bytes of file, length of name, length of reader's name."""
REPORT = struct.Struct("!iIB")
"""Wait status, peak memory in KiB, whether time ran out."""
DIGEST_BYTES = 32
_CLONE_NEWNET, _CLONE_NEWUSER = 0x40000000, 0x10000000
_STEP = 1 << 20
_ANSWER_LIMIT = 256 * _STEP
_PRELOADED = ("ingest.readers.pdf", "ingest.readers.docx", "ingest.readers.html",
              "ingest.readers.markdown", "ingest.readers.text", "ingest.transfer")  # fmt: skip
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork",
              "os.remove", "os.rename", "os.rmdir", "shutil.", "urllib.")  # fmt: skip


def serve(channel_fd: int) -> None:
    """Answer requests on a socket until it closes."""
    channel = socket.socket(fileno=channel_fd)
    for name in _PRELOADED:
        importlib.import_module(name)
    isolated = _without_network()
    channel.sendall(b"\x01" if isolated else b"\x00")
    while True:
        message, handles, _, _ = socket.recv_fds(channel, 65_536, 2)
        if not message:
            return
        status, peak_kib, late = _one(message, handles, channel)
        channel.sendall(REPORT.pack(status, peak_kib, late))


def _one(message: bytes, handles: list[int], channel: socket.socket) -> tuple[int, int, bool]:
    memory, seconds, most, name_length, reader_length = REQUEST.unpack_from(message)
    names = message[REQUEST.size :].decode("utf-8", "surrogateescape")
    name, reader = names[:name_length], names[name_length : name_length + reader_length]
    file, answer = handles
    child = os.fork()
    if child == 0:
        _die_after(lambda: _read(file, answer, (name, reader), (memory, seconds, most)))
    os.close(file)
    os.close(answer)
    late = _wait(child, channel, seconds)
    _, status, usage = os.wait4(child, 0)
    return status, usage.ru_maxrss, late


def _wait(child: int, channel: socket.socket, seconds: int) -> bool:
    """Wait for the child; kill it when time is up or nobody waits for it any more."""
    handle = os.pidfd_open(child)
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    poll.register(channel, select.POLLHUP | select.POLLRDHUP)
    deadline = time.monotonic() + seconds
    try:
        while (left := deadline - time.monotonic()) > 0:
            ready = [fd for fd, _ in poll.poll(left * 1000)]
            if handle in ready:
                return False
            if ready:
                break
        os.kill(child, signal.SIGKILL)
        return left <= 0
    finally:
        os.close(handle)


def _die_after(work: "object") -> None:
    """Run the work and end the process without any of Python's farewells."""
    code = 70
    try:
        work()  # type: ignore[operator]
        code = 0
    finally:
        os._exit(code)


def _read(file: int, answer: int, names: tuple[str, str], limits: tuple[int, int, int]) -> None:
    memory, seconds, most = limits
    _give_up_rights(memory, seconds)
    try:
        data = _whole_file(file, most)
        from ingest.transfer import encode

        module, _, function = names[1].partition(":")
        document = getattr(importlib.import_module(module), function)(data, names[0])
        reply = READ + hashlib.sha256(data).digest() + encode(document)
    except InvalidInput as error:
        reply = REFUSED + str(error).encode("utf-8", "replace")
    except MemoryError:
        reply = REFUSED + b"Reading the file takes more memory than is allowed."
    except RecursionError:
        reply = REFUSED + b"The file was refused: it is nested too deep."
    except Exception as error:  # noqa: BLE001 - whatever a parser raises is about this file alone
        kind = type(error).__name__
        reply = REFUSED + f"The file is damaged: reading it failed ({kind}).".encode()
    if len(reply) > _ANSWER_LIMIT:
        reply = REFUSED + b"The file holds more text and words than can be handled."
    _write(answer, reply)


def _whole_file(file: int, most: int) -> bytes:
    pieces, size = [], 0
    while piece := os.pread(file, _STEP, size):
        size += len(piece)
        if size > most:
            raise InvalidInput(f"The file is larger than {most // 1_000_000} MB.")
        pieces.append(piece)
    return b"".join(pieces)


def _write(answer: int, reply: bytes) -> None:
    view = memoryview(reply)
    with suppress(BrokenPipeError):
        while view:
            view = view[os.write(answer, view) :]


def _give_up_rights(memory: int, seconds: int) -> None:
    limits = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    )
    for which, most in limits:
        _, hard = resource.getrlimit(which)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (allowed, allowed))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader may not do this: {event}")
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise PermissionError("a reader may not write files")


def _without_network() -> bool:
    """Move into a network of our own, where there is nothing; containers may not allow it."""
    library = ctypes.CDLL(None, use_errno=True)
    return any(
        library.unshare(flags) == 0 for flags in (_CLONE_NEWUSER | _CLONE_NEWNET, _CLONE_NEWNET)
    )
