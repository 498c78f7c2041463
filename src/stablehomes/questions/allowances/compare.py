"""What was an allowance before, what is it after, what does that cost, and did it keep up with prices?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from stablehomes.catalogue.find import find
from stablehomes.catalogue.headline import disagree, sources_of
from stablehomes.catalogue.model import Ages, Allowance, Catalogue, Paid, PriceIndex, Rate, Source
from stablehomes.catalogue.rate_days import days_known
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.inflation import (
    ABOUT_THE_SAME,
    CANNOT_SAY,
    AgainstPrices,
    against_prices,
    rounding_note,
)
from stablehomes.questions.allowances.rates import (
    RateOnDays,
    begins_not_known,
    chosen_rates,
    on_days,
)
from stablehomes.questions.prices import (
    CONSUMER_PRICES,
    InPrices,
    converted_range,
    deflator,
    in_prices,
    level,
    price_note,
)
from stablehomes.values.days import KnownDate, in_words, known_in_words
from stablehomes.values.per_cent import per_cent_range
from stablehomes.values.ranges import Range
from stablehomes.values.years import FinancialYear, year_of

ONE_DAY = timedelta(days=1)


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


class Wanted(NamedTuple):
    """How allowances are to be compared."""

    people: int | None = None
    before: date | None = None
    after: date | None = None
    region: str | None = None
    age: int | None = None
    real: FinancialYear | None = None
    worth_on: KnownDate | None = None


def compare(
    catalogue: Catalogue,
    allowances: Sequence[str] = (),
    *,
    people: int | None = None,
    before: date | None = None,
    after: date | None = None,
    region: str | None = None,
    age: int | None = None,
    real: FinancialYear | None = None,
    worth_on: KnownDate | None = None,
) -> Compared:
    """Allowances before and after their latest change, or on two days; all that changed if none is named.

    ``real`` puts both rates into the prices of a financial year, by the GDP deflator; ``worth_on`` says what
    the new rate is worth in a later month, by consumer prices. Raises WrongCall for an unknown allowance, a
    day without a rate or before the first one, an allowance that never changed, or a year or month that an
    index does not hold.

    >>> from stablehomes import load
    >>> answer = compare(load(), ["leaving-care"], people=13400, worth_on=KnownDate(2026, 2))
    >>> each = answer.comparisons[0]
    >>> each.percent.headline, each.cost_change.headline, each.worth.amount.headline
    (Decimal('50'), Decimal('13400000'), Decimal('2792.29'))
    """
    wanted = Wanted(people, before, after, region, age, real, worth_on)
    check_days(wanted)
    chosen = _chosen(catalogue, allowances, wanted)
    comparisons = tuple(
        _comparison(catalogue, allowance, old, new, wanted)
        for allowance in chosen
        for old, new in pairs(allowance, wanted)
    )
    return Compared(
        schema="stablehomes/compare/1",
        comparisons=comparisons,
        regions={id: title for each in chosen for id, title in each.regions.items()},
        notes=(*_notes(catalogue, chosen, comparisons, wanted), *_left_out(catalogue, allowances, wanted)),
        sources=_sources(catalogue, comparisons),
    )


def check_days(wanted: Wanted) -> None:
    """WrongCall if the day of the second rate lies before that of the first."""
    if wanted.before and wanted.after and wanted.after < wanted.before:
        first, second = in_words(wanted.before), in_words(wanted.after)
        raise WrongCall(f"the second day, {second}, lies before the first, {first}", "swap the two days")


def _chosen(catalogue: Catalogue, ids: Sequence[str], wanted: Wanted) -> list[Allowance]:
    if ids:
        return [find(catalogue.allowances, id, "allowance") for id in ids]
    if not catalogue.allowances:
        raise WrongCall("there are no allowances in this data", "add one to allowances.yaml")
    able = [each for each in catalogue.allowances.values() if can_be_compared(each, wanted)]
    if not able:
        raise WrongCall("no allowance has two rates to compare", "name one, to see which rates are known")
    return able


def can_be_compared(allowance: Allowance, wanted: Wanted) -> bool:
    """Of all allowances those that changed, and that have what was asked for."""
    return why_not_compared(allowance, wanted) is None


def why_not_compared(allowance: Allowance, wanted: Wanted) -> str | None:
    """What an allowance lacks of what was asked for; None if nothing."""
    try:
        return None if pairs(allowance, wanted) else f"no rate of {allowance.title} fits"
    except WrongCall as lacking:
        return f"{lacking}; {lacking.advice}"


def pairs(allowance: Allowance, wanted: Wanted) -> list[tuple[Rate, Rate]]:
    """The rates before and after: one pair, or one for each region and band of ages."""
    together: dict[tuple[str | None, Ages | None], list[Rate]] = {}
    for rate in chosen_rates(allowance, None, wanted.region, wanted.age):
        together.setdefault((rate.region, rate.ages), []).append(rate)
    return [_two_rates(allowance._replace(rates=tuple(alike)), wanted) for alike in together.values()]


def _two_rates(allowance: Allowance, wanted: Wanted) -> tuple[Rate, Rate]:
    second = chosen_rates(allowance, wanted.after)[-1]
    if wanted.before:
        return chosen_rates(allowance, wanted.before)[0], second
    return _rate_before(allowance, second), second


def _rate_before(allowance: Allowance, rate: Rate) -> Rate:
    place = allowance.rates.index(rate)
    if place == 0:
        advice = f"rates are known {days_known(allowance.rates)}"
        raise WrongCall(f"no earlier rate of {allowance.title} is known", advice)
    return allowance.rates[place - 1]


def _comparison(
    catalogue: Catalogue, allowance: Allowance, first: Rate, second: Rate, wanted: Wanted
) -> Comparison:
    old, new, people = on_days(first, catalogue), on_days(second, catalogue), wanted.people
    change = new.amount - old.amount
    percent = per_cent_range(change, old.amount)
    cost_before, cost_after, cost_change = (
        None if people is None else each * people for each in (old.amount, new.amount, change)
    )
    return Comparison(
        allowance=allowance.id,
        title=allowance.title,
        paid=allowance.paid,
        status=allowance.status,
        region=new.region,
        ages=new.ages,
        before=old,
        after=new,
        change=change,
        percent=percent,
        people=people,
        cost_before=cost_before,
        cost_after=cost_after,
        cost_change=cost_change,
        against_prices=against_prices(catalogue, old, new, percent),
        real=_real_change(catalogue, old, new, wanted.real) if wanted.real else None,
        worth=_worth(catalogue, new, wanted.worth_on) if wanted.worth_on else None,
    )


def _real_change(catalogue: Catalogue, old: RateOnDays, new: RateOnDays, year: FinancialYear) -> RealChange:
    index, years = deflator(catalogue), years_of_rates(old, new)
    now = level(index, year)
    before, after = (
        converted_range(rate.amount, level(index, then), now)
        for rate, then in zip((old, new), years, strict=True)
    )
    change = after - before
    return RealChange(in_prices(index, year, years), before, after, change, per_cent_range(change, before))


def years_of_rates(old: RateOnDays, new: RateOnDays) -> tuple[FinancialYear, FinancialYear]:
    """The year in which each rate began, or ended where its begin is not known; WrongCall if none is."""
    if new.from_ is None:
        raise WrongCall("no day is known on which the new rate begins", "ask without --real")
    return year_of(old.from_ or old.until or new.from_ - ONE_DAY), year_of(new.from_)


def month_of_begin(new: RateOnDays) -> KnownDate:
    """The month in which a rate began; WrongCall if it is not known."""
    if new.from_ is None:
        raise WrongCall("no day is known on which the rate begins", "ask without --worth-on")
    return KnownDate(new.from_.year, new.from_.month)


def _worth(catalogue: Catalogue, new: RateOnDays, month: KnownDate) -> Worth:
    index, began = find(catalogue.prices, CONSUMER_PRICES, "price index"), month_of_begin(new)
    amount = converted_range(new.amount, level(index, month), level(index, began))
    return Worth(in_prices(index, began, [month]), month, amount)


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
    catalogue: Catalogue, allowances: Sequence[Allowance], comparisons: Sequence[Comparison], wanted: Wanted
) -> Iterator[str]:
    if wanted.people is not None:
        yield "The number of people is assumed: it was given with the question."
    if wanted.before:
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


def _left_out(catalogue: Catalogue, ids: Sequence[str], wanted: Wanted) -> Iterator[str]:
    """Of all allowances those that are not compared, and why; those that were named are all compared."""
    for allowance in () if ids else catalogue.allowances.values():
        why = why_not_compared(allowance, wanted)
        if why is not None:
            yield f"Left out: {why}."


def _documents_disagree(comparison: Comparison) -> bool:
    return disagree(comparison.before.figures) or disagree(comparison.after.figures)


def _price_notes(indices: Mapping[str, PriceIndex], comparisons: Sequence[Comparison]) -> Iterator[str]:
    for each in comparisons:
        against = each.against_prices
        if against and against.percent is None:
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
