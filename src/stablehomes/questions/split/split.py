"""The question itself: who shares, by which rule, and what each would get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import repeat
from typing import NamedTuple

from stablehomes.catalogue.find import find
from stablehomes.catalogue.headline import combined
from stablehomes.catalogue.model import Catalogue, Measure
from stablehomes.problems.problem import WrongCall, did_you_mean
from stablehomes.questions.split.against import against as beside
from stablehomes.questions.split.answers import Rule, Share, Split, YearAmount
from stablehomes.questions.split.dividing import Amounts, Plan, amounts
from stablehomes.questions.split.members import WEIGHT, Areas, Members, members, without
from stablehomes.questions.split.notes import notes, sources
from stablehomes.questions.split.over_years import comes_over_years, patterns, year_parts, years_of
from stablehomes.questions.split.regions import regions
from stablehomes.questions.split.rules import RULES
from stablehomes.values.apportion import LARGEST_REMAINDER, METHODS, Method, without_collection
from stablehomes.values.money import pence, pounds
from stablehomes.values.ranges import Range, computed, share
from stablehomes.values.spread import share_of_year
from stablehomes.values.terms import PENNY, UNITS, ColumnWeight, RoundingUnit, Terms
from stablehomes.values.wording import listed
from stablehomes.values.years import FinancialYear


class Wanted(NamedTuple):
    """Who shares, how, and what part of the money; as ``split`` takes them."""

    among: int | None = None
    named: bool = False
    areas: Areas | None = None
    year: FinancialYear | None = None
    rule: Rule | None = None
    terms: Terms | None = None
    method: Method = LARGEST_REMAINDER
    unit: RoundingUnit = PENNY


class Arranged(NamedTuple):
    """A split that is made ready: everything that decides it, and what each area would get, in pounds."""

    measure: Measure
    total: Range
    group: Members
    rule: Rule
    plan: Plan
    years: Sequence[FinancialYear]
    each: Range | None
    divided: Amounts


@without_collection
def split(
    catalogue: Catalogue,
    measure: str,
    *,
    among: int | None = None,
    named: bool = False,
    areas: Areas | None = None,
    year: FinancialYear | None = None,
    rule: Rule | None = None,
    terms: Terms | None = None,
    method: Method = LARGEST_REMAINDER,
    unit: RoundingUnit = PENNY,
    by_region: bool = False,
    against: bool = False,
) -> Split:
    """The money of a measure divided among areas in whole units, so that the parts add up to the whole.

    Among the announced number of areas; or, one of these, ``among`` that many, the councils that were
    ``named``, or the ``areas`` given. ``year`` takes that year's even part of the money. ``terms`` say by
    which weights and between which floors and caps; without them areas with a weight share by it, all others
    alike. Odd units go by ``method``, ties by code. Raises WrongCall if there is no money or no area, and
    for terms that cannot hold, saying by how much.

    >>> from stablehomes import load
    >>> answer = split(load(), "families-first-pathfinder")
    >>> answer.each.qualifier, answer.each.low
    ('at least', Decimal('3750000'))
    """
    wanted = Wanted(among, named, areas, year, rule, terms, method, unit)
    ready = arranged(catalogue, find(catalogue.measures, measure, "measure"), wanted)
    return _answered(catalogue, ready, wanted, by_region, against)


def _answered(catalogue: Catalogue, ready: Arranged, wanted: Wanted, by_region: bool, against: bool) -> Split:
    """The answer, with what was asked for beside the shares."""
    shares, plan = tuple(_shares(ready)), ready.plan
    return Split(
        schema="stablehomes/split/1",
        measure=ready.measure.id,
        title=ready.measure.title,
        year=wanted.year,
        rule=ready.rule,
        among=ready.group.among,
        total=ready.total,
        areas=ready.group.number,
        each=ready.each,
        shares=shares,
        notes=tuple(notes(catalogue, ready.measure, ready.group, plan, ready.rule, wanted.year)),
        sources=sources(catalogue, ready.measure, ready.group, against),
        method=wanted.method,
        unit=wanted.unit,
        below_unit=ready.divided.below_unit,
        columns=plan.terms.weights,
        regions=tuple(regions(plan.areas, ready.divided)) if by_region else (),
        against=tuple(beside(catalogue, ready.measure, shares, ready.each)) if against else (),
    )


def arranged(catalogue: Catalogue, measure: Measure, wanted: Wanted) -> Arranged:
    """Who shares what, by which rule, and what that gives; WrongCall for a question that cannot be asked."""
    _known("method", wanted.method, METHODS)
    _known("unit", wanted.unit, UNITS)
    total = _money(catalogue, measure, wanted.year)
    group = members(catalogue, measure, wanted.among, wanted.named, wanted.areas)
    terms = wanted.terms or _weights_given(group)
    group = without(group, terms)
    rule = _rule(wanted.rule, terms)
    years = years_of(terms, _years(terms, measure, wanted.year))
    plan = Plan(group.areas, RULES[rule](group.areas, terms, years), terms, wanted.method, wanted.unit)
    each = _each(total, group, plan, rule)
    divided = _with_open_count(amounts(total, plan), group, each)
    return Arranged(measure, total, group, rule, plan, years, each, divided)


def _known(what: str, word: str, words: Iterable[str]) -> None:
    if word not in words:
        raise WrongCall(f'there is no {what} "{word}"', did_you_mean(word, words))


def _weights_given(group: Members) -> Terms:
    """Areas that were given with weights share by them, unless all weights are alike."""
    weights = group.areas.figures.get(WEIGHT, ())
    return Terms(weights=(ColumnWeight(WEIGHT, Decimal(100)),)) if len(set(weights)) > 1 else Terms()


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


def _money(catalogue: Catalogue, measure: Measure, year: FinancialYear | None) -> Range:
    funding = combined(measure.figures, catalogue.sources)
    if funding is None:
        with_money = [id for id, each in catalogue.measures.items() if each.figures]
        raise WrongCall(
            f"no figure was announced for {measure.title}, so there is nothing to split",
            f"measures with a figure: {', '.join(with_money)}",
        )
    if year is None:
        return funding
    if year not in measure.years:
        years = listed([str(each) for each in measure.years])
        raise WrongCall(f"{measure.title} has no money in {year}", f"its years are {years}")
    return share_of_year(funding, measure.years, year)


def _each(total: Range, group: Members, plan: Plan, rule: Rule) -> Range | None:
    """What each gets of an equal split, in whole units."""
    if rule != "equal" or plan.terms.floor or plan.terms.cap:
        return None
    return in_whole(share(total, group.number), plan.unit)


def in_whole(exact: Range, unit: RoundingUnit) -> Range:
    """Pounds in whole units, rounded so that "at least" and "at most" stay true."""
    size = UNITS[unit]
    low = None if exact.low is None else pence(exact.low) // size * size
    high = None if exact.high is None else -(-pence(exact.high) // size) * size
    headline = pence(exact.headline) // size * size
    return computed(pounds(headline), *(None if end is None else pounds(end) for end in (low, high)))


def _with_open_count(divided: Amounts, group: Members, each: Range | None) -> Amounts:
    """Where it is open how many areas share, each one's range is that of any one of them."""
    if each is None or group.number.low == group.number.high:
        return divided
    count = len(divided.headline)
    return divided._replace(low=[each.low] * count, high=[each.high] * count)


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
