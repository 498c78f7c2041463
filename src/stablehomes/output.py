"""Where an answer goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path


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
        _leave_quietly()
    except OSError as error:
        raise NotWritten(f"{file or 'standard output'}: {error.strerror}") from None


def _to_stream(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.buffer.write(text.encode(encoding, errors="replace"))
    sys.stdout.flush()


def _leave_quietly() -> None:
    """Keeps Python from complaining about the pipe once more when it closes standard output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _to_file(text: str, file: Path) -> None:
    """Beside the file first, so that nobody sees half of it; a device or a pipe is written as it is."""
    if file.exists() and not file.is_file():
        file.write_text(text, encoding="utf-8")
        return
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
