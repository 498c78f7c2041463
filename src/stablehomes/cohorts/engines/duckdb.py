"""DuckDB, the embedded engine, for CSV and Parquet files where they stand; the only user of duckdb.

Nothing is fetched at run time: extensions are neither installed nor loaded by themselves.
"""

from __future__ import annotations

import atexit
import gc
import os
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from heapq import merge
from pathlib import Path
from typing import Any

import duckdb

from stablehomes.cohorts.engines import csv_lines
from stablehomes.cohorts.engines.duckdb_dialect import DuckDbDialect
from stablehomes.cohorts.engines.engine import Count, listed, unreadable
from stablehomes.cohorts.statement import sql
from stablehomes.cohorts.statement.counted import Counted, counted
from stablehomes.cohorts.statement.plan import CountPlan
from stablehomes.cohorts.statement.rejects import REASONS, Reject
from stablehomes.cohorts.statement.statement import counting, listing
from stablehomes.problems.problem import InvalidData, WrongCall

KINDS = {"DATE": "day", "BOOLEAN": "truth"} | dict.fromkeys(
    ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"), "whole"
)
DIALECT = "duckdb"
# pandas holds a day as a time at midnight, and whole numbers as fractions where one is missing. What is
# neither is text, and is rejected with what stands there.
DAY_AS_TIME = "CASE WHEN ? = date_trunc('day', ?) THEN strftime(?, '%Y-%m-%d') ELSE CAST(? AS VARCHAR) END"
WHOLE_AS_FRACTION = (
    "CASE WHEN ? = trunc(?) AND abs(?) < 1e15 THEN format('{:.0f}', ?) ELSE CAST(? AS VARCHAR) END"
)
AS_WRITTEN = {
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"), DAY_AS_TIME),
    **dict.fromkeys(("FLOAT", "DOUBLE"), WHOLE_AS_FRACTION),
}
WORDS = DuckDbDialect()


