"""Readers that behave as badly as a file could make a real one behave."""

import ctypes
import os
import socket
import time
from pathlib import Path

from assistant.domain.documents import Block, BlockKind, Document, Page, Part
from assistant.domain.errors import InvalidInput


def fine(data: bytes, name: str) -> Document:
    text = f"{name} holds {len(data)} bytes"
    part = Part(0, len(text), 1, 0, len(text))
    return Document(
        "text/plain", (Page(1, None, text),), (Block(BlockKind.PARAGRAPH, text, (part,)),)
    )


def crash(data: bytes, name: str) -> Document:
    ctypes.string_at(0)
    return fine(data, name)


def abort(data: bytes, name: str) -> Document:
    os.abort()


def hang(data: bytes, name: str) -> Document:
    while True:
        pass


def sleep(data: bytes, name: str) -> Document:
    time.sleep(3600)
    return fine(data, name)


def grow(data: bytes, name: str) -> Document:
    held = []
    while True:
        held.append(bytearray(50_000_000))


def call_out(data: bytes, name: str) -> Document:
    with socket.create_connection(("127.0.0.1", int(name.split(".")[0])), timeout=2):
        return fine(data, name)


def call_out_natively(data: bytes, name: str) -> Document:
    """Past Python's own guard, as a library in C would."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    port = int(name.split(".")[0])
    address = socket.AF_INET.to_bytes(2, "little") + port.to_bytes(2, "big")
    address += bytes([127, 0, 0, 1]) + bytes(8)
    if libc.connect(handle, address, len(address)) == 0:
        raise InvalidInput("connected")
    raise InvalidInput("no network")


def write_file(data: bytes, name: str) -> Document:
    Path(f"/tmp/{name}.written").write_bytes(data)
    return fine(data, name)


def start_program(data: bytes, name: str) -> Document:
    os.system("true")
    return fine(data, name)


def environment(data: bytes, name: str) -> Document:
    raise InvalidInput(f"{len(os.environ)} {Path.cwd()}")  # noqa: TID251 - what is there to find


def slow(data: bytes, name: str) -> Document:
    time.sleep(0.3)
    return fine(data, name)


def odd(data: bytes, name: str) -> Document:
    raise ZeroDivisionError("a parser's own fault")


def lie(data: bytes, name: str) -> Document:
    part = Part(0, 5, 7, 0, 5)
    return Document(
        "text/plain", (Page(1, None, "x"),), (Block(BlockKind.PARAGRAPH, "xxxxx", (part,)),)
    )
