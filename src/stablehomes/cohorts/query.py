"""The question about a cohort, from options to an answer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from stablehomes.catalogue.find import find
from stablehomes.catalogue.model import STATUSES, Allowance, Catalogue
from stablehomes.catalogue.person import Person
from stablehomes.cohorts.count import Keep, ReadCohort, read, read_cells
from stablehomes.cohorts.engines.open import open_cohort
from stablehomes.cohorts.mapping import mapped
from stablehomes.cohorts.progress import watched
from stablehomes.cohorts.statement.plan import FACTS, CountPlan, Mapped, check_value, plan
from stablehomes.cohorts.statement.rejects import Reasons
from stablehomes.cohorts.statement.sql import TRUE_WORDS, quoted
from stablehomes.cohorts.statement.statement import counting
from stablehomes.problems.problem import WrongCall, did_you_mean
from stablehomes.questions.allowances.rates import check_region
from stablehomes.questions.cost.cells import ROW_KINDS, Cell, Count, Facts, Moment, RowIs, exactly
from stablehomes.questions.cost.cost import YEAR, Cohort, Costed, changed, cost
from stablehomes.questions.cost.determinants import STARTS
from stablehomes.values.ages import Birth
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.days import parse_day


class Asked(NamedTuple):
    """What the options say."""

    cohort: str | None
    allowances: tuple[str, ...]
    by: tuple[str, ...]
    columns: tuple[str, ...]
    everybody: tuple[str, ...]
    mapping: Path | None
    row_is: RowIs
    change: date | None
    open_until: date | None
    people: range | None
    unique: str | None
    memory: str
    cells: Path | None
    published: AreaFigures | None


class Found(NamedTuple):
    """The answer, and how many rows are not in it, for which reasons."""

    costed: Costed
    rejected: Reasons


def ask_about(catalogue: Catalogue, asked: Asked, keep: Keep | None = None) -> Found:
    """What the allowances cost for the cohort; WrongCall or InvalidData if it cannot be said.

    ``keep`` is given the rows that are not costed, one by one.
    """
    if asked.row_is not in ROW_KINDS:
        raise WrongCall(f'a row is no "{asked.row_is}"', did_you_mean(asked.row_is, ROW_KINDS))
    given = (asked.cohort, asked.people, asked.cells, asked.published)
    if sum(each is not None for each in given) != 1:
        message = "people come from a cohort, from a number, from published counts, or from cells"
        raise WrongCall(
            message, "name a file, or give one of --people NUMBER, --counts FILE and --cells FILE"
        )
    cohort, rejected = _read(catalogue, asked, keep)
    costed = cost(catalogue, cohort, _ids(catalogue, asked), by=_by(asked), change=asked.change)
    return Found(costed, rejected)


def _by(asked: Asked) -> tuple[str, ...]:
    """Published counts are by area, if nothing else is said."""
    return asked.by or (PUBLISHED_COLUMNS if asked.published else ())


def _read(catalogue: Catalogue, asked: Asked, keep: Keep | None) -> ReadCohort:
    if asked.cohort is not None:
        return _counted(catalogue, asked, keep)
    if keep:
        keep(())  # what was counted elsewhere has no rows to list
    if asked.cells:
        return ReadCohort(read_cells(asked.cells, unseen(catalogue, asked)), {})
    if asked.published:
        return ReadCohort(_published(catalogue, asked, asked.published), {})
    return ReadCohort(_numbered(catalogue, asked), {})


def statement_for(catalogue: Catalogue, asked: Asked, dialect: str) -> str:
    """The counting statement in the words of an engine, for whoever may run it on a table of this name."""
    from stablehomes.cohorts.engines.translate import translated

    table = ".".join(map(quoted, (asked.cohort or "people").split(".")))
    return translated(counting(unseen(catalogue, asked), table), dialect)


def unseen(catalogue: Catalogue, asked: Asked) -> CountPlan:
    """The plan for a cohort that is not read here: every fact that the rules look at is a column of text."""
    facts = mapped(asked.mapping, asked.columns, asked.everybody)
    own = (fact for fact in FACTS if fact not in facts.columns and fact not in facts.everybody)
    names = [*own, *facts.columns.values(), *asked.by, *([asked.unique] if asked.unique else [])]
    return _plan(catalogue, asked, dict.fromkeys(names, "text"), facts)


def _plan(catalogue: Catalogue, asked: Asked, columns: Mapping[str, str], facts: Mapped) -> CountPlan:
    return plan(
        _chosen(catalogue, asked),
        columns,
        facts,
        by=[name for name in asked.by if name != YEAR],
        unique=asked.unique,
        row_is=asked.row_is,
        open_until=asked.open_until,
    )


def _ids(catalogue: Catalogue, asked: Asked) -> list[str]:
    return list(dict.fromkeys(asked.allowances or changed(catalogue)))


def _chosen(catalogue: Catalogue, asked: Asked) -> list[Allowance]:
    return [find(catalogue.allowances, id, "allowance") for id in _ids(catalogue, asked)]


def _counted(catalogue: Catalogue, asked: Asked, keep: Keep | None) -> ReadCohort:
    facts = mapped(asked.mapping, asked.columns, asked.everybody)
    with closing(open_cohort(asked.cohort or "", asked.memory)) as engine:
        made = _plan(catalogue, asked, engine.columns(), facts)
        return watched(lambda: read(engine, made, keep), engine)


def _numbered(catalogue: Catalogue, asked: Asked) -> Cohort:
    """People of whom no more is known than their number, and what is the same for everybody."""
    if asked.by:
        raise WrongCall("a number of people has no columns", "leave out --by")
    facts = _of_everybody(catalogue, asked)
    people = _between(asked.people or range(1))
    return Cohort((), [_cell((), facts, people)], "claim")


# What stands beside a count in a file of published counts.
PUBLISHED_COLUMNS = ("area", "code")


def _published(catalogue: Catalogue, asked: Asked, areas: AreaFigures) -> Cohort:
    """The people that a department or a council counted, area by area; all alike but for where they are."""
    facts = _of_everybody(catalogue, asked)
    [counts] = areas.figures.values()
    rows = zip(areas.names, areas.codes, counts, strict=True)
    cells = [_cell((name, code), facts, exactly(_whole(count))) for name, code, count in rows]
    return Cohort(PUBLISHED_COLUMNS, cells, "claim", said=areas.notes)


def _whole(count: Decimal | int) -> int:
    if count != int(count):
        raise WrongCall(f"{count} is no number of people", "name a column of counts with --people")
    return int(count)


def _cell(groups: tuple[str, ...], facts: Mapping[str, str], people: Count) -> Cell:
    moment = Moment(_person(facts), parse_day(facts["on"]))
    return Cell(groups, Facts(moment), people, _times(people, int(facts.get("weeks", 0))))


def _of_everybody(catalogue: Catalogue, asked: Asked) -> Mapping[str, str]:
    """The facts that are the same for everybody, where no more is known of anybody."""
    if asked.columns or asked.unique:
        raise WrongCall("counts have no rows of people", "leave out --column and --unique")
    facts = mapped(asked.mapping, (), asked.everybody).everybody
    for fact, value in facts.items():
        check_value(fact, value)
    if "on" not in facts:
        raise WrongCall("no day is given", "say on which day with --everybody on=2023-10-01")
    if "region" in facts:
        check_region(catalogue, facts["region"])
    return facts


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
