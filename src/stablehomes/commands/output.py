"""Where an answer goes: standard output, a file that is written whole or not at all, or a folder of such."""

from __future__ import annotations

import codecs
import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from stablehomes.values.wording import sanitised

# What stands for a sign that an encoding lacks; a lost minus would make another number of it. No sign becomes
# a quotation mark that means something in JSON or CSV.
PLAIN_SIGNS = {
    "£": "GBP",
    "−": "-",
    "–": "-",
    "—": "-",
    "─": "-",
    "…": "...",
    "→": "->",
    "×": "x",
    "÷": "/",
    **dict.fromkeys("“”‘’", "'"),
    **dict.fromkeys("█▉▊▋▌▍▎", "#"),
    **dict.fromkeys("▏▐▕", "|"),
}
IN_PLAIN_SIGNS = "stablehomes-in-plain-signs"


def _in_plain_signs(error: UnicodeError) -> tuple[str, int]:
    """What to write for the signs that an encoding lacks, and where to go on; a mark for any other."""
    assert isinstance(error, UnicodeEncodeError), "it is only used to encode"
    lacking = error.object[error.start : error.end]
    return "".join(PLAIN_SIGNS.get(sign, "?") for sign in lacking), error.end


codecs.register_error(IN_PLAIN_SIGNS, _in_plain_signs)


class NotWritten(Exception):
    """The answer could not be written: where to, and why."""


def write(content: str | bytes, file: Path | None) -> None:
    """Text or bytes to a file, or to standard output; NotWritten if there is no room or no permission.

    A reader who closes the pipe has read enough: that is no fault.
    """
    try:
        if file is None:
            _to_stream(content)
        else:
            _to_file(content, file)
    except BrokenPipeError:
        _leave_quietly(sys.stdout)
    except OSError as error:
        if file is None and sys.stdout:
            _leave_quietly(sys.stdout)
        raise NotWritten(f"{file or 'standard output'}: {error.strerror}") from None


def write_lines(lines: Iterable[str], file: Path) -> None:
    """Lines to a file, however many: none is kept; NotWritten as for ``write``."""
    try:
        with _whole_or_not_at_all(file) as opened:
            opened.writelines(line.encode("utf-8", errors="replace") for line in lines)
    except OSError as error:
        raise NotWritten(f"{file}: {error.strerror}") from None


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Files by their names into a folder, which is made if it is not there; NotWritten as for one file."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise NotWritten(f"{folder}: {error.strerror}") from None
    for name, content in files.items():
        write(content, folder / name)


def is_folder(file: Path | None) -> bool:
    """Whether this names a folder: one that is there, or a name without a suffix that is free."""
    return file is not None and (file.is_dir() or not (file.suffix or file.exists()))


def _to_stream(content: str | bytes) -> None:
    if sys.stdout is None:  # closed before the program began
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    if isinstance(content, str):
        content = content.encode(sys.stdout.encoding or "utf-8", errors=IN_PLAIN_SIGNS)
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def say(message: str) -> None:
    """A message to standard error; where nobody can be told, the exit status still tells.

    What it repeats of a file or of the command line is shown, and does nothing to the terminal.
    """
    if sys.stderr is None:  # closed before the program began
        return
    try:
        sys.stderr.writelines(f"{sanitised(line)}\n" for line in message.rstrip("\n").split("\n"))
        sys.stderr.flush()
    except OSError:
        _leave_quietly(sys.stderr)


def _leave_quietly(stream: TextIO) -> None:
    """Keeps Python from complaining about the stream once more when it closes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _to_file(content: str | bytes, file: Path) -> None:
    if isinstance(content, str):
        content = content.encode("utf-8", errors="replace")
    with _whole_or_not_at_all(file) as opened:
        opened.write(content)


@contextmanager
def _whole_or_not_at_all(file: Path) -> Iterator[BinaryIO]:
    """Beside the file first, so that nobody sees half of it; a device or a pipe is written as it is."""
    if file.exists() and not file.is_file():
        with file.open("wb") as opened:
            yield opened
        return
    target = Path(os.path.realpath(file))  # a link stays a link
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as opened:
            yield opened
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
