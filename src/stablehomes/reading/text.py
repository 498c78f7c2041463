"""From a file to its text: the size, the kind and the encoding of what is read."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from stablehomes.problems.problem import Span, span_at

LARGEST_BYTES = 64 * 2**20
# How large a data file may be if nobody says otherwise: some twenty thousand measures.
LARGEST_DATA_FILE = 8 * 2**20
START = Span(1, 1, 2)
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
# A pipe that nobody writes into must not be waited for: what it is can be seen once it is open.
OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Refused(Exception):
    """The file cannot be read on: the code, the place, what is wrong, what to do.

    ``text`` is what the place is in, where the reader has no text of its own yet.
    """

    def __init__(self, code: str, message: str, help: str, span: Span = START, text: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.help, self.span, self.text = code, message, help, span, text


def read_text(file: Path, name: str, limit: int = LARGEST_BYTES) -> str:
    """The text of a regular UTF-8 file of at most ``limit`` bytes; Refused if it cannot be had.

    ``name`` is what messages call the file.
    """
    return _decoded(read_bytes(file, name, limit), name)


def read_bytes(file: Path, name: str, limit: int = LARGEST_BYTES) -> bytes:
    """The bytes of a regular file of at most ``limit``; Refused if they cannot be had."""
    try:
        return _content(file, name, limit)
    except FileNotFoundError:
        raise _not_there(file, name) from None
    except IsADirectoryError:
        raise _no_file(name, "a folder") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        raise Refused("unreadable-file", f"{name}: {reason}", "check the file and who may read it") from None


def read_stream(stream: BinaryIO, name: str) -> str:
    """The UTF-8 text of a stream such as standard input; Refused if it is not that, or is too long."""
    content = stream.read(LARGEST_BYTES + 1)
    _refuse_size(len(content), name, LARGEST_BYTES)
    return _decoded(content, name)


def _not_there(file: Path, name: str) -> Refused:
    if file.is_symlink():
        message = f"{name} is a link to a file that is not there"
        return Refused("missing-file", message, "correct the link, or put the file in its place")
    return Refused("missing-file", f"there is no file {name}", "check the name, or add the file")


def _content(file: Path, name: str, limit: int) -> bytes:
    with open(file, "rb", opener=lambda name, _: os.open(name, OPEN_FLAGS)) as opened:
        before = os.fstat(opened.fileno())
        _refuse_kind(before, name)
        _refuse_size(before.st_size, name, limit)
        # The size of a file may be a lie, as in /proc: never more than the limit, whatever it says.
        content = opened.read(limit + 1)
        _refuse_size(len(content), name, limit)
        after = os.fstat(opened.fileno())
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        message = f"{name} changed while it was read"
        raise Refused("changed-file", message, "run the command again when nothing writes to the file")
    return content


def _refuse_kind(status: os.stat_result, name: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise _no_file(name, KINDS.get(stat.S_IFMT(status.st_mode), "something else"))


def _no_file(name: str, kind: str) -> Refused:
    message = f"{name} is {kind}, not a regular file"
    return Refused("unreadable-file", message, "put a file in its place")


def _refuse_size(size: int, name: str, limit: int) -> None:
    if size > limit:
        message = f"{name} has more than {limit:,} bytes, which is the limit"
        raise Refused("file-too-large", message, "keep the data in several folders, or raise --max-size")


def _decoded(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf_8(content, error.start, name) from None
    if not text or text.isspace():
        raise Refused("empty-file", f"{name} is empty", "fill it in")
    return text


def _not_utf_8(content: bytes, start: int, name: str) -> Refused:
    help = "save the file as UTF-8"
    if content.startswith(UTF_16):
        return Refused("not-utf-8", f"{name} is UTF-16, not UTF-8", help)
    latin = content[start : start + 1].decode("latin-1")
    perhaps = f', which is "{latin}" in Latin-1' if latin.isprintable() else ""
    message = f"{name} is not UTF-8: there is a byte {content[start]:#04x}{perhaps}"
    before, text = content[:start].decode("utf-8-sig"), content.decode("utf-8-sig", errors="replace")
    return Refused("not-utf-8", message, help, span_at(text, len(before)), text)
