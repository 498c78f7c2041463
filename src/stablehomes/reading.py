"""From a file to its text: the size, the kind and the encoding of what is read."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO

from stablehomes.problems import Span

LARGEST_BYTES = 64 * 2**20


START = Span(1, 1, 2)


class Refused(Exception):
    """The file cannot be read on: the code, the place, what is wrong, what to do."""

    def __init__(self, code: str, message: str, help: str, span: Span = START) -> None:
        super().__init__(message)
        self.code, self.message, self.help, self.span = code, message, help, span


def read_text(file: Path, name: str) -> str:
    """The text of a regular UTF-8 file; Refused if it cannot be had; ``name`` is what messages call it."""
    return _decoded(_content(file, name), name)


def read_stream(stream: BinaryIO, name: str) -> str:
    """The UTF-8 text of a stream such as standard input; Refused if it is not that, or is too long."""
    content = stream.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise Refused(
            "file-too-large", f"{name} has more than {LARGEST_BYTES:,} bytes", "send less at a time"
        )
    return _decoded(content, name)


def _content(file: Path, name: str) -> bytes:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused("unreadable-file", f"{name} is not a regular file", "put a file in its place")
        if status.st_size > LARGEST_BYTES:
            size = f"{name} has {status.st_size:,} bytes; the limit is {LARGEST_BYTES:,}"
            raise Refused("file-too-large", size, "keep the data in several folders")
        return file.read_bytes()
    except FileNotFoundError:
        raise Refused("missing-file", f"there is no file {name}", "check the name, or add the file") from None
    except OSError as error:
        raise Refused(
            "unreadable-file", f"{name}: {error.strerror}", "check the file and who may read it"
        ) from None


def _decoded(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = len(content[content.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8")) + 1
        message = f"{name} is not UTF-8: there is a byte {content[error.start]:#04x}"
        raise Refused(
            "not-utf-8", message, "save the file as UTF-8", Span(line, column, column + 1)
        ) from None
    if not text.strip():
        raise Refused("empty-file", f"{name} is empty", "fill it in")
    return text
