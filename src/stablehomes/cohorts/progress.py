"""Long work with a bar on a terminal, that Ctrl-C stops."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TypeVar

from stablehomes.cohorts.engines.engine import Engine

Result = TypeVar("Result")
QUIET_SECONDS, STEP_SECONDS = 1.0, 0.2
BAR = 30


def watched(work: Callable[[], Result], engine: Engine) -> Result:
    """Does the work in a thread of its own; a bar shows on a terminal if it takes more than a second."""
    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(work)
        try:
            return _result(future.result, engine)
        except KeyboardInterrupt:
            engine.interrupt()
            raise
        finally:
            _wipe()


def _result(result: Callable[[float], Result], engine: Engine) -> Result:
    seconds = QUIET_SECONDS
    while True:
        try:
            return result(seconds)
        except NotYet:
            seconds = STEP_SECONDS
            _show(engine)


def _show(engine: Engine) -> None:
    if sys.stderr.isatty():
        done = engine.progress()
        bar = "" if done is None else f" {'#' * int(BAR * done / 100):-<{BAR}} {done:3.0f}%"
        sys.stderr.write(f"\rcounting {engine.name[-30:]}{bar}")
        sys.stderr.flush()


def _wipe() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