class Duck:
    """A connection of its own, in memory, that writes nothing but what it cannot keep there."""

    dialect = DIALECT

    def __init__(self, name: str, memory: str) -> None:
        self.name = name
        self.spill = tempfile.TemporaryDirectory(prefix="stablehomes-")
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": memory,
            "temp_directory": self.spill.name,
            "preserve_insertion_order": "false",
            # What is read twice would be kept: in memory, and when that is full on the disk. A condition that
            # is pushed down takes all that it rests on with it, written out anew: of many stretches, endless.
            "disabled_optimizers": "common_subplan,filter_pushdown",
        }
        try:
            if memory.strip().startswith("-"):  # to DuckDB that is no limit at all
                raise duckdb.ParserException("an amount is not negative")
            self.connection = duckdb.connect(":memory:", config=settings)
        except duckdb.Error as error:
            self.spill.cleanup()
            raise WrongCall(f'"{memory}" is not an amount of memory: {error}', "write it as 2GB") from None

        # It measures how far it is, and draws no bar: standard output is for the answer.
        self.connection.execute("SET enable_progress_bar = true")
        self.connection.execute("SET enable_progress_bar_print = false")

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """All rows of a statement; InvalidData if the file cannot be read to its end."""
        with self._saying_why_not():
            rows: list[tuple[Any, ...]] = self.connection.execute(statement).fetchall()
        return rows

    def one_by_one(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement in the order of the file, however many: never more than a few are held."""
        with self._saying_why_not():
            self.connection.execute("SET preserve_insertion_order = true")
            found = self.connection.execute(statement)
            while rows := found.fetchmany(ROWS_AT_ONCE):
                yield from rows

    @contextmanager
    def _saying_why_not(self, passing_on: tuple[type[duckdb.Error], ...] = ()) -> Iterator[None]:
        try:
            yield
        except OUR_FAULT + passing_on:
            raise
        except duckdb.OutOfMemoryException as error:
            raise unreadable(self.name, error, "give it more with --memory, such as 4GB") from None
        except duckdb.Error as error:
            raise unreadable(self.name, error) from None

    def progress(self) -> float | None:
        """The per cent of the statement that is done."""
        done = self.connection.query_progress()
        return done if done >= 0 else None

    def interrupt(self) -> None:
        """Stops the statement that runs."""
        self.connection.interrupt()

    def close(self) -> None:
        """Frees memory and deletes what was kept on disk."""
        self.connection.close()
        self.spill.cleanup()


class ParquetFile(Duck):
    """A Parquet file; rows are numbered from 1."""

    def __init__(self, name: str, memory: str) -> None:
        super().__init__(name, memory)
        file = f"read_parquet({sql.text(name)}, file_row_number = true)"
        self.types = {name: kind for name, kind, *_ in self.run(f"DESCRIBE SELECT * FROM {file}")}
        self.source = self._as_days_and_wholes(file)

    def _as_days_and_wholes(self, file: str) -> str:
        """The rows, with days that are held as times and whole numbers held as fractions as what they are."""
        written = [
            f"{AS_WRITTEN[kind].replace('?', sql.quoted(name))} AS {sql.quoted(name)}"
            for name, kind in self.types.items()
            if kind in AS_WRITTEN
        ]
        return f"(SELECT * REPLACE ({', '.join(written)}) FROM {file}) AS rows_of_file" if written else file

    def columns(self) -> Mapping[str, str]:
        """The columns of the file, by its own types."""
        held = {name: kind for name, kind in self.types.items() if name != "file_row_number"}
        return {name: KINDS.get(kind, "text") for name, kind in held.items()}

    def count(self, plan: CountPlan) -> Count:
        """Runs the counting statement; the file itself says how many rows there are."""
        [(rows,)] = self.run(f"SELECT COUNT(*) FROM {self.source}")
        return Count(counted(plan, self.run(counting(plan, self.source, WORDS))), {}, rows)

    def rejects(self, plan: CountPlan) -> Iterator[Reject]:
        """The rows with a fault, by their number in the file."""
        return listed(plan, self.one_by_one(listing(plan, self.source, "file_row_number + 1", WORDS)))


class CsvFile(Duck):
    """A CSV file in which a line is a row.

    It is read at once where its bytes are plain and every line became a row; otherwise line by line, so that
    a line that is no row is rejected by itself and swallows no other.
    """

    def __init__(self, name: str, memory: str) -> None:
        super().__init__(name, memory)
        self.file = Path(name)
        self.header = csv_lines.header(self.file)

    def columns(self) -> Mapping[str, str]:
        """All columns are text: what it says is looked at in the statement."""
        return dict.fromkeys(self.header.columns, "text")

    def count(self, plan: CountPlan) -> Count:
        """Runs the counting statement, once if the file is clean."""
        survey = csv_lines.survey(self.file)
        found = self._all_at_once(plan) if survey.plain else None
        if found and found.rows == survey.lines - 1:
            return Count(found, {}, found.rows)
        reasons: Counter[str] = Counter()
        with self._sound_lines(reasons) as source, self._sound_lines(Counter()) as again:
            found = counted(plan, self.run(counting(plan, source, WORDS, again)))
        return Count(found, {("", reason): number for reason, number in reasons.items()}, survey.lines - 1)

    def _all_at_once(self, plan: CountPlan) -> Counted | None:
        """The count of a file in which every line is a row; None where the engine stumbles over one."""
        statement = counting(plan, self._source(self.name, numbered=False), WORDS)
        try:
            with self._saying_why_not(passing_on=(duckdb.InvalidInputException,)):
                return counted(plan, self.connection.execute(statement).fetchall())
        except duckdb.InvalidInputException:
            return None

    def rejects(self, plan: CountPlan) -> Iterator[Reject]:
        """The rows with a fault and the lines that are no rows, by their line in the file."""
        with self._sound_lines(Counter()) as source:
            line = f"CAST({sql.quoted(LINE)} AS BIGINT)"
            faulty = listed(plan, self.one_by_one(listing(plan, source, line, WORDS)))
            yield from merge(
                csv_lines.unsound_lines(self.file, self.header), faulty, key=lambda each: each.line or 0
            )

    def _source(self, file: str, numbered: bool) -> str:
        """The call that reads a file as text, or its lines with the number of each before it."""
        names = [LINE] * numbered + list(self.header.columns)
        columns = ", ".join(f"{sql.text(name)}: 'VARCHAR'" for name in names)
        return (
            f"read_csv({sql.text(file)}, auto_detect = false, header = {not numbered},"
            f" columns = {{{columns}}}, delim = {sql.text(self.header.separator)},"
            " quote = '\"', escape = '\"', strict_mode = true)"
        )

    @contextmanager
    def _sound_lines(self, reasons: Counter[str]) -> Iterator[str]:
        """A call that reads the lines that are rows, through a pipe: nobody's row is written to a disk."""
        if not DESCRIPTORS.exists():
            raise self._no_pipes()
        read, write = os.pipe()
        feeder = threading.Thread(target=self._feed, args=(write, reasons), daemon=True)
        feeder.start()
        try:
            yield self._source(f"{DESCRIPTORS}/{read}", numbered=True)
        finally:
            os.close(read)
            feeder.join()

    def _feed(self, write: int, reasons: Counter[str]) -> None:
        with suppress(BrokenPipeError), os.fdopen(write, "wb") as pipe:
            pipe.writelines(csv_lines.sound_lines(self.file, self.header, reasons))

    def _no_pipes(self) -> InvalidData:
        """Where a pipe has no name, lines that are no rows cannot be set apart: the first is named."""
        first = next(csv_lines.unsound_lines(self.file, self.header), None)
        where = f"line {first.line}: {REASONS[first.reason]}" if first else "not every line is a row"
        return unreadable(self.name, where, "mend this line; this system cannot set it apart from the others")


# Where a pipe has a name that an engine can open; not on Windows.
DESCRIPTORS = Path("/dev/fd")
ROWS_AT_ONCE = 1000
# What DuckDB says of a statement that is wrong: not the file is to blame for that.
OUR_FAULT: tuple[type[duckdb.Error], ...] = (
    duckdb.ParserException,
    duckdb.BinderException,
    duckdb.CatalogException,
)
# The program leaves all that it made to the system when it ends. DuckDB then complains, on standard error, of
# what of its own is still there; so that is let go.
atexit.register(gc.unfreeze)
# A name that no column of a cohort has.
LINE = "line of the file"


def open_file(name: str, memory: str) -> ParquetFile | CsvFile:
    """The engine for a file; InvalidData if it is not there or cannot be read."""
    file = Path(name)
    try:
        with file.open("rb") as opened:
            parquet = opened.read(4) == b"PAR1"
    except OSError as error:
        raise unreadable(name, error.strerror) from None
    return ParquetFile(name, memory) if parquet else CsvFile(name, memory)
