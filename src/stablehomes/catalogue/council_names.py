"""Names of councils as people and programs write them, brought to one form in which they can be compared."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, combining, normalize

# What a council calls itself beside its name, before it and after it.
KIND = (
    r"(?:(?:(?:royal|london|metropolitan|county|city|unitary) )?(?:borough|district)"
    r"|county|city|metropolitan|unitary)"
)
BEFORE = re.compile(
    rf"^(?:the )?(?:council of(?: the)?|{KIND}(?: and {KIND})?(?: council)? of|county) (?:the )?"
)
AFTER = re.compile(
    rf" (?:council|authority|corporation|mbc|cbc|dc|cc|bc|ua|la|pre lg|{KIND}(?: and {KIND})?(?: of)?)$"
)
# Without its kind the City of London has the name of a region.
NOT_ALONE = frozenset({"london", ""})


@lru_cache(maxsize=100_000)
def plain_name(text: str) -> str:
    """Small letters without accents, signs that cannot be seen and punctuation; "and" for "&".

    >>> plain_name("  St. Helen\\u2019s\\u200b "), plain_name("Redcar & Cleveland")
    ('st helens', 'redcar and cleveland')
    """
    letters = normalize("NFKD", text).casefold()
    seen = "".join(
        each for each in letters if not combining(each) and (category(each) != "Cf") and each not in "'’‘`"
    )
    return " ".join(re.sub(r"[^\w]+|_", " ", seen.replace("&", " and ")).split())


@lru_cache(maxsize=100_000)
def bare_name(text: str) -> str:
    """A plain name without what kind of council it is of.

    >>> bare_name("Bristol, City of"), bare_name("London Borough of Barnet"), bare_name("Leeds City Council")
    ('bristol', 'barnet', 'leeds')
    """
    name = re.sub(r"^saint ", "st ", plain_name(text))
    while (shorter := _without_kind(name)) != name:
        name = shorter
    return name


def _without_kind(name: str) -> str:
    shorter = AFTER.sub("", name)
    if shorter == name:
        shorter = BEFORE.sub("", name)
    return name if shorter in NOT_ALONE else shorter
