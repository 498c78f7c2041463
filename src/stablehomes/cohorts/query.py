"""The question about a cohort, from options to an answer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from stablehomes.catalogue.facts import STARTS, WHOLE
from stablehomes.catalogue.find import find
from stablehomes.catalogue.model import STATUSES, Allowance, Catalogue
from stablehomes.catalogue.person import Person
from stablehomes.catalogue.query import Option
from stablehomes.cohorts.count import Keep, ReadCohort, read, read_cells
from stablehomes.cohorts.engines.open import open_cohort
from stablehomes.cohorts.mapping import mapped
from stablehomes.cohorts.progress import watched
from stablehomes.cohorts.statement.plan import FACTS, CountPlan, Mapped, check_value, plan
from stablehomes.cohorts.statement.rejects import Reasons
from stablehomes.cohorts.statement.sql import TRUE_WORDS, quoted
from stablehomes.cohorts.statement.statement import counting
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.rates import check_region
from stablehomes.questions.allowances.reasons import example, needed
from stablehomes.questions.cost.cells import Cell, Facts, Moment, RowIs
from stablehomes.questions.cost.cost import YEAR, Cohort, Costed, changed, cost
from stablehomes.questions.cost.determinants import determinants_of
from stablehomes.values.ages import Birth
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.days import parse_day
from stablehomes.values.ranges import ZERO, Range, computed, stated
from stablehomes.values.wording import listed


class CostQuery(NamedTuple):
    """Who is costed, for which allowances, and how a row of them is read.

    The people are in a ``cohort``, or so many ``people``, or in ``published`` counts, or in ``cells``.
    """

    cohort: str | None = None
    allowances: Annotated[
        tuple[str, ...], Option("Only this allowance; repeatable.", name="--allowance", ids="allowances")
    ] = ()
    by: Annotated[
        tuple[str, ...],
        Option("Break down by a column of the cohort, or by year; repeatable.", metavar="COLUMN"),
    ] = ()
    columns: Annotated[
        tuple[str, ...],
        Option(
            "The column that holds a fact, or of --counts the code; repeatable.",
            name="--column",
            metavar="FACT=COLUMN",
        ),
    ] = ()
    everybody: Annotated[
        tuple[str, ...],
        Option("A fact that is the same for everybody; repeatable.", metavar="FACT=VALUE"),
    ] = ()
    mapping: Annotated[Path | None, Option("Columns and values in a YAML file.", metavar="FILE")] = None
    row_is: Annotated[
        RowIs,
        Option("What a row is for weekly allowances: a placement with its days, or one claim."),
    ] = "placement"
    change: Annotated[
        date | None,
        Option("The change that is costed; each one's latest if left out.", metavar="DATE"),
    ] = None
    open_until: Annotated[
        date | None, Option("Last day that is costed of a placement without one.", metavar="DATE")
    ] = None
    unique: Annotated[str | None, Option("A column in which no value may stand twice.", metavar="COLUMN")] = (
        None
    )
    memory: Annotated[str, Option("The most memory that the embedded engine takes.", metavar="SIZE")] = "2GB"
    cells: Annotated[
        Path | None, Option("Cost what that statement counted elsewhere, in CSV.", metavar="FILE")
    ] = None
    working: Annotated[bool, Option("Show the steps behind each sum, down to the quotes.")] = False
    people: range | None = None
    published: AreaFigures | None = None


class Found(NamedTuple):
    """The answer, and how many rows are not in it, for which reasons."""

    costed: Costed
    rejected: Reasons


def ask_about(catalogue: Catalogue, query: CostQuery, keep: Keep | None = None) -> Found:
    """What the allowances cost for the cohort; WrongCall or InvalidData if it cannot be said.

    ``keep`` is given the rows that are not costed, one by one.
    """
    given = (query.cohort, query.people, query.cells, query.published)
    if sum(each is not None for each in given) != 1:
        message = "people come from a cohort, from a number, from published counts, or from cells"
        raise WrongCall(
            message, "name a file, or give one of --people NUMBER, --counts FILE and --cells FILE"
        )
    cohort, rejected = _read(catalogue, query, keep)
    asked = _ids(catalogue, query)
    costed = cost(catalogue, cohort, asked, by=_by(query), change=query.change, working=query.working)
    return Found(costed, rejected)


def _by(query: CostQuery) -> tuple[str, ...]:
    """Published counts are by area, if nothing else is said."""
    return query.by or (PUBLISHED_COLUMNS if query.published else ())


def _read(catalogue: Catalogue, query: CostQuery, keep: Keep | None) -> ReadCohort:
    if query.cohort is not None:
        return _counted(catalogue, query, keep)
    if keep:
        keep(())  # what was counted elsewhere has no rows to list
    if query.cells:
        return ReadCohort(read_cells(query.cells, unseen(catalogue, query)), {})
    if query.published:
        return ReadCohort(_published(catalogue, query, query.published), {})
    return ReadCohort(_numbered(catalogue, query), {})


def statement_for(catalogue: Catalogue, query: CostQuery, dialect: str) -> str:
    """The counting statement in the words of an engine, for whoever may run it on a table of this name."""
    from stablehomes.cohorts.engines.translate import translated

    table = ".".join(map(quoted, (query.cohort or "people").split(".")))
    return translated(counting(unseen(catalogue, query), table), dialect)


def unseen(catalogue: Catalogue, query: CostQuery) -> CountPlan:
    """The plan for a cohort that is not read here: every fact that the rules look at is a column of text."""
    facts = mapped(query.mapping, query.columns, query.everybody)
    own = (fact for fact in FACTS if fact not in facts.columns and fact not in facts.everybody)
    names = [*own, *facts.columns.values(), *query.by, *([query.unique] if query.unique else [])]
    return _plan(catalogue, query, dict.fromkeys(names, "text"), facts)


def _plan(catalogue: Catalogue, query: CostQuery, columns: Mapping[str, str], facts: Mapped) -> CountPlan:
    return plan(
        _chosen(catalogue, query),
        columns,
        facts,
        by=[name for name in query.by if name != YEAR],
        unique=query.unique,
        row_is=query.row_is,
        open_until=query.open_until,
    )


def _ids(catalogue: Catalogue, query: CostQuery) -> list[str]:
    return list(dict.fromkeys(query.allowances or changed(catalogue)))


def _chosen(catalogue: Catalogue, query: CostQuery) -> list[Allowance]:
    return [find(catalogue.allowances, id, "allowance") for id in _ids(catalogue, query)]


def _counted(catalogue: Catalogue, query: CostQuery, keep: Keep | None) -> ReadCohort:
    facts = mapped(query.mapping, query.columns, query.everybody)
    with closing(open_cohort(query.cohort or "", query.memory)) as engine:
        made = _plan(catalogue, query, engine.columns(), facts)
        return watched(lambda: read(engine, made, keep), engine)


def _numbered(catalogue: Catalogue, query: CostQuery) -> Cohort:
    """People of whom no more is known than their number, and what is the same for everybody."""
    if query.by:
        raise WrongCall("a number of people has no columns", "leave out --by")
    facts = _of_everybody(catalogue, query)
    people = _between(query.people or range(1))
    return Cohort((), [_cell((), facts, people)], "claim")


# Weeks of which no number is given.
NOT_KNOWN = stated(ZERO, "at least")
# What stands beside a count in a file of published counts.
PUBLISHED_COLUMNS = ("area", "code")


def _published(catalogue: Catalogue, query: CostQuery, areas: AreaFigures) -> Cohort:
    """The people that a department or a council counted, area by area; all alike but for where they are."""
    facts = _of_everybody(catalogue, query)
    [counts] = areas.figures.values()
    rows = zip(areas.names, areas.codes, counts, strict=True)
    cells = [_cell((name, code), facts, stated(_whole(count))) for name, code, count in rows]
    return Cohort(PUBLISHED_COLUMNS, cells, "claim", said=areas.notes)


def _whole(count: Decimal | int) -> Decimal:
    if count != int(count):
        raise WrongCall(f"{count} is no number of people", "name a column of counts with --people")
    return Decimal(count)


def _cell(groups: tuple[str, ...], facts: Mapping[str, str], people: Range) -> Cell:
    moment = Moment(_person(facts), parse_day(facts["on"]))
    weeks = people * int(facts["weeks"]) if "weeks" in facts else NOT_KNOWN
    return Cell(groups, Facts(moment), people, weeks)


def _of_everybody(catalogue: Catalogue, query: CostQuery) -> Mapping[str, str]:
    """The facts that are the same for everybody, where no more is known of anybody."""
    if query.columns or query.unique:
        raise WrongCall("counts have no rows of people", "leave out --column and --unique")
    facts = mapped(query.mapping, (), query.everybody).everybody
    for fact, value in facts.items():
        check_value(fact, value)
    chosen = _chosen(catalogue, query)
    missing = [fact for fact in _looked_at(chosen) if fact not in facts]
    if "on" in missing or ("weeks" in missing and query.allowances):
        names = [WORDS.get(fact) or needed([fact]) for fact in missing]
        regions = [id for each in chosen for id in each.regions]
        given = " ".join(f"--everybody {example(fact, regions)}" for fact in missing)
        raise WrongCall(f"not given: {listed(names)}", f"say it of everybody: {given}")
    if "region" in facts:
        check_region(catalogue, facts["region"])
    return facts


# What a cohort has to say that is no fact of a person.
WORDS = {"on": "the day", "weeks": "how many weeks"}


def _looked_at(allowances: list[Allowance]) -> list[str]:
    """The facts that the rules of these allowances look at, the day first."""
    seen = determinants_of(allowances)
    weeks = any(each.paid == "weekly" for each in allowances)
    wanted = {
        *seen.statuses,
        *seen.starts,
        *seen.numbers,
        *(["born"] if seen.ages else []),
        *(["region"] if seen.region else []),
        *(["weeks"] if weeks else []),
    }
    return ["on", *(fact for fact in FACTS if fact in wanted)]


def _between(people: range) -> Range:
    """Halfway between the ends, rounded down, and the ends."""
    return computed(*map(Decimal, ((people[0] + people[-1]) // 2, people[0], people[-1])))


def _person(facts: Mapping[str, str]) -> Person:
    days: dict[str, Any] = {fact: parse_day(facts[fact]) for fact in ("born", *STARTS) if fact in facts}
    born = days.pop("born", None)
    said: dict[str, Any] = {each: facts[each].lower() in TRUE_WORDS for each in STATUSES if each in facts}
    numbers: dict[str, Any] = {fact: int(facts[fact]) for fact in WHOLE if fact in facts}
    return Person(
        **said,
        **days,
        birth=Birth(born, born) if born else None,
        **numbers,
        region=facts.get("region"),
    )
