"""PostgreSQL, counted where it lies by an account that may do no more than read; the only user of psycopg."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import psycopg

from stablehomes.cohorts import sql
from stablehomes.cohorts.addresses import parse_address
from stablehomes.cohorts.counted import counted
from stablehomes.cohorts.dialects import translated
from stablehomes.cohorts.engine import Count, listed, unreadable
from stablehomes.cohorts.plan import Plan
from stablehomes.cohorts.rejects import Reject
from stablehomes.cohorts.statement import NO_LINE, counting, listing

# The numbers by which PostgreSQL names its types.
KINDS = {1082: "day", 16: "truth", 20: "whole", 21: "whole", 23: "whole"}


class PostgresTable:
    """A table or view; one transaction that only reads, so that the count and the list see the same rows."""

    dialect = "postgres"

    def __init__(self, name: str, _memory: str) -> None:
        address = parse_address(name, ("table",))
        self.name = address.shown
        self.table = ".".join(sql.quoted(part) for part in (address.table or "").split("."))
        try:
            self.connection = psycopg.connect(f"postgresql://{address.server}?{address.options}")
            self.connection.read_only = True
            self.connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        except psycopg.Error as error:
            raise unreadable(self.name, error) from None

    def _run(self, statement: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(translated(statement, self.dialect).encode()).fetchall()

    def columns(self) -> Mapping[str, str]:
        """The columns of the table, by its own types."""
        try:
            described = (
                self.connection.execute(f"SELECT * FROM {self.table} LIMIT 0".encode()).description or []
            )
        except psycopg.Error as error:
            raise unreadable(self.name, error) from None
        return {column.name: KINDS.get(column.type_code, "text") for column in described}

    def count(self, plan: Plan) -> Count:
        """Runs the counting statement."""
        return Count(counted(plan, self._run(counting(plan, self.table))), [], None)

    def rejects(self, plan: Plan) -> list[Reject]:
        """The rows with a fault; a table has no lines."""
        return listed(plan, self._run(listing(plan, self.table, NO_LINE)))

    def progress(self) -> None:
        """PostgreSQL does not say."""

    def interrupt(self) -> None:
        """Stops the statement on the server."""
        self.connection.cancel_safe()

    def close(self) -> None:
        """Ends the transaction and the connection."""
        self.connection.close()
