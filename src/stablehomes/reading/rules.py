"""What the files of a folder must mean together: each check yields the faults that it finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from stablehomes.catalogue.envelope import announced, excess, itemised
from stablehomes.problems.problem import Fault, Keys, Nearest, nearest, shown
from stablehomes.reading.place_rules import doubtful_places, repeated_places, repeated_years
from stablehomes.reading.quote_rules import (
    NUMBERS,
    quotes_of_allowances,
    quotes_of_measures,
    quotes_of_prices,
    statements_in,
)
from stablehomes.reading.yaml import Tree
from stablehomes.values.days import KnownDate, in_words, known_in_words

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.reading.schema import (
        AllowancesFile,
        CountFigure,
        MeasuresFile,
        MoneyFigure,
        PricesFile,
        RateFigure,
        Statement,
        TableEntry,
    )

MOST_FAULTS = 1000  # of one check
ANNOUNCED = ("strategy", "figures", 0, "amount")
WHERE_BEYOND = (
    "stablehomes budget shows both sums; where a document says that a measure was announced apart,"
    ' say "envelope: outside"'
)
ONE_DAY = timedelta(days=1)
Statements = list[tuple[Keys, str]]  # where the number of a statement stands in its list, and what it says


def unknown_sources(trees: Mapping[str, Tree]) -> Iterator[Fault]:
    """Every source that is named must be in sources.yaml."""
    known = _ids(trees["sources"], "sources")
    if known is None:
        return
    ids = frozenset(known)
    for file, path, source in _named_sources(trees):
        if source not in ids:
            message = f'there is no source "{shown(source)}" in sources.yaml'
            yield Fault("unknown-source", file, path, message, Nearest(source, known))


def unused_sources(trees: Mapping[str, Tree]) -> Iterator[Fault]:
    """A source that nothing names is a statement that was lost, or a leftover."""
    if None in trees.values():
        return  # a file that could not be read may name it
    used = {source for _, _, source in _named_sources(trees)}
    for source in _ids(trees["sources"], "sources") or ():
        if source not in used:
            message = f'nothing names the source "{shown(source)}"'
            advice = "add what it states, or take it out"
            yield Fault("unused-source", "sources", ("sources", source), message, advice, True, "warning")


# What has an id: the file, its key there, and what one is called; in the order in which ids are looked for.
WITH_IDS = (
    ("measures", "measures", "a measure"),
    ("allowances", "allowances", "an allowance"),
    ("measures", "context", "a context figure"),
    ("measures", "pillars", "a pillar"),
    ("prices", "prices", "a price index"),
    ("sources", "sources", "a source"),
)
RESERVED = "strategy"


def reserved_ids(trees: Mapping[str, Tree]) -> Iterator[Fault]:
    """The announcement itself is shown by its id, so nothing else can have that."""
    for file, key, kind in WITH_IDS:
        if RESERVED in (_ids(trees[file], key) or ()):
            message = f'{kind} cannot be called "{RESERVED}": the announcement itself is'
            yield Fault("reserved-id", file, (key, RESERVED), message, "choose another id", True)


def shared_ids(trees: Mapping[str, Tree]) -> Iterator[Fault]:
    """An id that is that of two things finds the first of them only."""
    first: dict[str, str] = {RESERVED: ""}
    for file, key, kind in WITH_IDS:
        for id in _ids(trees[file], key) or ():
            other = first.setdefault(id, kind)
            if other not in ("", kind):
                message = (
                    f'the id of {kind}, "{shown(id)}", is that of {other} already, which is found instead'
                )
                yield Fault("shared-id", file, (key, id), message, "choose another id", True, "warning")


def unknown_pillars(tree: Tree, measures: MeasuresFile) -> Iterator[Fault]:
    """Every measure must stand in a pillar of the same file."""
    known = _ids(tree, "pillars")
    for id, measure in measures.measures.items():
        if known is not None and measure.pillar not in known:
            message = f'there is no pillar "{shown(measure.pillar)}"'
            path = ("measures", id, "pillar")
            yield Fault("unknown-pillar", "measures", path, message, Nearest(measure.pillar, known))


def mixed_context(measures: MeasuresFile) -> Iterator[Fault]:
    """The figures of one context entry must be of one kind: pounds, a count or a per cent."""
    for id, entry in measures.context.items():
        kinds = [{name for name in NUMBERS if getattr(figure, name) is not None} for figure in entry.figures]
        for index, kind in enumerate(kinds):
            if len(kind) != 1 or kind != kinds[0]:
                path = ("context", id, "figures", index)
                message = "a context figure has one of amount, count and percent, as the first of its entry"
                yield Fault(
                    "mixed-figures", "measures", path, message, "keep the one that the document states"
                )


def rate_days(allowances: AllowancesFile) -> Iterator[Fault]:
    """The rates of an allowance must follow each other without an overlap and without a gap."""
    for id, allowance in allowances.allowances.items():
        lists: dict[str, Sequence[RateFigure | TableEntry]] = {
            "rates": allowance.rates,
            "tables": allowance.tables,
        }
        for key, rates in lists.items():
            path = ("allowances", id, key)
            yield from _backward_days(path, rates)
            yield from _broken_sequence(path, rates)


def _backward_days(path: Keys, rates: Sequence[RateFigure | TableEntry]) -> Iterator[Fault]:
    for index, rate in enumerate(rates):
        if rate.from_ and rate.until and rate.until < rate.from_:
            message = f"this rate ends before it begins, on {in_words(rate.from_)}"
            yield Fault(
                "backward-days", "allowances", (*path, index, "until"), message, "correct one of the two days"
            )


def _broken_sequence(path: Keys, rates: Sequence[RateFigure | TableEntry]) -> Iterator[Fault]:
    """Several documents may state one rate: statements with the same days are one rate."""
    periods = {(rate.from_, rate.until): index for index, rate in reversed(list(enumerate(rates)))}
    in_order = sorted(periods, key=lambda days: (days[0] or date.min, days[1] or date.max))
    for (_, until), later in pairwise(in_order):
        from_ = later[0]
        place = (*path, periods[later], "from")
        if until is None or from_ is None or from_ <= until:
            advice = "end the earlier rate on the day before, with until"
            yield Fault(
                "overlapping-rates", "allowances", place, "this rate overlaps the one before it", advice
            )
        elif from_ - until > ONE_DAY:
            message = f"no rate covers {in_words(until + ONE_DAY)} to {in_words(from_ - ONE_DAY)}"
            yield Fault(
                "rate-gap", "allowances", place, message, "add the rate of those days, or correct the days"
            )


def rates_or_tables(allowances: AllowancesFile) -> Iterator[Fault]:
    """An allowance pays by a list of rates, or by tables of regions and ages; never by both or by none."""
    for id, allowance in allowances.allowances.items():
        path = ("allowances", id)
        if not allowance.rates and not allowance.tables:
            message = "an allowance has rates, or tables"
            yield Fault("no-rates", "allowances", (*path, "rates"), message, "add what it pays", at_key=True)
        elif allowance.rates and allowance.tables:
            message = "an allowance has rates or tables, not both"
            advice = "keep the tables, if region and age make a difference"
            yield Fault("rates-and-tables", "allowances", (*path, "rates"), message, advice, at_key=True)


def conditions_that_fit(allowances: AllowancesFile) -> Iterator[Fault]:
    """An age has a limit; a condition on the start needs a start."""
    for id, allowance in allowances.allowances.items():
        age, path = allowance.who.age, ("allowances", id, "who", "age")
        if age and age.from_ is None and age.under is None:
            yield Fault(
                "no-limit", "allowances", path, "this age has no limit", "add from, under or both", True
            )
        if age and None not in (age.from_, age.under) and (age.from_ or 0) >= (age.under or 0):
            message = f"nobody is {age.from_} or over and under {age.under}"
            yield Fault("no-limit", "allowances", path, message, "correct one of the two", True)
        if age and age.at == "start" and allowance.decided_by == "day":
            message = "an age at the start needs to know the start of what"
            advice = "add decided_by: apprenticeship_started, or course_started"
            yield Fault("no-start", "allowances", (*path, "at"), message, advice)


def instalments_that_add_up(allowances: AllowancesFile) -> Iterator[Fault]:
    """The instalments of a rate must come to the rate, and have a start to count from."""
    for id, allowance in allowances.allowances.items():
        for place, rate in enumerate(allowance.rates):
            path = ("allowances", id, "rates", place, "instalments")
            paid = sum(part.amount for part in rate.instalments)
            if rate.instalments and paid != rate.amount:
                message = f"the instalments come to £{paid:,}, the rate is £{rate.amount:,}"
                yield Fault("instalments-differ", "allowances", path, message, "correct one of them", True)
            if rate.instalments and allowance.decided_by == "day":
                advice = "add decided_by: apprenticeship_started, or course_started"
                message = "instalments are counted from a start, and this allowance has none"
                yield Fault("no-start", "allowances", path, message, advice, True)


def whole_tables(allowances: AllowancesFile) -> Iterator[Fault]:
    """A table has every region, and in each the same ages, one band after the other."""
    for id, allowance in allowances.allowances.items():
        for place, table in enumerate(allowance.tables):
            path = ("allowances", id, "tables", place, "amounts")
            yield from _table_regions(path, allowance.regions, table)
            yield from _table_ages(path, table)


def _table_regions(path: Keys, regions: Mapping[str, str], table: TableEntry) -> Iterator[Fault]:
    """A region that is only misspelt is one slip: it is not missing as well."""
    missing = [region for region in regions if region not in table.amounts]
    for region in table.amounts:
        if region not in regions:
            message = f'there is no region "{shown(region)}" in this allowance'
            advice = Nearest(region, list(regions))
            yield Fault("unknown-region", "allowances", (*path, region), message, advice, True)
            meant = nearest(region, missing)
            missing = [each for each in missing if each != meant]
    for region in missing:
        message = f'the region "{region}" is missing from this table'
        yield Fault("missing-cell", "allowances", path, message, "add its amounts", True)


def _table_ages(path: Keys, table: TableEntry) -> Iterator[Fault]:
    columns = [sorted(by_age) for by_age in table.amounts.values()]
    for region, by_age in table.amounts.items():
        if sorted(by_age) != columns[0]:
            message = "this row does not have the ages of the first row"
            yield Fault(
                "missing-cell", "allowances", (*path, region), message, "write one amount for each age", True
            )
    first = next(iter(table.amounts), "")
    for earlier, later in pairwise(columns[0] if columns else []):
        if later.lowest != earlier.highest + 1:
            message = (
                f"{later.lowest} to {later.highest} does not follow {earlier.lowest} to {earlier.highest}"
            )
            band = (*path, first, f"{later.lowest}-{later.highest}")
            yield Fault("broken-ages", "allowances", band, message, "let each age stand in one band", True)


def price_periods(prices: PricesFile) -> Iterator[Fault]:
    """Each level of a price index must be for one year, or one month, as the index says."""
    for id, index in prices.prices.items():
        wanted, other = ("month", "year") if index.by == "month" else ("year", "month")
        for place, level in enumerate(index.values):
            if getattr(level, wanted) is None or getattr(level, other) is not None:
                path = ("prices", id, "values", place)
                yield Fault(
                    "wrong-period",
                    "prices",
                    path,
                    f"a level of this index is for a {wanted}",
                    f'add "{wanted}:"',
                )
        yield from _repeated(
            ("prices", id, "values"), [str(getattr(level, wanted)) for level in index.values]
        )
        yield from _repeated(("prices", id, "changes"), [str(change.month) for change in index.changes])
        yield from _repeated(("prices", id, "years"), [str(change.year) for change in index.years])


def _repeated(path: Keys, periods: Sequence[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, period in enumerate(periods):
        if period in seen:
            message = f"{period} stands here a second time"
            yield Fault("repeated-period", "prices", (*path, index), message, "keep one of the two")
        seen.add(period)


def disagreements(file: str, things: Iterable[tuple[Keys, Statements]]) -> Iterator[Fault]:
    """Documents that state one thing in different ways: worth knowing, and no fault of the data."""
    for path, statements in things:
        differing = [(place, words) for place, words in statements if words != statements[0][1]]
        if differing:
            place, words = differing[0]
            message = f"documents disagree: {statements[0][1]} and {words}"
            advice = "nothing to do: every statement is kept, and one is the headline by rule"
            yield Fault("disagreement", file, (*path, *place), message, advice, severity="notice")


def beyond_envelope(catalogue: Catalogue) -> Iterator[Fault]:
    """Documents that do not add up: both sums are kept, and no figure is to be altered for it."""
    whole, parts = announced(catalogue), itemised(catalogue)
    beyond = excess(whole, parts)
    if whole is None or beyond is None:
        return
    message = (
        f"£{parts.headline:,} is itemised, £{beyond.headline:,} more than the £{whole.headline:,} announced"
    )
    if not beyond.low:
        message += "; what the documents leave open has room for it"
    yield Fault("beyond-envelope", "measures", ANNOUNCED, message, WHERE_BEYOND, severity="warning")


def stale_figures(forms: Mapping[str, Any], published: Mapping[str, KnownDate], day: date) -> Iterator[Fault]:
    """A figure that was stated before the day may have been overtaken."""
    for file, form in forms.items():
        for path, statement in statements_in(form, ()):
            stated = statement.stated or published.get(statement.source)
            if stated and stated.last_day < day:
                message = f"this statement is of {known_in_words(stated)}, which is before {in_words(day)}"
                advice = "look for a later statement, and add it as a figure of its own"
                number = [key for key in NUMBERS if getattr(statement, key, None) is not None]
                yield Fault("stale-figure", file, (*path, *number[:1]), message, advice, severity="warning")


def of_trees(trees: Mapping[str, Tree], *, warnings: bool) -> Iterator[Fault]:
    """The faults of the checks that need no form, with the paths of the files."""
    yield from _most([unknown_sources(trees), reserved_ids(trees)])
    if warnings:
        yield from _most([unused_sources(trees), shared_ids(trees)])


def of_forms(trees: Mapping[str, Tree], forms: Mapping[str, Any]) -> Iterator[Fault]:
    """The errors of every check that the forms, or what is left of them, allow; paths are of what is left."""
    measures, allowances, prices = forms["measures"], forms["allowances"], forms["prices"]
    checks: list[Iterator[Fault]] = []
    if measures:
        checks += [unknown_pillars(trees["measures"], measures), mixed_context(measures)]
        checks += [repeated_places(measures), repeated_years(measures)]
    if allowances:
        checks += [rates_or_tables(allowances), rate_days(allowances), conditions_that_fit(allowances)]
        checks += [instalments_that_add_up(allowances), whole_tables(allowances)]
    if prices:
        checks.append(price_periods(prices))
    yield from _most(checks)


def notices(forms: Mapping[str, Any], stale_after: date | None = None) -> Iterator[Fault]:
    """What is worth a warning in the forms, or in what is left of them; the paths are of what is left."""
    measures, allowances = forms["measures"], forms["allowances"]
    checks: list[Iterator[Fault]] = []
    if measures:
        checks += [disagreements("measures", _measure_statements(measures)), doubtful_places(measures)]
    if allowances:
        checks.append(disagreements("allowances", _rate_statements(allowances)))
    if stale_after:
        checks.append(stale_figures(forms, _published(forms["sources"]), stale_after))
    yield from _most(checks)


def for_nobody(catalogue: Catalogue) -> Iterator[Fault]:
    """An allowance without a condition: of whom it is due cannot be said."""
    for id, allowance in catalogue.allowances.items():
        if not allowance.who:
            message = "the data does not say who it is for, so nobody is said to be due it"
            advice = "add what must hold, such as care_leaver: true, or an age"
            path = ("allowances", id, "who")
            yield Fault("no-conditions", "allowances", path, message, advice, True, "warning")


def findings(catalogue: Catalogue, forms: Mapping[str, Any]) -> Iterator[Fault]:
    """What sound data says that does not add up, and what its quotes do not bear out."""
    yield from beyond_envelope(catalogue)
    yield from islice(for_nobody(catalogue), MOST_FAULTS)
    audits = [quotes_of_measures(forms["measures"]), quotes_of_allowances(forms["allowances"])]
    yield from _most([*audits, quotes_of_prices(forms["prices"])])


def _most(checks: Iterable[Iterator[Fault]]) -> Iterator[Fault]:
    for check in checks:
        yield from islice(check, MOST_FAULTS)


# What may follow from another fault: of one list of an allowance, or of the allowance.
CONSEQUENCES = {"rate-gap": 3, "no-rates": 2}


def without_consequences(found: Iterable[Fault], faults_of_form: Iterable[Fault]) -> Iterator[Fault]:
    """Leaves out a lack of rates, or a gap between them, where one was set aside for a fault of its own."""
    paths = [fault.path for fault in faults_of_form if fault.file == "allowances"]
    of_rates = [path for path in paths if path[2:3] in (("rates",), ("tables",))]
    set_aside = {path[:length] for path in of_rates for length in CONSEQUENCES.values()}
    return (
        fault
        for fault in found
        if fault.code not in CONSEQUENCES or fault.path[: CONSEQUENCES[fault.code]] not in set_aside
    )


def _published(sources: Any) -> dict[str, KnownDate]:
    return {id: entry.published for id, entry in sources.sources.items()} if sources else {}


def _measure_statements(measures: MeasuresFile) -> Iterator[tuple[Keys, Statements]]:
    yield ("strategy", "figures"), _money(measures.strategy.figures)
    for id, measure in measures.measures.items():
        yield ("measures", id, "figures"), _money(measure.figures)
        yield ("measures", id, "areas"), _counts(measure.areas)
        yield ("measures", id, "people"), _counts(measure.people)


def _rate_statements(allowances: AllowancesFile) -> Iterator[tuple[Keys, Statements]]:
    for id, allowance in allowances.allowances.items():
        by_days: dict[object, Statements] = {}
        for index, rate in enumerate(allowance.rates):
            by_days.setdefault((rate.from_, rate.until), []).append(
                ((index, "amount"), _words(f"£{rate.amount:,}", rate))
            )
        for statements in by_days.values():
            yield ("allowances", id, "rates"), statements


def _money(figures: Sequence[MoneyFigure]) -> Statements:
    return [
        ((index, "amount"), _words(f"£{figure.amount:,}", figure)) for index, figure in enumerate(figures)
    ]


def _counts(figures: Sequence[CountFigure]) -> Statements:
    return [((index, "count"), _words(f"{figure.count:,}", figure)) for index, figure in enumerate(figures)]


def _words(number: str, statement: Statement) -> str:
    return number if statement.qualifier == "exact" else f"{statement.qualifier} {number}"


def _ids(tree: Tree, key: str) -> list[str] | None:
    """The ids below a key, whether or not their entries are sound; None if there are no entries."""
    entries = tree.get(key) if isinstance(tree, dict) else None
    return list(entries) if isinstance(entries, dict) else None


def _named_sources(trees: Mapping[str, Tree]) -> list[tuple[str, Keys, str]]:
    """Every place in the files that names a source: the keys ``source`` and ``…_source``."""
    found: list[tuple[str, Keys, str]] = []
    for file, tree in trees.items():
        _add_named(found, file, tree, ())
    return found


def _add_named(found: list[tuple[str, Keys, str]], file: str, tree: Tree, path: Keys) -> None:
    children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, child in children:
        if not isinstance(child, str):
            _add_named(found, file, child, (*path, key))
        elif key == "source" or str(key).endswith("_source"):
            found.append((file, (*path, key), child))
