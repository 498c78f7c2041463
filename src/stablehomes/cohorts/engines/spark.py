"""Spark, for when one machine is not enough; the only user of pyspark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession

from stablehomes.cohorts.engines.address import Address, parse_address
from stablehomes.cohorts.engines.engine import Count, listed, unreadable
from stablehomes.cohorts.engines.translate import translated
from stablehomes.cohorts.statement.counted import counted
from stablehomes.cohorts.statement.plan import CountPlan
from stablehomes.cohorts.statement.rejects import Reject
from stablehomes.cohorts.statement.statement import NO_LINE, counting, listing

KINDS = {
    "date": "day",
    "boolean": "truth",
    "tinyint": "whole",
    "smallint": "whole",
    "int": "whole",
    "bigint": "whole",
}
VIEW = "stablehomes_cohort"


class SparkCohort:
    """A file that the cluster can read, or a table that it knows."""

    dialect = "spark"

    def __init__(self, name: str, _memory: str) -> None:
        address = parse_address(name, ("path", "table"))
        self.name = address.shown
        self.session = _session(address)
        with self._saying_why_not():
            self.people = self._people(address)
            self.people.createOrReplaceTempView(VIEW)

    def _people(self, address: Address) -> DataFrame:
        if address.table:
            return self.session.table(address.table)
        path = address.path or ""
        if path.lower().endswith(".csv"):
            # A row that is no row ends the count: nothing is skipped without a word.
            return self.session.read.option("header", True).option("mode", "FAILFAST").csv(path)
        return self.session.read.parquet(path)

    @contextmanager
    def _saying_why_not(self) -> Iterator[None]:
        """Spark says it by exceptions of its own, and where a task fails by those of the Java bridge."""
        try:
            yield
        except (PySparkException, Py4JError) as error:
            raise unreadable(self.name, error) from None

    def columns(self) -> Mapping[str, str]:
        """The columns, by Spark's types."""
        return {name: KINDS.get(kind, "text") for name, kind in self.people.dtypes}

    def count(self, plan: CountPlan) -> Count:
        """Runs the counting statement."""
        statement = translated(counting(plan, VIEW), self.dialect)
        with self._saying_why_not():
            return Count(counted(plan, self.session.sql(statement).collect()), {}, None)

    def rejects(self, plan: CountPlan) -> Iterator[Reject]:
        """The rows with a fault, as they come; rows of a cluster have no order."""
        statement = translated(listing(plan, VIEW, NO_LINE), self.dialect)
        with self._saying_why_not():
            yield from listed(plan, self.session.sql(statement).toLocalIterator())

    def progress(self) -> None:
        """Spark has a page of its own for that."""

    def interrupt(self) -> None:
        """Stops what the cluster does for this session."""
        self.session.interruptAll()

    def close(self) -> None:
        """Ends the session, with its cluster if that was made for it."""
        self.session.stop()


def _session(address: Address) -> SparkSession:
    """Of a cluster (spark://host:7077), of this machine (spark://local[2]), or by Spark Connect (sc://host)."""
    builder = SparkSession.builder.appName("stablehomes")
    whole = f"{address.scheme}://{address.server}"
    if address.scheme == "sc":
        return builder.remote(whole).getOrCreate()
    master = address.server if address.server.startswith("local") else whole
    quiet = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        # With pruning, a row that is no row would go unseen where only some columns are asked for.
        "spark.sql.csv.parser.columnPruning.enabled": "false",
    }
    for key, value in quiet.items():
        builder = builder.config(key, value)
    session: SparkSession = builder.master(master).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
