"""What was an allowance before, what is it after, what does that cost, and did it keep up with prices?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from stablehomes.catalogue.find import find
from stablehomes.catalogue.headline import disagree, sources_of
from stablehomes.catalogue.model import Ages, Allowance, Catalogue, Paid, PriceIndex, Rate, Source
from stablehomes.catalogue.query import Age, Month, Option, Real, Region, taken, valued
from stablehomes.catalogue.rate_days import days_known
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.change import (
    Changed,
    Worked,
    month_of_begin,
    worked_of,
    years_of_rates,
)
from stablehomes.questions.allowances.inflation import (
    ABOUT_THE_SAME,
    CANNOT_SAY,
    AgainstPrices,
    rounding_note,
)
from stablehomes.questions.allowances.rates import (
    RateOnDays,
    begins_not_known,
    chosen_rates,
    on_days,
)
from stablehomes.questions.answer import Rows, html_of, rows_of
from stablehomes.questions.prices import (
    CONSUMER_PRICES,
    InPrices,
    deflator,
    in_prices,
    price_note,
)
from stablehomes.questions.step import Step
from stablehomes.values.days import KnownDate, in_words, known_in_words
from stablehomes.values.ranges import Qualifier, Range
from stablehomes.values.years import FinancialYear


class RealChange(NamedTuple):
    """The two rates in the prices of one year: each from the year that it stood in."""

    prices: InPrices
    """The prices that the amounts are in."""
    before: Range
    """Pounds."""
    after: Range
    """Pounds."""
    change: Range
    """Pounds: after less before."""
    percent: Range | None
    """The change in per cent of before; null if that was nothing."""


class Worth(NamedTuple):
    """What the new rate buys in a later month."""

    prices: InPrices
    """The prices that the amount is in."""
    on: KnownDate
    """The later month."""
    amount: Range
    """Pounds of the month in which the rate began."""


class Comparison(NamedTuple):
    """One allowance before and after."""

    allowance: str
    """Id of the allowance."""
    title: str
    """What it is called."""
    paid: Paid
    """How often the rate is paid."""
    status: str
    """What kind of amount it is, in words: a set amount, a minimum, a recommendation."""
    region: str | None
    """Id of the region that it is for; null for every region."""
    ages: Ages | None
    """The ages that it is for; null for every age."""
    before: RateOnDays
    """The rate before."""
    after: RateOnDays
    """The rate after."""
    change: Range
    """Pounds: after less before."""
    percent: Range | None
    """The change in per cent of before; null if that was nothing."""
    people: int | None
    """For how many the costs are; null if that was not asked."""
    cost_before: Range | None
    """Pounds for the people, once or for one week or year; null without people."""
    cost_after: Range | None
    """Pounds for the people; null without people."""
    cost_change: Range | None
    """Pounds: after less before; null without people."""
    against_prices: AgainstPrices | None
    """The rise beside that of prices; null where they cannot stand side by side."""
    real: RealChange | None
    """Both rates in the prices of one year; null if not asked for."""
    worth: Worth | None
    """What the new rate buys later; null if not asked for."""


class Compared(NamedTuple):
    """The answer."""

    schema: str
    comparisons: tuple[Comparison, ...]
    """One for each allowance that was asked for, and for each cell of a table."""
    regions: dict[str, str]
    """Regions with rates of their own, id to title."""
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)


class CompareQuery(NamedTuple):
    """How allowances are compared, and with what beside."""

    people: Annotated[
        int | None,
        Option("Cost the change for this many people.", metavar="NUMBER", least=1, most=10**9),
    ] = None
    before: Annotated[date | None, Option("Day of the first rate, such as 2023-03-31.", metavar="DATE")] = (
        None
    )
    after: Annotated[date | None, Option("Day of the second rate, such as 2023-04-01.", metavar="DATE")] = (
        None
    )
    region: Region = None
    age: Age = None
    real: Real = None
    worth_on: Annotated[
        Month | None, Option("What the new rate is worth in a later month.", metavar="MONTH")
    ] = None


def compare(
    catalogue: Catalogue,
    allowances: str | Iterable[str] = (),
    *,
    people: int | None = None,
    before: date | str | None = None,
    after: date | str | None = None,
    region: str | None = None,
    age: int | None = None,
    real: FinancialYear | str | None = None,
    worth_on: KnownDate | date | str | None = None,
) -> Compared:
    """Allowances before and after their latest change, or on two days; all that changed if none is named.

    ``real`` puts both rates into the prices of a financial year, by the GDP deflator; ``worth_on`` says what
    the new rate is worth in a later month, by consumer prices. Raises WrongCall for an unknown allowance, a
    day without a rate or before the first one, an allowance that never changed, or a year or month that an
    index does not hold.

    >>> from stablehomes import load
    >>> answer = compare(load(), "leaving-care", people=13400, worth_on="2026-02")
    >>> each = answer.comparisons[0]
    >>> each.percent.headline, each.cost_change.headline, each.worth.amount.headline
    (Decimal('50'), Decimal('13400000'), Decimal('2792.29'))
    """
    query = taken(
        catalogue,
        CompareQuery,
        people=people,
        before=before,
        after=after,
        region=region,
        age=age,
        real=real,
        worth_on=worth_on,
    )
    return compare_of(catalogue, valued(tuple[str, ...], allowances, "allowances"), query)


def compare_of(catalogue: Catalogue, allowances: Sequence[str], query: CompareQuery) -> Compared:
    """The answer to a query about these allowances, or about all that changed."""
    check_days(query)
    chosen = _chosen(catalogue, allowances, query)
    comparisons = tuple(
        _comparison(catalogue, allowance, old, new, query)
        for allowance in chosen
        for old, new in pairs(allowance, query)
    )
    return Compared(
        schema="stablehomes/compare/1",
        comparisons=comparisons,
        regions={id: title for each in chosen for id, title in each.regions.items()},
        notes=(
            *_notes(catalogue, chosen, comparisons, query),
            *_left_out(catalogue, allowances, chosen, query),
        ),
        sources=_sources(catalogue, comparisons),
    )


def check_days(query: CompareQuery) -> None:
    """WrongCall if the day of the second rate lies before that of the first."""
    if query.before and query.after and query.after < query.before:
        first, second = in_words(query.before), in_words(query.after)
        raise WrongCall(f"the second day, {second}, lies before the first, {first}", "swap the two days")


def _chosen(catalogue: Catalogue, ids: Sequence[str], query: CompareQuery) -> list[Allowance]:
    if ids:
        return [find(catalogue.allowances, id, "allowance") for id in dict.fromkeys(ids)]
    if not catalogue.allowances:
        raise WrongCall("there are no allowances in this data", "add one to allowances.yaml")
    able = [each for each in catalogue.allowances.values() if can_be_compared(each, query)]
    if not able:
        raise WrongCall("no allowance has two rates to compare", "name one, to see which rates are known")
    return [each for each in able if is_known_to_change(each, query)] or able


def can_be_compared(allowance: Allowance, query: CompareQuery) -> bool:
    """Of all allowances those that changed, and that have what was asked for."""
    return why_not_compared(allowance, query) is None


def why_not_compared(allowance: Allowance, query: CompareQuery) -> str | None:
    """What an allowance lacks of what was asked for; None if nothing."""
    try:
        return None if pairs(allowance, query) else f"no rate of {allowance.title} fits"
    except WrongCall as lacking:
        return f"{lacking}; {lacking.advice}"


def is_known_to_change(allowance: Allowance, query: CompareQuery) -> bool:
    """Whether, of one of the pairs of rates, no document says the same before and after."""
    return any(not _said(old) & _said(new) for old, new in pairs(allowance, query))


def _said(rate: Rate) -> set[tuple[Decimal, Qualifier]]:
    return {(figure.amount, figure.qualifier) for figure in rate.figures}


def pairs(allowance: Allowance, query: CompareQuery) -> list[tuple[Rate, Rate]]:
    """The rates before and after: one pair, or one for each region and band of ages."""
    together: dict[tuple[str | None, Ages | None], list[Rate]] = {}
    for rate in chosen_rates(allowance, None, query.region, query.age):
        together.setdefault((rate.region, rate.ages), []).append(rate)
    return [_two_rates(allowance._replace(rates=tuple(alike)), query) for alike in together.values()]


def _two_rates(allowance: Allowance, query: CompareQuery) -> tuple[Rate, Rate]:
    second = chosen_rates(allowance, query.after)[-1]
    if query.before:
        return chosen_rates(allowance, query.before)[0], second
    return _rate_before(allowance, second), second


def _rate_before(allowance: Allowance, rate: Rate) -> Rate:
    place = allowance.rates.index(rate)
    if place == 0:
        advice = f"rates are known {days_known(allowance.rates)}"
        raise WrongCall(f"no earlier rate of {allowance.title} is known", advice)
    return allowance.rates[place - 1]


def worked_pair(
    catalogue: Catalogue, allowance: Allowance, first: Rate, second: Rate, query: CompareQuery
) -> Worked:
    """The steps of everything that is asked of two rates."""
    return worked_of(
        catalogue, allowance, first, second, people=query.people, real=query.real, worth_on=query.worth_on
    )


def _comparison(
    catalogue: Catalogue, allowance: Allowance, first: Rate, second: Rate, query: CompareQuery
) -> Comparison:
    old, new = on_days(first, catalogue), on_days(second, catalogue)
    worked = worked_pair(catalogue, allowance, first, second, query)
    costs = worked.costs
    return Comparison(
        allowance=allowance.id,
        title=allowance.title,
        paid=allowance.paid,
        status=allowance.status,
        region=new.region,
        ages=new.ages,
        before=old,
        after=new,
        change=worked.cash.change.value,
        percent=worked.cash.percent and worked.cash.percent.value,
        people=query.people,
        cost_before=costs and costs.before.value,
        cost_after=costs and costs.after.value,
        cost_change=costs and costs.change.value,
        against_prices=worked.against,
        real=worked.real and _real(catalogue, first, second, worked.real, query),
        worth=worked.worth and _worth(catalogue, second, worked.worth, query),
    )


def _real(catalogue: Catalogue, first: Rate, second: Rate, real: Changed, query: CompareQuery) -> RealChange:
    assert query.real is not None
    prices = in_prices(deflator(catalogue), query.real, years_of_rates(first, second))
    percent = real.percent and real.percent.value
    return RealChange(prices, real.before.value, real.after.value, real.change.value, percent)


def _worth(catalogue: Catalogue, second: Rate, worth: Step, query: CompareQuery) -> Worth:
    assert query.worth_on is not None
    prices = in_prices(catalogue.prices[CONSUMER_PRICES], month_of_begin(second), [query.worth_on])
    return Worth(prices, query.worth_on, worth.value)


def _sources(catalogue: Catalogue, comparisons: Sequence[Comparison]) -> tuple[Source, ...]:
    figures = [figure for each in comparisons for figure in (*each.before.figures, *each.after.figures)]
    used = {source.id for source in sources_of(catalogue, figures)}
    for each in comparisons:
        indices = [part.prices.price_index for part in (each.real, each.worth) if part]
        used |= {catalogue.prices[index].source for index in indices}
        if each.against_prices and each.against_prices.percent is not None:
            used |= {catalogue.prices[each.against_prices.price_index].changes_source or ""}
    return tuple(source for id, source in catalogue.sources.items() if id in used)


def _notes(
    catalogue: Catalogue,
    allowances: Sequence[Allowance],
    comparisons: Sequence[Comparison],
    query: CompareQuery,
) -> Iterator[str]:
    if query.people is not None:
        yield "The number of people is assumed: it was given with the question."
    if query.before:
        yield from dict.fromkeys(_begins_not_known(comparisons))
    for title in dict.fromkeys(each.title for each in comparisons if _documents_disagree(each)):
        yield f"Documents disagree on {title}: the range holds what all of them say."
    yield from dict.fromkeys(_price_notes(catalogue.prices, comparisons))
    for allowance in allowances:
        for note in allowance.notes:
            yield f"{allowance.title}: {note}"


def _begins_not_known(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for each in comparisons:
        for said in begins_not_known([(each.before.from_, each.before.amount)]):
            yield f"{each.title}: {said}."


def _left_out(
    catalogue: Catalogue, ids: Sequence[str], chosen: Sequence[Allowance], query: CompareQuery
) -> Iterator[str]:
    """Of all allowances those that are not compared, and why; those that were named are all compared."""
    for allowance in () if ids else catalogue.allowances.values():
        why = why_not_compared(allowance, query)
        if why is not None:
            yield f"Left out: {why}."
        elif allowance not in chosen:
            yield f"Left out: {allowance.title}, of which no change is known; name it to see its rates."


def _documents_disagree(comparison: Comparison) -> bool:
    return disagree(comparison.before.figures) or disagree(comparison.after.figures)


def _price_notes(indices: Mapping[str, PriceIndex], comparisons: Sequence[Comparison]) -> Iterator[str]:
    for each in comparisons:
        against = each.against_prices
        if against and against.percent is None and against.verdict is None:
            to = known_in_words(against.to)
            yield (
                f"{each.title}: whether the rise is above inflation cannot be said; no rise of the"
                f" {indices[against.price_index].title.lower()} to {to} is held."
            )
        if against and against.verdict == CANNOT_SAY:
            yield (
                f"{each.title}: whether the rise is above inflation cannot be said; the figures leave open"
                " more than that."
            )
        if against and against.verdict == ABOUT_THE_SAME:
            yield rounding_note(indices[against.price_index], against)
        if each.real:
            yield (
                "Each rate is taken from the prices of the year in which it began, or in which it ended"
                " where no document says when it began."
            )
        for part in (each.real, each.worth):
            if part:
                yield price_note(part.prices)
