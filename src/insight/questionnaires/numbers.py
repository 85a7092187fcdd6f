"""Exact numbers: what a definition can hold, and how it is written."""

import math
import numbers
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TypeGuard

from insight.errors import Problem, name_type, quote

Number = int | Decimal
MOST_DIGITS = 18
LARGEST = 1_000_000_000_000_000_000
LARGEST_EXPONENT = 30
FRACTION = re.compile(rf"-?\d{{1,{MOST_DIGITS}}}(/0*[1-9]\d{{0,{MOST_DIGITS - 1}}})?", re.ASCII)
# Below this, float64 carries whole numbers exactly on every engine; a definition that could reach it is refused.
FLOAT_LIMIT = 2**52


def number_problems(place: str, value: object) -> Iterator[Problem]:
    """What makes *value* no exact number: its type, or more digits than anybody needs.

    >>> [str(problem) for problem in number_problems("value", 0.5)]
    ["value: a binary float is not exact; write Decimal('0.5') or an integer"]
    """
    if isinstance(value, float):
        yield Problem(place, "a binary float is not exact", remedy="write Decimal('0.5') or an integer")
    elif isinstance(value, bool) or not isinstance(value, int | Decimal):
        yield Problem(place, f"a number is expected, not {name_type(value)}", remedy=number_remedy(value))
    elif isinstance(value, Decimal) and not value.is_finite():
        yield Problem(place, "a number is expected, not NaN or infinity")
    elif not is_short(value):
        yield too_long(place)


def too_long(place: str) -> Problem:
    """The problem of a number that nobody can read or compute with."""
    message = f"the number has more than {MOST_DIGITS} digits, or an exponent beyond ±{LARGEST_EXPONENT}"
    return Problem(place, message, remedy="write fewer digits")


def number_remedy(value: object) -> str:
    """What to write instead of *value*, which is no number."""
    if value is None:
        return "leave it out"
    return "write it without quotes" if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value) else ""


def plain_problems(place: str, value: object) -> Iterator[Problem]:
    """What makes *value* no number that a client can be given: JSON has floats, and it must not become another there.

    >>> [str(problem) for problem in plain_problems("value", Decimal("0.12345678901234567"))]
    ['value: the number has more digits than programs carry; write at most 15']
    """
    problems = list(number_problems(place, value))
    yield from problems
    if not problems and isinstance(value, Decimal) and Decimal(repr(float(value))) != value:
        yield Problem(place, "the number has more digits than programs carry", remedy="write at most 15")


def is_real(value: object) -> TypeGuard[numbers.Real]:
    """Whether *value* is a real number by its type; bool, and numpy's bool and timedelta64, only pass for one.

    >>> is_real(1), is_real(0.5), is_real(True), is_real(1j)
    (True, True, False, False)
    """
    kind = getattr(getattr(value, "dtype", None), "kind", "i")
    return not isinstance(value, bool) and kind in NUMERIC and isinstance(value, numbers.Real)


# The kinds of numpy's types that are real numbers: integers of both sorts, and floats.
NUMERIC = ("i", "u", "f")


def to_share(value: object) -> Fraction | None:
    """*value* as a fraction; None where it is no number from 0 to 1.

    >>> to_share(0.5), to_share(True), to_share(2)
    (Fraction(1, 2), None, None)
    """
    # A Decimal is taken only with digits that one can compute with; a bool is a number to Python alone.
    if isinstance(value, Decimal):
        number = None if any(number_problems("", value)) else Fraction(value)
    elif not is_real(value):
        number = None
    elif isinstance(value, numbers.Rational):
        number = Fraction(int(value.numerator), int(value.denominator))
    else:
        number = Fraction(float(value)) if math.isfinite(value) else None
    return number if number is not None and 0 <= number <= 1 else None


