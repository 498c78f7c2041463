"""A saved answer, read back: from the JSON that a command printed to the named tuples it was made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from stablehomes.answers.revive import revived
from stablehomes.doors import limits
from stablehomes.doors.incoming import START, Refused, read_text
from stablehomes.doors.limits import MOST_DIGITS, MOST_PROBLEMS
from stablehomes.inputs.verified import contradictions
from stablehomes.problems.problem import InvalidData, Problem, Span, problem_at, shown
from stablehomes.questions.allowances.compare import Compared
from stablehomes.questions.budget import Budget

ANSWERS: Mapping[str, type[Budget | Compared]] = {
    "stablehomes/budget/1": Budget,
    "stablehomes/compare/1": Compared,
}
OLDER = "an older version of the program may have saved it: save it again with this one"
ADVICE = "save it with: stablehomes budget --format json --output FILE"


def read_answer(file: Path) -> tuple[Budget | Compared, tuple[str, ...]]:
    """The answer in a file, and the titles of the scenarios that it shows; InvalidData if it is none."""
    name = str(file)
    try:
        text = read_text(file, name)
        _refuse_bombs(text, name)
        data = json.loads(text, parse_float=_number, parse_int=_number, parse_constant=_no_number)
    except Refused as refusal:
        raise _invalid(name, "", refusal.code, refusal.message, refusal.help) from None
    except json.JSONDecodeError as error:
        span = Span(error.lineno, error.colno, error.colno + 1)
        reason = error.msg.removesuffix(" at").removesuffix(" starting")  # the place is shown apart
        raise _invalid(name, text, "bad-json", f"this is not JSON: {reason}", ADVICE, span) from None
    except (ValueError, RecursionError) as error:
        raise _invalid(name, "", "bad-json", f"this is not JSON: {error}", ADVICE) from None
    return _answer(name, data)


def _answer(name: str, data: Any) -> tuple[Budget | Compared, tuple[str, ...]]:
    schema = data.get("schema") if isinstance(data, dict) else None
    if not isinstance(schema, str) or schema not in ANSWERS:
        message = f"{name} is not a saved answer of budget or compare"
        raise _invalid(name, "", "not-an-answer", message, ADVICE)
    try:
        scenarios = tuple(str(each["title"]) for each in data.get("scenarios", ()))
        answer: Budget | Compared = revived(ANSWERS[schema], data)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"{name} is not whole: {error}"
        raise _invalid(name, "", "not-an-answer", message, OLDER) from None
    wrong = list(islice(contradictions(answer), MOST_PROBLEMS))
    if wrong:
        raise InvalidData([_contradiction(name, each) for each in wrong])
    return answer, scenarios


def _contradiction(name: str, said: str) -> Problem:
    message = f"{name} contradicts itself: {said}"
    return problem_at(
        name, "", "not-an-answer", START, message, "save the answer again, and change nothing in it"
    )


# What begins a list or an object, or follows a value in one: never fewer of these than there are values.
BEGINNINGS = ("[", "{", ",")


def _refuse_bombs(text: str, name: str) -> None:
    if sum(map(text.count, BEGINNINGS)) > limits.values():
        message = f"{name} has more than {limits.values():,} values, which is the limit"
        raise Refused("file-too-large", message, "compare the data itself, or raise --max-size")


def _number(digits: str) -> Decimal:
    """An exact number, of no more digits than an answer can have."""
    number = Decimal(digits)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int), "JSON has no other numbers"
    if abs(number.adjusted()) > MOST_DIGITS or -exponent > MOST_DIGITS:
        raise ValueError(f"{shown(digits)} has more than {MOST_DIGITS} digits")
    return number


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _invalid(name: str, text: str, code: str, message: str, advice: str, span: Span = START) -> InvalidData:
    return InvalidData([problem_at(name, text, code, span, message, advice)])
