"""The question about a cohort, from options to an answer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from stablehomes.ages import Birth
from stablehomes.cohorts.mapping import mapped
from stablehomes.cohorts.opening import open_cohort
from stablehomes.cohorts.plan import FACTS, Mapped, Plan, check_value, plan
from stablehomes.cohorts.reading import ReadCohort, read, read_cells
from stablehomes.cohorts.rejects import Reject
from stablehomes.cohorts.sql import TRUE_WORDS, quoted
from stablehomes.cohorts.statement import counting
from stablehomes.cohorts.working import watched
from stablehomes.days import parse_day
from stablehomes.model import STATUSES, Allowance, Catalogue
from stablehomes.problems import WrongCall, did_you_mean
from stablehomes.questions.conditions import Person
from stablehomes.questions.costs.asking import BOOKS, YEAR, Cohort, Costed, changed, cost
from stablehomes.questions.costs.cells import Cell, Count, Facts, Moment
from stablehomes.questions.costs.sight import STARTS
from stablehomes.questions.finding import find
from stablehomes.questions.rates import check_region


class Asked(NamedTuple):
    """What the options say."""

    cohort: str | None
    allowances: tuple[str, ...]
    by: tuple[str, ...]
    columns: tuple[str, ...]
    everybody: tuple[str, ...]
    mapping: Path | None
    book: str
    change: date | None
    open_until: date | None
    people: range | None
    unique: str | None
    memory: str
    cells: Path | None


class Found(NamedTuple):
    """The answer, and the rows that are not in it."""

    costed: Costed
    rejects: list[Reject]


def ask_about(catalogue: Catalogue, asked: Asked) -> Found:
    """What the allowances cost for the cohort; WrongCall or InvalidData if it cannot be said."""
    if asked.book not in BOOKS:
        raise WrongCall(f'there is no book "{asked.book}"', did_you_mean(asked.book, BOOKS))
    if sum(each is not None for each in (asked.cohort, asked.people, asked.cells)) != 1:
        message = "people come from a cohort, from a number, or from cells that were counted elsewhere"
        raise WrongCall(message, "name a file, or give one of --people NUMBER and --cells FILE")
    read_cohort = _read(catalogue, asked)
    ids = _ids(catalogue, asked)
    return Found(
        cost(catalogue, read_cohort.cohort, ids, by=asked.by, change=asked.change), read_cohort.rejects
    )


def _read(catalogue: Catalogue, asked: Asked) -> ReadCohort:
    if asked.cells:
        plan = unseen(catalogue, asked)
        return ReadCohort(read_cells(asked.cells, plan), [])
    if asked.people:
        return ReadCohort(_numbered(catalogue, asked), [])
    return _counted(catalogue, asked)


def statement_for(catalogue: Catalogue, asked: Asked, dialect: str) -> str:
    """The counting statement in the words of an engine, for whoever may run it on a table of this name."""
    from stablehomes.cohorts.dialects import translated

    table = ".".join(map(quoted, (asked.cohort or "people").split(".")))
    return translated(counting(unseen(catalogue, asked), table), dialect)


def unseen(catalogue: Catalogue, asked: Asked) -> Plan:
    """The plan for a cohort that is not read here: every fact that the rules look at is a column of text."""
    facts = mapped(asked.mapping, asked.columns, asked.everybody)
    own = (fact for fact in FACTS if fact not in facts.columns and fact not in facts.everybody)
    names = [*own, *facts.columns.values(), *asked.by, *([asked.unique] if asked.unique else [])]
    return _plan(catalogue, asked, dict.fromkeys(names, "text"), facts)


def _plan(catalogue: Catalogue, asked: Asked, columns: Mapping[str, str], facts: Mapped) -> Plan:
    return plan(
        _chosen(catalogue, asked),
        columns,
        facts,
        by=[name for name in asked.by if name != YEAR],
        unique=asked.unique,
        book=asked.book,
        open_until=asked.open_until,
    )


def _ids(catalogue: Catalogue, asked: Asked) -> list[str]:
    return list(asked.allowances or changed(catalogue))


def _chosen(catalogue: Catalogue, asked: Asked) -> list[Allowance]:
    return [find(catalogue.allowances, id, "allowance") for id in _ids(catalogue, asked)]


def _counted(catalogue: Catalogue, asked: Asked) -> ReadCohort:
    facts = mapped(asked.mapping, asked.columns, asked.everybody)
    with closing(open_cohort(asked.cohort or "", asked.memory)) as engine:
        made = _plan(catalogue, asked, engine.columns(), facts)
        return watched(lambda: read(engine, made), engine)


def _numbered(catalogue: Catalogue, asked: Asked) -> Cohort:
    """People of whom no more is known than their number, and what is the same for everybody."""
    if asked.by or asked.columns or asked.unique:
        raise WrongCall("a number of people has no columns", "leave out --by, --column and --unique")
    facts = mapped(asked.mapping, (), asked.everybody).everybody
    for fact, value in facts.items():
        check_value(fact, value)
    if "on" not in facts:
        raise WrongCall("no day is given", "say on which day with --everybody on=2023-10-01")
    if "region" in facts:
        check_region(catalogue, facts["region"])
    people, weeks = _between(asked.people or range(1)), int(facts.get("weeks", 0))
    cell = Cell((), Facts(Moment(_person(facts), parse_day(facts["on"]))), people, _times(people, weeks))
    return Cohort((), [cell], "start")


def _between(people: range) -> Count:
    """Halfway between the ends, rounded down, and the ends."""
    return Count((people[0] + people[-1]) // 2, people[0], people[-1])


def _times(people: Count, weeks: int) -> Count:
    return Count(*(weeks * (end or 0) for end in people))


def _person(facts: Mapping[str, str]) -> Person:
    days: dict[str, Any] = {fact: parse_day(facts[fact]) for fact in ("born", *STARTS) if fact in facts}
    born = days.pop("born", None)
    said: dict[str, Any] = {each: facts[each].lower() in TRUE_WORDS for each in STATUSES if each in facts}
    return Person(
        **said,
        **days,
        birth=Birth(born, born) if born else None,
        region=facts.get("region"),
        course_years=int(facts["course_years"]) if "course_years" in facts else None,
    )
