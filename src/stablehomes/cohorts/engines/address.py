"""Addresses of cohorts in databases, such as postgresql://host/database?table=people."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from stablehomes.problems.problem import WrongCall


class Address(NamedTuple):
    """Where a cohort lies: the server as its driver wants it, its options, and the table or file."""

    scheme: str
    server: str  # what stands between :// and the question mark
    options: str  # what the driver is told beside that, as it stands in an address
    table: str | None
    path: str | None

    @property
    def shown(self) -> str:
        """The address without the name and the password of an account."""
        return f"{self.scheme}://{self.server.rpartition('@')[2]} {self.table or self.path}"


def parse_address(name: str, takes: tuple[str, ...]) -> Address:
    """An address that names what it should, ``takes``, once; WrongCall otherwise.

    >>> parse_address("postgresql://me:secret@localhost/cases?table=care.people", ("table",)).shown
    'postgresql://localhost/cases care.people'
    """
    scheme, _, rest = name.partition("://")
    server, _, question = rest.partition("?")
    asked = parse_qsl(question, keep_blank_values=True)
    named = {key: value for key, value in asked if key in takes and value}
    if len(named) != 1:
        example = " or ".join(f"?{each}=people" for each in takes)
        raise WrongCall(
            f"the address does not say which {' or '.join(takes)} holds the people", f"add {example}"
        )
    others = urlencode([(key, value) for key, value in asked if key not in takes])
    return Address(scheme, server, others, named.get("table"), named.get("path"))
