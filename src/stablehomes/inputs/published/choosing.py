"""Which rows of a published file are meant: councils, the latest period, what ``--where`` says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stablehomes.catalogue.councils import Found
from stablehomes.inputs.published.cells import is_figure
from stablehomes.inputs.published.identity import MOST_NAMES, Identified, Look, identified
from stablehomes.inputs.published.layouts import Layout, Options, place_of
from stablehomes.inputs.published.sheets import Sheet, cell
from stablehomes.problems.problem import Problem, WrongCall, did_you_mean, shown
from stablehomes.values.periods import Period, parse_period
from stablehomes.values.wording import listed

COUNCILS, REGIONS = "local authority", "regional"
MOST_VALUES = 20
HALF = 0.5
Rows = Sequence[int]


class Chosen(NamedTuple):
    """The rows of councils with what each is, and of wholes; in words what was left out; what is wrong."""

    councils: Rows
    found: Mapping[int, Found]
    wholes: Rows
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def choose(
    sheet: Sheet,
    layout: Layout,
    rows: Rows,
    where: Mapping[str, str],
    figures: Sequence[str],
    options: Options,
) -> Chosen:
    """The rows of one period and one value of each dimension, for councils and for wholes.

    ``figures`` are the columns of figures that are asked for; a dimension is none of them.

    Raises WrongCall for a condition that no row meets, where it cannot be said which period is the latest,
    and where several rows are left for one council: it then names the columns in which they differ, and
    their values.
    """
    look = Look(sheet, layout, options.councils)
    kept, other = _by_level(sheet, layout, rows)
    areas = identified(look, kept)
    steps = [f"{len(rows) - len(kept):,} that are not councils"] if len(kept) < len(rows) else []
    steps += areas.steps
    councils: Rows = areas.councils
    wholes: Rows = [*areas.wholes, *other]
    for column, value in where.items():
        before, councils = councils, _meeting(sheet, layout, councils, column, value)
        wholes = _meeting(sheet, layout, wholes, column, value, strict=False)
        lost = _lost(areas, options, before, councils, layout, column)
        steps.append(f"{len(before) - len(councils):,} in which {column} is something else{lost}")
    notes = list(areas.notes)
    problems = list(areas.problems)
    if layout.period is not None and not any(_is_period(layout, column) for column in where):
        before = councils
        councils, latest, wrong = _of_period(sheet, layout, councils, options.period)
        problems += wrong
        if latest is not None:
            wholes = [row for row in wholes if _same(cell(sheet.rows[row], layout.period), latest)]
            if len(councils) < len(before):
                steps.append(f"{len(before) - len(councils):,} of {_other_periods(options)} than {latest}")
            notes += _without(areas, options, before, councils, latest)
    elif options.period is not None and layout.period is None:
        raise WrongCall("no column of the file says when", "say which it is: --column period=COLUMN")
    if not problems:
        _refuse_ambiguity(sheet, layout, councils, areas.found, figures)
    return Chosen(councils, areas.found, wholes, (*_notes(councils, rows, steps), *notes), tuple(problems))


def _notes(kept: Rows, rows: Rows, steps: list[str]) -> Iterator[str]:
    if len(kept) < len(rows):
        left_out = listed([step for step in steps if not step.startswith("0 ")])
        yield f"{len(kept):,} of the {len(rows):,} rows are used; left out: {left_out}"


def _by_level(sheet: Sheet, layout: Layout, rows: Rows) -> tuple[Rows, list[int]]:
    """Rows of councils and of regions, where a column says what each row is of."""
    if layout.level is None:
        return rows, []
    levels = {row: cell(sheet.rows[row], layout.level).lower() for row in rows}
    councils = [row for row in rows if levels[row] == COUNCILS]
    return councils, [row for row in rows if levels[row] == REGIONS]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _meeting(
    sheet: Sheet, layout: Layout, rows: Rows, column: str, value: str, *, strict: bool = True
) -> Rows:
    """The rows with a value: as it is written, or else but for capitals and spaces, or as the same period."""
    index = place_of(layout.header, column)
    assert index is not None
    wanted = _plain(value)
    kept = [row for row in rows if _plain(cell(sheet.rows[row], index)) == wanted]
    if not kept and index == layout.period:
        kept = [row for row in rows if _same(cell(sheet.rows[row], index), value)]
    if strict and rows and not kept:
        values = sorted({cell(sheet.rows[row], index) for row in rows})
        raise WrongCall(
            f'no council row has "{value}" in the column "{column}"',
            did_you_mean(value, values[:MOST_VALUES]),
        )
    return kept


def _is_period(layout: Layout, column: str) -> bool:
    return place_of(layout.header, column) == layout.period


def _same(one: str, other: str) -> bool:
    period = parse_period(one)
    return (period is not None and period == parse_period(other)) or _plain(one) == _plain(other)


def _of_period(
    sheet: Sheet, layout: Layout, rows: Rows, asked: str | None
) -> tuple[Rows, str | None, list[Problem]]:
    """The rows of the period that is asked for, or else of the latest; what it is called; what is none."""
    assert layout.period is not None
    texts = {row: cell(sheet.rows[row], layout.period) for row in rows}
    values = list(dict.fromkeys(texts.values()))
    if asked is not None:
        kept = [row for row in rows if _same(texts[row], asked)]
        if not kept:
            raise WrongCall(f'no council row is of the period "{asked}"', did_you_mean(asked, values))
        return kept, texts[kept[0]], []
    if len(values) <= 1:
        return rows, values[0] if values else None, []
    periods = {text: parse_period(text) for text in values}
    none = [text for text, period in periods.items() if period is None]
    if len(none) > HALF * len(values):
        listing = "; ".join(map(shown, values[:MOST_VALUES]))
        advice = f"say which period is meant, with --period and one of: {listing}"
        raise WrongCall(
            f'it cannot be said which period in "{layout.header[layout.period]}" is the latest', advice
        )
    if none:
        return [], None, list(_no_periods(sheet, layout, texts, frozenset(none)))
    latest = max(period for period in periods.values() if period)
    _refuse_two_kinds(layout, periods, latest)
    kept = [row for row in rows if periods[texts[row]] == latest]
    return kept, texts[kept[0]], []


def _no_periods(
    sheet: Sheet, layout: Layout, texts: Mapping[int, str], none: frozenset[str]
) -> Iterator[Problem]:
    for row, text in texts.items():
        if text in none:
            assert layout.period is not None
            what = f'"{shown(text)}" is no period' if text else "there is no period"
            message = f'row {row + 1}: {what} in the column "{layout.header[layout.period]}"'
            help = "correct it, or say which period is meant with --period"
            yield sheet.problem("bad-period", row, layout.period, message, help)


def _refuse_two_kinds(layout: Layout, periods: Mapping[str, Period | None], latest: Period) -> None:
    """Two periods that end on one day and begin on others are of two kinds, such as a year and a month."""
    ends = [text for text, period in periods.items() if period and period.end == latest.end]
    if len({periods[text] for text in ends}) > 1:
        assert layout.period is not None
        listing = listed([f'"{shown(text)}"' for text in ends])
        raise WrongCall(
            f'{listing} in the column "{layout.header[layout.period]}" end on one day',
            f'say which is meant: --period "{ends[0]}"',
        )


def _other_periods(options: Options) -> str:
    return "an earlier period" if options.period is None else "another period"


def _lost(areas: Identified, options: Options, before: Rows, after: Rows, layout: Layout, column: str) -> str:
    """The councils that a condition leaves without a row: some of them by a slip of its writer."""
    if place_of(layout.header, column) in (layout.code, layout.name, layout.region_code, layout.region_name):
        return ""
    names = _gone(areas, options, before, after)
    return f" (no row is left for {_listed(names)})" if names else ""


def _without(areas: Identified, options: Options, before: Rows, after: Rows, latest: str) -> Iterator[str]:
    """Councils that have rows, but none of the latest period, and whose successors have none either."""
    names = _gone(areas, options, before, after)
    if names:
        yield f"without a row for {latest}, and so without a share: {_listed(names)}"


def _gone(areas: Identified, options: Options, before: Rows, after: Rows) -> list[str]:
    there = {_today(areas.found[row]) for row in after}
    gone: dict[str, str] = {}
    for row in before:
        found = areas.found[row]
        code = _today(found)
        if code in there or code in gone:
            continue
        if not options.councils.related(code) & there:
            gone[code] = found.name
    return list(gone.values())


def _today(found: Found) -> str:
    return found.council.code if found.council else found.code


def _listed(names: Sequence[str]) -> str:
    more = [f"{len(names) - MOST_NAMES:,} more"] if len(names) > MOST_NAMES else []
    return listed([*map(shown, names[:MOST_NAMES]), *more])


def _refuse_ambiguity(
    sheet: Sheet, layout: Layout, rows: Rows, found: Mapping[int, Found], figures: Sequence[str]
) -> None:
    codes = [_today(found[row]) for row in rows]
    repeated = len(set(codes)) < len(codes)
    if not repeated and layout.level is None:
        return
    asked = {place_of(layout.header, column) for column in figures}
    columns = [index for index in _dimensions(sheet, layout, rows, codes, repeated) if index not in asked]
    if not columns:
        return
    first, count = Counter(codes).most_common(1)[0]
    name = next(found[row].name for row in rows if _today(found[row]) == first)
    stands = f"{shown(name)} has {count} rows" if repeated else "the rows are not all of one kind"
    advice = "\n".join(_options(sheet, layout, rows, columns))
    raise WrongCall(f"{sheet.name}: {stands}; say which are meant", advice)


def _dimensions(
    sheet: Sheet, layout: Layout, rows: Rows, codes: Sequence[str], repeated: bool
) -> Iterator[int]:
    """Columns of words in which rows differ: of one council, or at all where each council has one row."""
    known = {layout.code, layout.name, *layout[4:8]}
    for index, column in enumerate(layout.header):
        if index in known or column.lower().endswith(("_code", "_name")):
            continue
        values = [_plain(cell(sheet.rows[row], index)) for row in rows]
        if _differs(values, codes, repeated) and _has_words(values) and (repeated or _has_few(values)):
            yield index


def _differs(values: Sequence[str], codes: Sequence[str], repeated: bool) -> bool:
    first: dict[str, str] = {}
    pairs = zip(codes, values, strict=True)
    return any(first.setdefault(code if repeated else "", value) != value for code, value in pairs)


def _has_few(values: Sequence[str]) -> bool:
    """Whether values sort rows into kinds: what nearly every row has its own of does not."""
    return len(values) < 2 * MOST_VALUES or len(set(values)) <= HALF * len(values)


def _has_words(values: Sequence[str]) -> bool:
    """Whether there are words among the values: not figures of any kind, symbols or days."""
    return any(value and not is_figure(value) and parse_period(value) is None for value in set(values))


def _options(sheet: Sheet, layout: Layout, rows: Rows, columns: Iterable[int]) -> Iterator[str]:
    for index in columns:
        values = sorted({cell(sheet.rows[row], index) for row in rows})
        more = f" and {len(values) - MOST_VALUES:,} more" if len(values) > MOST_VALUES else ""
        listed_values = "; ".join(map(shown, values[:MOST_VALUES]))
        yield f'add --where "{layout.header[index]}=…" with one of: {listed_values}{more}'
