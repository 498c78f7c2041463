"""The door out: standard output, a file, or a folder of such, each whole or not at all; and messages.

Nothing is written over what the answer was made from.
"""

from __future__ import annotations

import codecs
import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from stablehomes.doors import incoming
from stablehomes.doors.limits import raise_to
from stablehomes.problems.problem import WrongCall
from stablehomes.values.wording import calm, sanitised

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
PART = ".part"  # how the name of a file ends that is not whole yet


class NotWritten(Exception):
    """The answer could not be written: where to, and why."""


def begin(max_size: int) -> None:
    """A new command: nothing has been read or written for it yet, and so many bytes may be read."""
    incoming.forget()
    raise_to(max_size)
    _written.clear()


_written: set[str] = set()


def write(content: str | bytes, file: Path | None) -> None:
    """Text or bytes to a file, or to standard output; NotWritten if there is no room or no permission.

    A reader who closes the pipe has read enough: that is no fault. Raises WrongCall for a file that the
    answer was made from.
    """
    if file is not None:
        write_files({file: content if isinstance(content, bytes) else _as_bytes(content)})
        return
    try:
        _to_stream(content)
    except BrokenPipeError:
        leave_quietly(sys.stdout)
    except OSError as error:
        leave_quietly(sys.stdout)
        raise NotWritten(f"standard output: {error.strerror or error}") from None


def write_lines(lines: Iterable[str], file: Path) -> None:
    """Lines to a file, however many: none is kept; NotWritten and WrongCall as for ``write``."""
    with _saying_why_not(file), _whole_or_not_at_all([file]) as parts:
        parts[file].writelines(map(_as_bytes, lines))


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Files by their names into a folder, which is made if it is not there: all of them or none."""
    write_files({folder / name: content for name, content in files.items()}, new_folders=1)


def write_files(files: Mapping[Path, bytes], *, over: bool = True, new_folders: int = 0) -> None:
    """Files with their content: all of them or none; NotWritten and WrongCall as for ``write``.

    Without ``over`` a file that is there already is WrongCall too. So many ``new_folders``, one in the other,
    are made where they are missing.
    """
    with (
        _saying_why_not(next(iter(files))),
        _whole_or_not_at_all(files, over=over, new_folders=new_folders) as parts,
    ):
        for file, content in files.items():
            parts[file].write(content)


@contextmanager
def _saying_why_not(file: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        pass  # whoever reads the pipe that was named has read enough
    except OSError as error:
        # Parts have names that nobody gave: the file that was asked for is named instead.
        named = file if str(error.filename).endswith(PART) else error.filename or file
        raise NotWritten(f"{named}: {error.strerror or error}") from None
    except incoming.Refused as refusal:
        raise NotWritten(refusal.message) from None


def is_folder(file: Path) -> bool:
    """Whether this names a folder: one that is there, or a name without a suffix that is free."""
    found = incoming.what_is(file)
    return found == "folder" or not (file.suffix or found)


def _refuse(file: Path, over: bool) -> None:
    """WrongCall for a file that was read, that is written already, or that is there and must stay."""
    if incoming.was_read(file):
        raise WrongCall(f"{file} is what the answer is made from", "name another file to write to")
    if not over and os.path.lexists(file):
        raise WrongCall(f"{file} is there already; nothing was written", "name a new folder")
    whole = os.path.realpath(file)
    if whole in _written:
        raise WrongCall(f"{file} would be written twice", "name a file for each of the two")
    _written.add(whole)


def _as_bytes(content: str) -> bytes:
    return content.encode("utf-8", errors="replace")


def _to_stream(content: str | bytes) -> None:
    if sys.stdout is None:  # closed before the program began
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    if isinstance(content, str):
        content = content.encode(sys.stdout.encoding or "utf-8", errors=IN_PLAIN_SIGNS)
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def say(message: str, commands: bool = False) -> None:
    """A message to standard error; where nobody can be told, the exit status still tells.

    What it repeats of a file or of the command line is shown, and does nothing to the terminal, nor to a
    runner of workflows, unless it is made of the program's own ``commands`` for one.
    """
    if sys.stderr is None:  # closed before the program began
        return
    text = "".join(f"{sanitised(line)}\n" for line in message.rstrip("\n").split("\n"))
    try:
        sys.stderr.write(text if commands else calm(text))
        sys.stderr.flush()
    except OSError:
        leave_quietly(sys.stderr)


def leave_quietly(stream: TextIO | None) -> None:
    """Keeps Python from complaining about the stream once more when it closes it."""
    if stream is not None:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def _whole_or_not_at_all(
    files: Iterable[Path], *, over: bool = True, new_folders: int = 0
) -> Iterator[dict[Path, BinaryIO]]:
    """Each beside its file first, so that nobody sees half of it; a device or a pipe is written as it is."""
    made: list[Path] = []
    parts: dict[Path, BinaryIO] = {}
    targets: dict[Path, Path] = {}  # a part, and what it becomes
    try:
        for file in files:
            if incoming.what_is(file) == "other":
                parts[file] = file.open("wb")
                continue
            _refuse(file, over)
            target = Path(os.path.realpath(file))  # a link stays a link
            _make_folder(target.parent, new_folders, made)
            beside = target.with_name(f".{os.urandom(8).hex()}{PART}")  # no longer than a name may be
            parts[file] = _new(beside)
            targets[beside] = target
        yield parts
        for part in parts.values():
            _to_disk(part)
        _put_in_place(targets)
        made.clear()
    finally:
        for part in parts.values():
            with suppress(OSError):  # what could not be written cannot be flushed either
                part.close()
        for beside in targets:
            beside.unlink(missing_ok=True)
        for folder in reversed(made):
            folder.rmdir()


def _new(name: Path) -> BinaryIO:
    """A file that was not there; no link is followed to another."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(name, flags, 0o666), "wb")


def _make_folder(folder: Path, most: int, made: list[Path]) -> None:
    """The folder with those around it that are missing, if they are not too many."""
    missing: list[Path] = []
    while len(missing) < most and incoming.what_is(folder) is None:
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir()
        made.append(each)


def _to_disk(part: BinaryIO) -> None:
    part.flush()
    with suppress(OSError):  # a pipe or a device has no disk
        os.fsync(part.fileno())
    part.close()


def _put_in_place(targets: Mapping[Path, Path]) -> None:
    """Every part under its own name; if one cannot be, those that were new are taken away again."""
    new: list[Path] = []
    try:
        for beside, target in targets.items():
            if incoming.what_is(target) is None:
                new.append(target)
            else:
                shutil.copymode(target, beside)
            beside.replace(target)
    except OSError:
        for target in new:
            target.unlink(missing_ok=True)
        raise