def is_short(value: Number) -> bool:
    """Whether *value* has few enough digits to be computed with."""
    if isinstance(value, int):
        return -LARGEST < value < LARGEST
    _, digits, exponent = value.as_tuple()
    return len(digits) <= MOST_DIGITS and -LARGEST_EXPONENT <= int(exponent) <= LARGEST_EXPONENT


def fraction_problems(place: str, value: object) -> Iterator[Problem]:
    """What makes *value* no fraction: neither exact number nor text such as "4/3"."""
    if isinstance(value, str):
        if not FRACTION.fullmatch(value):
            yield Problem(place, f"{quote(value)} is no fraction", remedy=fraction_remedy(value))
        return
    problems = [] if isinstance(value, Fraction) else list(number_problems(place, value))
    yield from problems
    # It has to be written as digits, or as such a text.
    if isinstance(value, int | Decimal | Fraction) and not problems:
        exact = Fraction(value)
        if not (is_short(exact.numerator) and is_short(exact.denominator)):
            yield too_long(place)


def fraction_remedy(text: str) -> str:
    """What to write instead of *text*, which is no fraction.

    >>> fraction_remedy("0,5"), fraction_remedy("4 / 3"), fraction_remedy("half")
    ('write 0.5 without quotes', 'write it without spaces', "write it like '4/3'")
    """
    if re.fullmatch(r"-?\d{1,15}[.,]\d{1,15}", text, re.ASCII):
        return f"write {text.replace(',', '.')} without quotes"
    if FRACTION.fullmatch(re.sub(r"\s", "", text)):
        return "write it without spaces"
    if re.fullmatch(r"-?\d+/0+", text, re.ASCII):
        return "the lower number of a fraction is not 0"
    if re.fullmatch(r"-?\d+(/\d+)?", text, re.ASCII):
        return f"write at most {MOST_DIGITS} digits above and below"
    return "write it like '4/3'"


def to_number(value: object) -> Number:
    """*value*, whole numbers as `int`; what is no exact number stays as it is, to be refused with its place."""
    if isinstance(value, Decimal) and not any(number_problems("", value)) and value == int(value):
        return int(value)
    return value  # type: ignore[return-value]  # refused by number_problems


def to_fraction(value: object) -> Fraction:
    """*value* as a fraction; what is none stays as it is, to be refused with its place.

    >>> to_fraction("8/3"), to_fraction(Decimal("0.5"))
    (Fraction(8, 3), Fraction(1, 2))
    """
    if not isinstance(value, int | Decimal | Fraction | str) or any(fraction_problems("", value)):
        return value  # type: ignore[return-value]  # refused by fraction_problems
    return Fraction(value)


def write_number(value: Number | Fraction) -> str:
    """*value* as a reader expects it: digits where they end, else a fraction.

    >>> write_number(Fraction(9, 4)), write_number(Fraction(7, 3)), write_number(Decimal("1.50"))
    ('2.25', '7/3', '1.5')
    """
    exact = Fraction(value)
    rest = exact.denominator
    twos = (rest & -rest).bit_length() - 1
    fives = 0
    rest >>= twos
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return write_decimal(exact, max(twos, fives)) if rest == 1 else str(exact)


def write_decimal(exact: Fraction, digits: int) -> str:
    """*exact* rounded half to even to *digits* decimals, without zeros at the end.

    >>> write_decimal(Fraction(10, 3), 2), write_decimal(Fraction(-3), 2)
    ('3.33', '-3')
    """
    whole = round(exact * 10**digits)
    text = f"{abs(whole):0{digits + 1}d}"
    body = f"{text[:-digits]}.{text[-digits:]}".rstrip("0").rstrip(".") if digits else text
    return ("-" if whole < 0 else "") + body


def in_number(count: int) -> str:
    """A small number as a word.

    >>> in_number(2), in_number(12)
    ('two', '12')
    """
    return SMALL_NUMBERS[count] if count < len(SMALL_NUMBERS) else str(count)


SMALL_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
