"""Addresses of cohorts in databases, such as postgresql://host/database?table=people."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from stablehomes.problems.problem import WrongCall

# What Spark, and whatever it reads files by, would take for a pattern.
PATTERN = re.compile(r"[*?\[\]{}\\]")
# What an address may say of an account that nobody else may know.
SECRETS = ("password", "sslpassword", "passfile")
# Of a text that begins as an address does, whatever may hold an account.
ACCOUNT = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*:/{1,2}).*@", re.DOTALL)
IN_QUESTION = re.compile(rf"((?:{'|'.join(SECRETS)})=)[^&]*", re.IGNORECASE)


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
        server = self.without_secrets(self.server.rpartition("@")[2])
        return f"{self.scheme}://{server} {self.table or self.path}"

    def without_secrets(self, said: str) -> str:
        """A complaint about the address in which nothing stands that could be a part of a password.

        >>> address = parse_address("postgresql://me:pa@ss@db/cases?table=people", ("table",))
        >>> address.without_secrets('could not translate host name "ss@db"')
        'could not translate host name "…@db"'
        """
        account = self.server.rpartition("@")[0].partition(":")[2]
        beside = re.findall(r":([^:/@\[\]]*[^:/@\[\]0-9][^:/@\[\]]*)", self.server)
        asked = re.findall(rf"(?:{'|'.join(SECRETS)})=([^&]*)", self.options, re.IGNORECASE)
        whole = [account, *account.split("@"), *beside, *asked]
        secrets = {form for each in whole for form in (each, unquote(each)) if form}
        for secret in sorted(secrets, key=len, reverse=True):
            said = said.replace(secret, "…")
        return said


def password_in(name: str) -> bool:
    """Whether an address has a password, where everybody on the machine sees it in the list of processes.

    >>> password_in("postgresql://me:secret@db/cases"), password_in("postgresql://me@db/cases")
    (True, False)
    """
    server, _, question = name.partition("://")[2].partition("?")
    return bool(server.rpartition("@")[0].partition(":")[2]) or bool(IN_QUESTION.search(question))


def without_account(name: str) -> str:
    """A name that may be a misspelt address, without the account that may stand in it.

    >>> without_account("postgresql:/me:secret@db/cases"), without_account("people.csv")
    ('postgresql:/…@db/cases', 'people.csv')
    """
    return IN_QUESTION.sub(r"\1…", ACCOUNT.sub(r"\1…@", name))


def parse_address(name: str, takes: tuple[str, ...]) -> Address:
    """An address that names what it should, ``takes``, once; WrongCall otherwise.

    >>> parse_address("postgresql://me:secret@localhost/cases?table=care.people", ("table",)).shown
    'postgresql://localhost/cases care.people'
    """
    scheme, _, rest = name.partition("://")
    server, _, question = rest.partition("?")
    parts = (each.partition("=") for each in question.split("&") if each)
    asked = [(unquote(key), unquote(value)) for key, _, value in parts]  # a plus sign is a plus sign
    named = {key: value for key, value in asked if key in takes and value}
    if len(named) != 1:
        example = " or ".join(f"?{each}=people" for each in takes)
        raise WrongCall(
            f"the address does not say which {' or '.join(takes)} holds the people", f"add {example}"
        )
    others = "&".join(f"{quote(key)}={quote(value)}" for key, value in asked if key not in takes)
    path = named.get("path")
    if path and PATTERN.search(path):
        message = f'"{path}" has a sign that Spark takes for a pattern of names'
        raise WrongCall(message, "give the file a name without any of * ? [ ] { } and backslash")
    return Address(scheme, server, others, named.get("table"), path)
