"""Where an answer goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path
from typing import TextIO

from stablehomes.wording import harmless


class NotWritten(Exception):
    """The answer could not be written: where to, and why."""


def write(text: str, file: Path | None) -> None:
    """The text to a file, or to standard output; NotWritten if there is no room or no permission.

    A reader who closes the pipe has read enough: that is no fault.
    """
    try:
        if file is None:
            _to_stream(text)
        else:
            _to_file(text, file)
    except BrokenPipeError:
        _leave_quietly(sys.stdout)
    except OSError as error:
        if file is None and sys.stdout:
            _leave_quietly(sys.stdout)
        raise NotWritten(f"{file or 'standard output'}: {error.strerror}") from None


def _to_stream(text: str) -> None:
    if sys.stdout is None:  # closed before the program began
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.buffer.write(text.encode(encoding, errors="replace"))
    sys.stdout.flush()


def say(message: str) -> None:
    """A message to standard error; where nobody can be told, the exit status still tells.

    What it repeats of a file or of the command line is shown, and does nothing to the terminal.
    """
    if sys.stderr is None:  # closed before the program began
        return
    try:
        sys.stderr.writelines(f"{harmless(line)}\n" for line in message.rstrip("\n").split("\n"))
        sys.stderr.flush()
    except OSError:
        _leave_quietly(sys.stderr)


def _leave_quietly(stream: TextIO) -> None:
    """Keeps Python from complaining about the stream once more when it closes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _to_file(text: str, file: Path) -> None:
    """Beside the file first, so that nobody sees half of it; a device or a pipe is written as it is."""
    content = text.encode("utf-8", errors="replace")
    if file.exists() and not file.is_file():
        file.write_bytes(content)
        return
    target = Path(os.path.realpath(file))  # a link stays a link
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
