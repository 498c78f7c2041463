"""The question itself: who shares, by which rule, and what each would get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Annotated, Literal, NamedTuple

from stablehomes.catalogue.find import find
from stablehomes.catalogue.model import Catalogue, Measure
from stablehomes.catalogue.query import Option, taken
from stablehomes.problems.problem import WrongCall, did_you_mean
from stablehomes.questions.figures import of_figures, of_money, part_of_year, spread_of
from stablehomes.questions.split.against import against as beside
from stablehomes.questions.split.answers import Among, Rule, Share, Split, YearAmount
from stablehomes.questions.split.dividing import Amounts, Plan, amounts
from stablehomes.questions.split.members import WEIGHT, Areas, Members, members, without
from stablehomes.questions.split.notes import notes, sources
from stablehomes.questions.split.over_years import comes_over_years, patterns, year_parts, years_of
from stablehomes.questions.split.regions import regions
from stablehomes.questions.split.rules import RULES
from stablehomes.questions.step import IN_WHOLE_UNITS, Leaf, Step, leaf, step
from stablehomes.values.apportion import LARGEST_REMAINDER, METHODS, Method, without_collection
from stablehomes.values.money import pence, pounds
from stablehomes.values.ranges import Range, computed, is_exact
from stablehomes.values.terms import PENNY, UNITS, WHOLE, ColumnWeight, RoundingUnit, Terms
from stablehomes.values.wording import listed
from stablehomes.values.years import FinancialYear


class SplitQuery(NamedTuple):
    """Who shares, how, and what part of the money.

    The options of a command say ``areas`` and ``terms`` in files: see ``inputs/areas``.
    """

    among: Annotated[
        int | None, Option("Share among this many areas.", metavar="NUMBER", least=1, most=100_000)
    ] = None
    named: Annotated[bool, Option("Share among the councils that were named.")] = False
    areas: Areas | None = None
    terms: Terms | None = None
    rule: Annotated[Rule | None, Option("The rule; follows from the rest if left out.")] = None
    unit: Annotated[RoundingUnit, Option("What shares are whole numbers of.", name="--round")] = PENNY
    method: Annotated[Method, Option("Who gets the odd units.")] = LARGEST_REMAINDER
    against: Annotated[bool, Option("Set published allocations beside the shares.")] = False
    year: Annotated[FinancialYear | None, Option("One year's part, such as 2023-24.", metavar="YEAR")] = None
    by: Annotated[Literal["region"] | None, Option("Add councils up by region.")] = None


class Arranged(NamedTuple):
    """A split that is made ready: everything that decides it, and what each area would get, in pounds.

    The share of one area becomes a step when it is asked for; there may be a million.
    """

    measure: Measure
    total: Step
    number: Step
    group: Members
    rule: Rule
    plan: Plan
    years: Sequence[FinancialYear]
    each: Step | None
    apportioned: Amounts  # of just so many areas
    divided: Amounts  # with what is open while it is open how many share


def split(
    catalogue: Catalogue,
    measure: str,
    *,
    among: int | None = None,
    named: bool = False,
    areas: Areas | None = None,
    year: FinancialYear | str | None = None,
    rule: Rule | None = None,
    terms: Terms | None = None,
    method: Method = LARGEST_REMAINDER,
    unit: RoundingUnit = PENNY,
    by: Literal["region"] | None = None,
    against: bool = False,
) -> Split:
    """The money of a measure divided among areas in whole units, so that the parts add up to the whole.

    Among the announced number of areas; or, one of these, ``among`` that many, the councils that were
    ``named``, or the ``areas`` given; ``by="region"`` adds them up. ``year`` takes that
    year's even part of the money. ``terms`` say by which weights and between which floors and caps; without
    them areas with a weight share by it, all others alike. Odd units go by ``method``, ties by code. Raises
    WrongCall if there is no money or no area, and for terms that cannot hold, saying by how much.

    >>> from stablehomes import load
    >>> answer = split(load(), "families-first-pathfinder")
    >>> answer.each.qualifier, answer.each.low
    ('at least', Decimal('3750000'))
    """
    query = taken(
        catalogue,
        SplitQuery,
        among=among,
        named=named,
        areas=areas,
        year=year,
        rule=rule,
        terms=terms,
        method=method,
        unit=unit,
        by=by,
        against=against,
    )
    return split_of(catalogue, measure, query)


@without_collection
def split_of(catalogue: Catalogue, measure: str, query: SplitQuery) -> Split:
    """The answer to a query about a measure."""
    ready = arranged(catalogue, find(catalogue.measures, measure, "measure"), query)
    shares, plan, each = tuple(_shares(ready)), ready.plan, ready.each and ready.each.value
    return Split(
        schema="stablehomes/split/1",
        measure=ready.measure.id,
        title=ready.measure.title,
        year=query.year,
        rule=ready.rule,
        among=ready.group.among,
        total=ready.total.value,
        areas=ready.number.value,
        each=each,
        shares=shares,
        notes=tuple(
            notes(catalogue, ready.measure, ready.group, plan, ready.rule, query.year, against=query.against)
        ),
        sources=sources(catalogue, ready.measure, ready.group, query.against),
        method=query.method,
        unit=query.unit,
        below_unit=ready.divided.below_unit,
        columns=plan.terms.weights,
        regions=tuple(regions(plan.areas, ready.divided)) if query.by else (),
        against=tuple(beside(catalogue, ready.measure, shares, each, ready.years)) if query.against else (),
    )


def arranged(catalogue: Catalogue, measure: Measure, query: SplitQuery) -> Arranged:
    """Who shares what, by which rule, and what that gives; WrongCall for a question that cannot be asked."""
    _known("method", query.method, METHODS)
    _known("unit", query.unit, UNITS)
    total = _money(catalogue, measure, query.year)
    group = members(catalogue, measure, query.among, query.named, query.areas)
    terms = query.terms or _weights_given(group)
    _refuse_part(terms.weights)
    group = without(group, terms)
    number = _number(catalogue, measure, group)
    rule = _rule(query.rule, terms)
    years = years_of(terms, _years(terms, measure, query.year))
    plan = Plan(group.areas, RULES[rule](group.areas, terms, years), terms, query.method, query.unit)
    each = _each(total, number, plan, rule)
    apportioned = amounts(total.value, plan)
    divided = apportioned if each is None or is_exact(number.value) else _with_open_count(apportioned, each)
    return Arranged(measure, total, number, group, rule, plan, years, each, apportioned, divided)


def _known(what: str, word: str, words: Iterable[str]) -> None:
    if word not in words:
        raise WrongCall(f'there is no {what} "{word}"', did_you_mean(word, words))


def _refuse_part(weights: Sequence[ColumnWeight]) -> None:
    """WrongCall for weights by which less than all of the money, or more, is shared."""
    whole = sum(weight.percent for weight in weights)
    if weights and whole != WHOLE:
        raise WrongCall(
            f"the shares of --weight add up to {whole}%, not to 100%",
            'say what share goes by each column: --weight "children:60%" --weight "care_leavers:40%"',
        )
    if len({weight.column for weight in weights}) < len(weights):
        raise WrongCall("a column is weighed twice", "name each column once, with its whole share")


def _weights_given(group: Members) -> Terms:
    """Areas that were given with weights share by them, unless all weights are alike."""
    weights = group.areas.figures.get(WEIGHT, ())
    return Terms(weights=(ColumnWeight(WEIGHT, WHOLE),)) if len(set(weights)) > 1 else Terms()


def _rule(rule: Rule | None, terms: Terms) -> Rule:
    """The rule that was asked for, or the one that the terms make; WrongCall if the two do not fit."""
    limits = terms._replace(weights=(), floor=None, cap=None, title=None)
    stated: Rule = "formula" if limits != Terms() else "proportional" if terms.weights else "equal"
    if rule is None:
        return stated
    _known("rule", rule, RULES)
    if stated not in (rule, "equal") or (rule == "proportional" and not terms.weights):
        advice = {"equal": "take the weights out", "proportional": "name a column with --weight COLUMN"}
        raise WrongCall(
            f"the rule {rule} does not fit a split that is {stated}",
            advice.get(rule, "name a --formula FILE"),
        )
    return rule


def _years(terms: Terms, measure: Measure, year: FinancialYear | None) -> Sequence[FinancialYear]:
    if year is not None and terms.profile:
        raise WrongCall(
            "the formula says what falls in each year, so one year's even part is no question",
            "leave out --year, or take the profile out of the formula",
        )
    return measure.years if year is None else (year,)


def _money(catalogue: Catalogue, measure: Measure, year: FinancialYear | None) -> Step:
    if not measure.figures:
        with_money = [id for id, each in catalogue.measures.items() if each.figures]
        raise WrongCall(
            f"no figure was announced for {measure.title}, so there is nothing to split",
            f"measures with a figure: {', '.join(with_money)}",
        )
    funding = of_money(measure, catalogue)
    if year is None:
        return funding
    if year not in measure.years:
        years = listed([str(each) for each in measure.years])
        raise WrongCall(f"{measure.title} has no money in {year}", f"its years are {years}")
    return next(part_of_year(funding, each) for each in spread_of(None)(measure.years) if each.year == year)


# How many share, where no document says it, by where that was taken from.
NUMBERS: dict[Among, tuple[Leaf, str]] = {
    "number": ("given", "assumed: given with the question"),
    "named": ("held", "the councils that were named, counted"),
    "file": ("held", "the areas of the file, counted"),
}


def _number(catalogue: Catalogue, measure: Measure, group: Members) -> Step:
    if group.among == "announced":
        return of_figures("areas", "areas", measure.areas, catalogue)
    operation, says = NUMBERS[group.among]
    return leaf("areas", operation, "areas", group.number, says)


def _each(total: Step, number: Step, plan: Plan, rule: Rule) -> Step | None:
    if rule != "equal" or plan.terms.floor or plan.terms.cap:
        return None
    return equal_share(total, number, plan.unit)


def equal_share(total: Step, number: Step, unit: RoundingUnit = PENNY) -> Step:
    """What each gets of an equal split, in whole units."""
    label = "one area's equal share (illustrative)"
    exact = step(label, "shared by", "pounds", [total, number])
    if unit == PENNY:
        return exact
    value = in_whole(exact.value, unit)
    return Step(f"{label}, whole", IN_WHOLE_UNITS[unit], "pounds", value, (exact,))


def in_whole(exact: Range, unit: RoundingUnit) -> Range:
    """Pounds in whole units, rounded so that "at least" and "at most" stay true."""
    size = UNITS[unit]
    low = None if exact.low is None else pence(exact.low) // size * size
    high = None if exact.high is None else -(-pence(exact.high) // size) * size
    headline = pence(exact.headline) // size * size
    return computed(pounds(headline), *(None if end is None else pounds(end) for end in (low, high)))


def _with_open_count(divided: Amounts, each: Step) -> Amounts:
    """Where it is open how many areas share, each one's range is that of any one of them."""
    count, (_, low, high, _) = len(divided.headline), each.value
    return divided._replace(low=[low] * count, high=[high] * count)


def _shares(ready: Arranged) -> Iterator[Share]:
    divided, plan = ready.divided, ready.plan
    areas, columns = plan.areas, [plan.areas.figures[weight.column] for weight in plan.terms.weights]
    weights = columns[0] if len(columns) == 1 else repeat(None if columns else 1)
    return map(
        Share,
        areas.names,
        (code or None for code in areas.codes),
        weights,
        divided.ranges(),
        zip(*columns, strict=True) if columns else repeat(()),
        _over_years(ready),
    )


def _over_years(ready: Arranged) -> Iterable[tuple[YearAmount, ...]]:
    """When each share comes: nothing unless the terms say so, since an even spread would be made up."""
    return _spread(ready) if comes_over_years(ready.plan.terms) else repeat(())


def _spread(ready: Arranged) -> Iterator[tuple[YearAmount, ...]]:
    plan = ready.plan
    for amount, pattern in zip(
        ready.divided.headline, patterns(plan.areas, plan.terms, ready.years), strict=True
    ):
        parts = year_parts(amount, pattern, plan.unit)
        yield tuple(YearAmount(year, part) for year, part in zip(ready.years, parts, strict=True))
