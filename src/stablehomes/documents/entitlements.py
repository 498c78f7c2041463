"""What people are due as a document."""

from __future__ import annotations

from collections.abc import Iterator

from stablehomes.answers.plain import plain
from stablehomes.documents.form.document import Cell, Column, Document, Row, Table
from stablehomes.documents.rate import PERIODS
from stablehomes.questions.allowances.entitlements import Entitled, Entitlement, PersonEntitlements
from stablehomes.questions.allowances.reasons import Reason, needed
from stablehomes.values.days import in_words
from stablehomes.values.ranges import Range, is_exact, qualified
from stablehomes.values.wording import listed, pounds_in_prose

MARKS = {True: "yes", False: "no", None: "cannot say"}


def document(entitled: Entitled) -> Document:
    """What is due, person by person, then the reasons for each allowance."""
    several = len(entitled.people) > 1
    return Document(
        title="What is due",
        answer=" ".join(_answer(person, several, place) for place, person in _numbered(entitled)),
        tables=(_amounts(entitled), _reasons(entitled)),
        notes=entitled.notes,
        sources=entitled.sources,
        data=plain(entitled),
        name="entitlements",
        records=tuple(plain(person) for person in entitled.people),
    )


def _numbered(entitled: Entitled) -> Iterator[tuple[int, PersonEntitlements]]:
    yield from enumerate(entitled.people, 1)


def _name(person: PersonEntitlements, place: int) -> str:
    return person.id or f"Person {place}"


def _answer(person: PersonEntitlements, several: bool, place: int) -> str:
    """What is due by name; what cannot be said is named too, what is not due stands in the table."""
    due = [_due(each) for each in person.entitlements if each.verdict == "due"]
    open_ = [_open(each) for each in person.entitlements if each.verdict == "cannot say"]
    who = f"{_name(person, place)}, on" if several else "On"
    nothing = "nothing is known to be due" if open_ else "nothing is due"
    said = [f"{who} {in_words(person.on)}: {'; '.join(due) if due else nothing}."]
    if open_:
        said.append(f"Cannot say: {'; '.join(open_)}.")
    return " ".join(said)


def _due(entitlement: Entitlement) -> str:
    assert entitlement.amount is not None, "what is due has an amount"
    said = qualified(entitlement.amount, pounds_in_prose)
    parts = _instalments(entitlement)
    return f"{entitlement.title}, {said} ({PERIODS[entitlement.paid]}{parts})"


def _open(entitlement: Entitlement) -> str:
    facts = [fact for reason in entitlement.reasons for fact in reason.needs]
    if facts:
        return f"{entitlement.title}, needs {needed(facts)}"
    why = [reason.says for reason in entitlement.reasons if reason.holds is None]
    return f"{entitlement.title}, {listed(why)}"


def _instalments(entitlement: Entitlement) -> str:
    parts = [f"{pounds_in_prose(each.amount)} on {in_words(each.on)}" for each in entitlement.instalments]
    return f", in instalments: {listed(parts)}" if parts else ""


def _amounts(entitled: Entitled) -> Table:
    columns = (
        *_person_column(entitled),
        Column("Allowance"),
        Column("Id", "id", audience="machines"),
        Column("Verdict"),
        Column("Due", "pounds"),
        Column("Latest change", "day", name="change"),
        Column("Before", "pounds"),
        Column("After", "pounds"),
    )
    rows = tuple(
        Row((*_person_cell(entitled, person, place), *_amount_cells(each)))
        for place, person in _numbered(entitled)
        for each in person.entitlements
    )
    return Table("entitlements", "Allowances", columns, rows)


def _amount_cells(each: Entitlement) -> tuple[Cell, ...]:
    before, after = _cell(each.before), _cell(each.after)
    return each.title, each.allowance, each.verdict, each.amount, each.change, before, after


def _cell(amount: Range | None) -> Cell:
    """An amount without ends where it has none."""
    return amount.headline if amount and is_exact(amount) else amount


def _reasons(entitled: Entitled) -> Table:
    columns = (
        Column("Why or why not"),
        *_person_column(entitled),
        Column("Allowance", "id", audience="machines"),
        Column("Holds"),
    )
    rows = [row for place, person in _numbered(entitled) for row in _reason_rows(entitled, person, place)]
    return Table("reasons", "Reasons", columns, tuple(rows))


def _reason_rows(entitled: Entitled, person: PersonEntitlements, place: int) -> Iterator[Row]:
    first = _person_cell(entitled, person, place)
    for each in person.entitlements:
        yield Row((": ".join([*first, each.title, each.verdict]),), "heading")
        for reason in each.reasons:
            yield Row((reason.says, *first, each.allowance, _mark(reason)))


def _mark(reason: Reason) -> str:
    return MARKS[reason.holds]


def _person_column(entitled: Entitled) -> tuple[Column, ...]:
    return (Column("Person"),) if len(entitled.people) > 1 else ()


def _person_cell(entitled: Entitled, person: PersonEntitlements, place: int) -> tuple[str, ...]:
    return (_name(person, place),) if len(entitled.people) > 1 else ()
