"""Paths and streams: what they are, and what is in them, without waiting for anybody and whatever goes wrong.

A name is a name: none of its signs means anything. What was opened is remembered until the command ends, so
that no answer is written over what it is made from.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EINVAL, ENAMETOOLONG, ENOENT, ENOTDIR
from pathlib import Path
from typing import BinaryIO, Literal

from stablehomes.doors.limits import ANY_FILE, within
from stablehomes.problems.problem import InvalidData, Span, problem_at, shown, span_at

Identity = tuple[int, int]  # device and inode: the same for each name of a file
START = Span(1, 1, 2)
KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
# A pipe that nobody writes into must not be waited for: what it is can be seen once it is open.
OPEN_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
)
# What the system says of a name that nothing has, or can have.
NOT_THERE = (ENOENT, ENOTDIR, ENAMETOOLONG, EINVAL)
# Where an open file has a name that an engine can open; not on Windows.
DESCRIPTORS = Path("/dev/fd")

_opened: set[Identity] = set()


class Refused(Exception):
    """The input cannot be read on: the code, the place, what is wrong, what to do.

    ``text`` is what the place is in, where the reader has no text of its own yet.
    """

    def __init__(self, code: str, message: str, help: str, span: Span = START, text: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.help, self.span, self.text = code, message, help, span, text


def as_invalid(name: str, refusal: Refused) -> InvalidData:
    """A refusal as the one problem of the input of this name."""
    problem = problem_at(name, refusal.text, refusal.code, refusal.span, refusal.message, refusal.help)
    return InvalidData([problem])


def what_is(file: Path) -> Literal["file", "folder", "other"] | None:
    """What stands at a path, links followed; None if nothing does. Refused if it may not be looked at."""
    try:
        mode = os.stat(file).st_mode  # noqa: PTH116 - this is the one place that looks
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) or error.errno in NOT_THERE:
            return None
        raise refused_by_system(shown(str(file)), error) from None
    return "folder" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "other"


def is_folder(folder: Path) -> bool:
    """Whether this is a folder; Refused if it may not be looked at."""
    return what_is(folder) == "folder"


def is_there(file: Path) -> bool:
    """Whether anything stands at a path; Refused if it may not be looked at."""
    return what_is(file) is not None


def names_in(folder: Path, ending: str) -> list[Path]:
    """The files of a folder whose names end so, in the order of their names; none if there is no folder."""
    try:
        names = sorted(each for each in os.listdir(folder) if each.endswith(ending))  # noqa: PTH208
    except OSError as error:
        if error.errno in NOT_THERE:
            return []
        raise refused_by_system(shown(str(folder)), error) from None
    return [folder / each for each in names if not each.startswith(".")]


def refused_by_system(name: str, error: OSError) -> Refused:
    """What the system says against it."""
    if isinstance(error, IsADirectoryError):
        return _no_file(name, "a folder")
    reason = error.strerror or "it cannot be opened"
    return Refused("unreadable-file", f"{name}: {reason}", "check the file and who may read it")


@contextmanager
def refusals_of(name: str) -> Iterator[None]:
    """What is refused within becomes InvalidData, as the one problem of the input of this name."""
    try:
        yield
    except Refused as refusal:
        raise as_invalid(name, refusal) from None


@contextmanager
def opened(file: Path, name: str) -> Iterator[BinaryIO]:
    """A regular file, opened to be read; Refused for anything else, and for all that the system says.

    ``name`` is what messages call the file. Nothing is waited for, and no sign of the name is a pattern.
    """
    with open_file(file, name) as stream:
        try:
            yield stream
        except OSError as error:
            raise refused_by_system(name, error) from None


def open_file(file: Path, name: str) -> BinaryIO:
    """As ``opened``, for whoever closes it by himself."""
    try:
        stream = open(file, "rb", opener=lambda name, _: os.open(name, OPEN_FLAGS))  # noqa: SIM115
    except (OSError, ValueError) as error:
        # The one ValueError is of a null character in the name.
        if isinstance(error, ValueError) or error.errno in NOT_THERE:
            raise _not_there(file, name) from None
        raise refused_by_system(name, error) from None
    status = os.fstat(stream.fileno())
    if not stat.S_ISREG(status.st_mode):
        stream.close()
        raise _no_file(name, KINDS.get(stat.S_IFMT(status.st_mode), "something else"))
    _opened.add((status.st_dev, status.st_ino))
    return stream


def read_bytes(file: Path, name: str, limit: int | None = None) -> bytes:
    """The bytes of a regular file of at most ``limit``; Refused if they cannot be had."""
    limit = within(ANY_FILE) if limit is None else limit
    with opened(file, name) as stream:
        before = os.fstat(stream.fileno())
        refuse_size(before.st_size, name, limit)
        # The size of a file may be a lie, as in /proc: never more than the limit, whatever it says.
        content = stream.read(limit + 1)
        refuse_size(len(content), name, limit)
        after = os.fstat(stream.fileno())
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        message = f"{name} changed while it was read"
        raise Refused("changed-file", message, "run the command again when nothing writes to the file")
    return content


def standard_input() -> bytes:
    """What comes on standard input; Refused if it is too long, or closed."""
    name, limit = "standard input", within(ANY_FILE)
    if sys.stdin is None:  # closed before the program began
        raise Refused("unreadable-file", f"{name} is closed", "pipe something into it, or name a file")
    try:
        content = sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise refused_by_system(name, error) from None
    refuse_size(len(content), name, limit)
    return content


# What a file begins with that some program has compressed.
COMPRESSED = {
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"PK\x03\x04": "ZIP",
    b"7z\xbc\xaf": "7-Zip",
}


def refuse_compressed(content: bytes, name: str) -> None:
    """Refused for what some program has compressed, by what it begins with."""
    for beginning, form in COMPRESSED.items():
        if content.startswith(beginning):
            message = f"{name} is compressed ({form}), and is read as text"
            raise Refused("compressed-file", message, "unpack it, and name what comes out")


# A stream that the shell has opened already; a named pipe might be waited for without end.
STREAMS = re.compile("-|/dev/stdin|/dev/fd/[0-9]+|/proc/self/fd/[0-9]+")


def read_given(file: Path, name: str, limit: int) -> bytes:
    """A file, or what a shell gives in its place: standard input, or a pipe that it has opened itself."""
    if STREAMS.fullmatch(name) is None or (name != "-" and what_is(file) != "other"):
        return read_bytes(file, name, limit)
    stdin = name in ("-", "/dev/stdin")
    try:
        with open(0 if stdin else name, "rb", closefd=not stdin) as pipe:
            content = pipe.read(limit + 1)
    except OSError as error:
        raise refused_by_system(name, error) from None
    refuse_size(len(content), name, limit)
    return content


def engine_name(stream: BinaryIO, file: Path) -> str:
    """The name by which an engine opens a file that the door has opened: no sign of it can be a pattern."""
    if DESCRIPTORS.exists():
        return f"{DESCRIPTORS}/{stream.fileno()}"
    whole = str(file.absolute())
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in whole)


def forget() -> None:
    """A new command begins: nothing has been read for it."""
    _opened.clear()


def was_read(file: Path) -> bool:
    """Whether this path leads to something that was read, by whatever name."""
    try:
        status = os.stat(file)  # noqa: PTH116 - this is the one place that looks
    except (OSError, ValueError):
        return False
    return (status.st_dev, status.st_ino) in _opened


def refuse_size(size: int, name: str, limit: int) -> None:
    """Refused for more bytes than the limit."""
    if size > limit:
        message = f"{name} has more than {limit:,} bytes, which is the limit"
        raise Refused("file-too-large", message, "keep the data in several folders, or raise --max-size")


def _not_there(file: Path, name: str) -> Refused:
    if os.path.islink(file):  # noqa: PTH114 - Path.is_symlink raises for a name that is too long
        message = f"{name} is a link to a file that is not there"
        return Refused("missing-file", message, "correct the link, or put the file in its place")
    return Refused("missing-file", f"there is no file {name}", "check the name, or add the file")


def _no_file(name: str, kind: str) -> Refused:
    message = f"{name} is {kind}, not a regular file"
    return Refused("unreadable-file", message, "put a file in its place")


def decoded(content: bytes, name: str) -> str:
    """UTF-8 text, its byte order mark left out; Refused with the place of the first byte that is not that."""
    refuse_compressed(content, name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf_8(content, error.start, name) from None
    if not text or text.isspace():
        raise Refused("empty-file", f"{name} is empty", "fill it in")
    return text


UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def _not_utf_8(content: bytes, start: int, name: str) -> Refused:
    help = "save the file as UTF-8"
    if content.startswith(UTF_16):
        return Refused("not-utf-8", f"{name} is UTF-16, not UTF-8", help)
    latin = content[start : start + 1].decode("latin-1")
    perhaps = f', which is "{latin}" in Latin-1' if latin.isprintable() else ""
    message = f"{name} is not UTF-8: there is a byte {content[start]:#04x}{perhaps}"
    before, text = content[:start].decode("utf-8-sig"), content.decode("utf-8-sig", errors="replace")
    return Refused("not-utf-8", message, help, span_at(text, len(before)), text)


def read_text(file: Path, name: str, limit: int | None = None) -> str:
    """The text of a regular UTF-8 file of at most ``limit`` bytes; Refused if it cannot be had.

    ``name`` is what messages call the file.
    """
    return decoded(read_bytes(file, name, limit), name)
