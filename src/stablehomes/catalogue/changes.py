"""What would the data be with a named set of changes? Pure: a catalogue and changes in, a catalogue out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any, NamedTuple, TypeVar

from stablehomes.catalogue.find import find
from stablehomes.catalogue.model import (
    SCENARIO,
    Action,
    Allowance,
    Catalogue,
    Change,
    Figure,
    Measure,
    Scenario,
    Source,
)
from stablehomes.catalogue.names import ids_and_councils
from stablehomes.catalogue.query import check_catalogue, valued
from stablehomes.problems.problem import WrongCall, did_you_mean
from stablehomes.values.days import KnownDate, parse_day
from stablehomes.values.money import parse_pounds, pounds_or_millions
from stablehomes.values.ranges import QUALIFIERS, Qualifier, stated
from stablehomes.values.spread import share_of_year
from stablehomes.values.wording import listed
from stablehomes.values.years import FinancialYear, parse_year

ONE_DAY = timedelta(days=1)
STRATEGY = "strategy"
MOST_YEARS = 50
Value = TypeVar("Value")


class Overlap(NamedTuple):
    """Two scenarios that change the same thing."""

    earlier: Scenario
    later: Scenario
    path: str


def in_scenarios(
    catalogue: Catalogue, scenarios: Scenario | Iterable[Scenario], *, later_wins: bool = False
) -> Catalogue:
    """The data with the changes of all scenarios, in their order.

    Raises WrongCall for a path that does not exist, a value that cannot be read, and for two scenarios that
    change the same thing unless ``later_wins``.

    >>> from stablehomes import budget, load
    >>> more = given_in_passing(["strategy=£250m"])
    >>> budget(in_scenarios(load(), [more])).not_itemised.headline
    Decimal('139000000')
    """
    check_catalogue(catalogue)
    wanted = valued(tuple[Scenario, ...], scenarios, "scenarios")
    for scenario in composed(wanted, catalogue.scenarios, later_wins=valued(bool, later_wins, "later_wins")):
        catalogue = in_scenario(catalogue, scenario)
    return catalogue


def in_scenario(catalogue: Catalogue, scenario: Scenario) -> Catalogue:
    """The data with the changes of one scenario."""
    for change in scenario.changes:
        catalogue = changed(catalogue, change, scenario)
    return named_in(catalogue, scenario)


def composed(
    scenarios: Sequence[Scenario], shown: Sequence[Scenario] = (), *, later_wins: bool = False
) -> tuple[Scenario, ...]:
    """The scenarios without the changes that a later one makes again; WrongCall if that was not allowed.

    ``shown`` are scenarios that the data shows already.
    """
    overlaps = overlapping([*shown, *scenarios])
    if overlaps and not later_wins:
        first = overlaps[0]
        raise WrongCall(
            f'the scenarios "{first.earlier.title}" and "{first.later.title}" both change {first.path}',
            "leave one of them out, or let the later one count with --later-wins",
        )
    return tuple(
        scenario._replace(changes=_not_again(scenario.changes, scenarios[place + 1 :]))
        for place, scenario in enumerate(scenarios)
    )


def overlapping(scenarios: Sequence[Scenario]) -> list[Overlap]:
    """Every change of a thing that a later scenario changes as well."""
    return [
        Overlap(earlier, later, change.path)
        for earlier, later in combinations(scenarios, 2)
        for change in earlier.changes
        if _changes_again(change, later.changes)
    ]


def _not_again(changes: Sequence[Change], later: Sequence[Scenario]) -> tuple[Change, ...]:
    again = [change for scenario in later for change in scenario.changes]
    return tuple(change for change in changes if not _changes_again(change, again))


def _changes_again(change: Change, others: Sequence[Change]) -> bool:
    return any(same_thing(change, other) for other in others)


def same_thing(first: Change, second: Change) -> bool:
    """Whether two changes touch the same value; adding or ending a thing touches all that it has."""
    (id, key), (other_id, other_key) = _split_path(first.path), _split_path(second.path)
    whole = {first.action, second.action} & {"add", "end"}
    return id == other_id and bool(whole or (key == other_key and first.from_ == second.from_))


def given_in_passing(settings: Sequence[str]) -> Scenario:
    """The scenario that texts such as ``leaving-care=£3,500@2024-04-01`` make; WrongCall for any other text.

    >>> given_in_passing(["leaving-care=£3,500@2024-04-01"]).changes[0].to
    '£3,500'
    """
    changes = tuple(_in_passing(text) for text in settings)
    for first, second in combinations(changes, 2):
        if same_thing(first, second):
            raise WrongCall(f"{first.path} is set twice", "keep one of the two")
    title = f"set in passing: {listed(settings)}"
    return Scenario("scenario:command-line", title, None, "It is assumed.", changes)


def _in_passing(text: str) -> Change:
    advice = "write it as leaving-care=£3,500@2024-04-01 or families-first-pathfinder.areas=10"
    path, equals, value = text.partition("=")
    to, at, day = value.partition("@")
    if not (path.strip() and equals and to.strip()):
        raise WrongCall(f'"{text}" does not say what is set to what', advice)
    try:
        from_ = parse_day(day) if at else None
    except ValueError as error:
        raise WrongCall(f"{path}: {error}", advice) from None
    name, because = path.strip(), "It was given with the question."
    return Change(name, "set", name, to.strip(), from_, None, None, because)


def named_in(catalogue: Catalogue, scenario: Scenario) -> Catalogue:
    """The catalogue that says it shows the scenario, and has it among its sources."""
    source = Source(
        id=scenario.id,
        title=scenario.title,
        publisher="assumed in a scenario, stated by no document",
        kind=SCENARIO,
        published=_dated(catalogue, scenario),
        url=None,
        note=scenario.because,
    )
    sources = {**catalogue.sources, scenario.id: source}
    return catalogue._replace(sources=sources, scenarios=(*catalogue.scenarios, scenario))


def _dated(catalogue: Catalogue, scenario: Scenario) -> KnownDate:
    """A scenario without a day of its own counts as stated when what it changes was published."""
    published = catalogue.strategy.published
    return scenario.dated or KnownDate(published.year, published.month, published.day)


def changed(catalogue: Catalogue, change: Change, scenario: Scenario) -> Catalogue:
    """The catalogue after one change; WrongCall, with the nearest names, if it cannot be made."""
    return ACTIONS[change.action](catalogue, change, scenario)


def _split_path(path: str) -> tuple[str, str]:
    id, _, key = path.partition(".")
    return id, key or "amount"


def _set(catalogue: Catalogue, change: Change, scenario: Scenario) -> Catalogue:
    id, key = _split_path(change.path)
    says = _Says(change, scenario, _dated(catalogue, scenario))
    if id == STRATEGY:
        return catalogue._replace(strategy=catalogue.strategy._replace(**_new(STRATEGY_KEYS, id, key, says)))
    if id in catalogue.measures:
        measure = catalogue.measures[id]._replace(**_new(MEASURE_KEYS, id, key, says))
        return catalogue._replace(measures={**catalogue.measures, id: measure})
    if id in catalogue.allowances:
        find({"amount": None}, key, f"key of {id} that can be set:")
        allowance = _with_rate(catalogue.allowances[id], says)
        return catalogue._replace(allowances={**catalogue.allowances, id: allowance})
    known = [STRATEGY, *catalogue.measures, *catalogue.allowances]
    raise WrongCall(f'there is no measure or allowance "{id}"', did_you_mean(id, known))


def _new(setters: Mapping[str, Setter], id: str, key: str, says: _Says) -> dict[str, Any]:
    """The fields that one change makes new in a strategy or a measure."""
    if says.change.from_ is not None:
        raise WrongCall(f"{says.change.path} holds for years, not from a day", "take the day out")
    return find(setters, key, f"key of {id} that can be set:")(says)


class _Says(NamedTuple):
    """What a scenario says of one thing, and when."""

    change: Change
    scenario: Scenario
    dated: KnownDate

    def figure(self, parse: Callable[[str], Decimal]) -> Figure:
        qualifier, number = self._qualified()
        amount = _parsed(parse, number, self.change)
        return Figure(amount, qualifier, self.scenario.id, self.change.because, self.dated, None)

    def _qualified(self) -> tuple[Qualifier, str]:
        text = self.change.to or ""
        for qualifier in QUALIFIERS:
            if text.startswith(f"{qualifier} "):
                return qualifier, text.removeprefix(qualifier).strip()
        return "exact", text


def _parsed(parse: Callable[[str], Value], text: str, change: Change) -> Value:
    try:
        return parse(text)
    except ValueError as error:
        raise WrongCall(f"{change.path}: {error}", HOW_TO_WRITE[_split_path(change.path)[1]]) from None


def _pounds(text: str) -> Decimal:
    """An amount of money, which a bare number does not say."""
    which = pounds_or_millions(text)
    if which:
        raise ValueError(f'"{text}" does not say what it is: {which}')
    return parse_pounds(text)


def _count(text: str) -> Decimal:
    digits = text.replace(",", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 10):
        raise ValueError(f'"{text}" is not a whole number')
    return Decimal(digits)


def _years(text: str) -> tuple[FinancialYear, ...]:
    first, _, last = text.partition(" to ")
    start, end = parse_year(first), parse_year(last or first)
    if end < start:
        raise ValueError(f'"{text}" ends before it begins')
    if end.start - start.start >= MOST_YEARS:
        raise ValueError(f'"{text}" is more than {MOST_YEARS} years')
    return tuple(FinancialYear(year) for year in range(start.start, end.start + 1))


Setter = Callable[[_Says], dict[str, Any]]
STRATEGY_KEYS: Mapping[str, Setter] = {
    "amount": lambda says: {"figures": (says.figure(_pounds),)},
    "years": lambda says: {"years": _parsed(_years, says.change.to or "", says.change)},
}
MEASURE_KEYS: Mapping[str, Setter] = {
    **STRATEGY_KEYS,
    "areas": lambda says: {"areas": (says.figure(_count),)},
    "people": lambda says: {"people": (says.figure(_count),)},
}
HOW_TO_WRITE = {
    "amount": "write pounds as £45m, over £45m or £2,000",
    "areas": "write a whole number, as 10 or up to 12",
    "people": "write a whole number, as 500 or up to 500",
    "years": "write one financial year as 2023-24, several as 2023-24 to 2027-28",
}


def _with_rate(allowance: Allowance, says: _Says) -> Allowance:
    """The allowance with a new rate from a day until the next known one; the rate before it ends in time."""
    day = says.change.from_
    if allowance.regions or any(rate.ages for rate in allowance.rates):
        advice = "change its table in a data folder of your own, and compare the two with diff"
        raise WrongCall(f"{allowance.title} has a table of rates, not one amount", advice)
    if day is None:
        advice = f"write {allowance.id}=£3,500@2024-04-01, or the key from in a scenario"
        raise WrongCall(f"from which day {allowance.title} has the new amount is not said", advice)
    earlier = [rate for rate in allowance.rates if rate.from_ is None or rate.from_ < day]
    later = [rate for rate in allowance.rates if rate.from_ is not None and rate.from_ > day]
    if earlier and (earlier[-1].until is None or earlier[-1].until >= day):
        earlier[-1] = earlier[-1]._replace(until=day - ONE_DAY)
    until = later[0].from_ - ONE_DAY if later and later[0].from_ else None
    new = (earlier or later or allowance.rates)[-1]._replace(
        from_=day, until=until, figures=(says.figure(_pounds),), instalments=()
    )
    return allowance._replace(rates=(*earlier, new, *later))


def _add(catalogue: Catalogue, change: Change, _scenario: Scenario) -> Catalogue:
    measure = change.added
    assert measure is not None, "a change that adds has what is added"
    if measure.id in catalogue.measures:
        raise WrongCall(f'there is a measure "{measure.id}" already', "set its amount, or choose another id")
    if measure.id in ids_and_councils(catalogue):
        raise WrongCall(f'"{measure.id}" is the id of something else', "choose another id for what is added")
    find(catalogue.pillars, measure.pillar, "pillar")
    added = measure._replace(years=measure.years or catalogue.strategy.years)
    return catalogue._replace(measures={**catalogue.measures, measure.id: added})


def _end(catalogue: Catalogue, change: Change, scenario: Scenario) -> Catalogue:
    measure = find(catalogue.measures, change.path, "measure")
    if change.after is None:
        rest = {id: each for id, each in catalogue.measures.items() if id != measure.id}
        return catalogue._replace(measures=rest)
    years = tuple(year for year in measure.years if year <= change.after)
    if not years or years == measure.years:
        spans = listed([str(year) for year in measure.years])
        raise WrongCall(
            f"{measure.title} cannot end after {change.after}: it has {spans}",
            "name one of its years but the last, or leave out after to take all of it away",
        )
    said = {"source": scenario.id, "quote": change.because, "stated": _dated(catalogue, scenario)}
    figures = tuple(dict.fromkeys(_of_years(figure, measure, years, said) for figure in measure.figures))
    ended = measure._replace(years=years, figures=figures)
    return catalogue._replace(measures={**catalogue.measures, measure.id: ended})


def _of_years(
    figure: Figure, measure: Measure, years: Sequence[FinancialYear], said: Mapping[str, Any]
) -> Figure:
    """What is left of a figure that is spread evenly over the years of its measure, in whole pence."""
    whole = stated(figure.amount)
    amount = sum((share_of_year(whole, measure.years, year).headline for year in years), Decimal(0))
    return figure._replace(amount=amount, period=None, **said)


ACTIONS: Mapping[Action, Callable[[Catalogue, Change, Scenario], Catalogue]] = {
    "set": _set,
    "add": _add,
    "end": _end,
}
