"""PostgreSQL, counted where it lies by an account that may do no more than read; the only user of psycopg."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from stablehomes.cohorts.engines.address import parse_address
from stablehomes.cohorts.engines.engine import Count, listed, unreadable
from stablehomes.cohorts.engines.translate import translated
from stablehomes.cohorts.statement import sql
from stablehomes.cohorts.statement.counted import counted
from stablehomes.cohorts.statement.plan import CountPlan
from stablehomes.cohorts.statement.rejects import Reject
from stablehomes.cohorts.statement.statement import NO_LINE, counting, listing

# The numbers by which PostgreSQL names its types.
KINDS = {1082: "day", 16: "truth", 20: "whole", 21: "whole", 23: "whole"}
ADVICE = (
    "write postgresql://HOST/DATABASE?table=TABLE, with %25 for a per cent sign and %20 for a space; a"
    " password is safest in ~/.pgpass or PGPASSWORD"
)


class PostgresTable:
    """A table or view; one transaction that only reads, so that the count and the list see the same rows."""

    dialect = "postgres"

    def __init__(self, name: str, _memory: str) -> None:
        address = parse_address(name, ("table",))
        self.name = address.shown
        self.table = ".".join(sql.quoted(part) for part in (address.table or "").split("."))
        self.address = address
        with self._saying_why_not():
            self.connection = psycopg.connect(**self._asked())
            self.connection.read_only = True
            self.connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ

    @contextmanager
    def _saying_why_not(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            raise unreadable(self.name, self.address.without_secrets(str(error))) from None

    def _asked(self) -> dict[str, Any]:
        """What the address says, taken apart by libpq; where it cannot, its complaint quotes it."""
        try:
            return conninfo_to_dict(f"postgresql://{self.address.server}?{self.address.options}")
        except psycopg.Error:
            raise unreadable("the address of the table", "it is none that PostgreSQL reads", ADVICE) from None

    def columns(self) -> Mapping[str, str]:
        """The columns of the table, by its own types."""
        with self._saying_why_not():
            found = self.connection.execute(f"SELECT * FROM {self.table} LIMIT 0".encode())
        described = found.description or []
        return {column.name: KINDS.get(column.type_code, "text") for column in described}

    def count(self, plan: CountPlan) -> Count:
        """Runs the counting statement."""
        statement = translated(counting(plan, self.table), self.dialect)
        with self._saying_why_not():
            return Count(counted(plan, self.connection.execute(statement.encode())), {}, None)

    def rejects(self, plan: CountPlan) -> Iterator[Reject]:
        """The rows with a fault, as they come from the server; a table has no lines."""
        statement = translated(listing(plan, self.table, NO_LINE), self.dialect)
        with self._saying_why_not(), self.connection.cursor("rejects") as cursor:
            yield from listed(plan, cursor.execute(statement.encode()))

    def progress(self) -> None:
        """PostgreSQL does not say."""

    def interrupt(self) -> None:
        """Stops the statement on the server."""
        self.connection.cancel_safe()

    def close(self) -> None:
        """Ends the transaction and the connection."""
        self.connection.close()
