"""The counting statement in the words of other engines; the only user of sqlglot."""

from __future__ import annotations

import sqlglot
from sqlglot import exp

from stablehomes.cohorts.duck import DIALECT as WRITTEN_IN
from stablehomes.problems import WrongCall, did_you_mean

# Dialects that were run; others are what sqlglot makes of the statement.
RUN = ("duckdb", "postgres", "spark")
DIALECTS = (*RUN, "tsql", "bigquery")
# Where dividing whole numbers by a plain stroke gives a whole number.
WHOLE_DIVISION = ("postgres", "tsql")
