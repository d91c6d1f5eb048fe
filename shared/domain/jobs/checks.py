"""What a person gives, in the form that an ad keeps. Pure.

Each check raises the Problem `detail_invalid` on the field that does not fit, naming what does;
of a salary also `salary_implausible`.
"""

import re
from collections.abc import Mapping, Sequence

from shared.domain.errors import Problem
from shared.structs import Struct

PERIODS = ("yearly", "monthly", "weekly", "daily", "hourly")
AMOUNT = re.compile(r"0*(?P<whole>[0-9]{1,9})(?:\.(?P<cents>[0-9]{1,2}))?")
CURRENCY = re.compile(r"[A-Z]{3}")
# What is paid, in currencies of about one worth; anything beyond is a wrong period or a slip of the pen.
PLAUSIBLE = {
    "yearly": (2_000, 2_000_000),
    "monthly": (150, 150_000),
    "weekly": (50, 40_000),
    "daily": (20, 10_000),
    "hourly": (3, 1_000),
}
COMPARABLE = {"EUR", "CHF", "GBP", "USD"}
WIDEST = 10  # how many times the lower bound the upper one may be
LONGEST_WORD = 200  # characters of a title, a skill, a location
MOST_WORDS = 100


class Pay(Struct):
    """A salary: at least one bound, as decimal text such as `65000` or `17.50`."""

    currency: str
    period: str
    min: str | None = None
    max: str | None = None


def word(name: str, text: str) -> str:
    """Without blanks around it: 1 to 200 characters."""
    trimmed = text.strip()
    if not trimmed or len(trimmed) > LONGEST_WORD:
        raise refused(name, f"1–{LONGEST_WORD}")
    return trimmed


def words(name: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Each once; 100 at most."""
    if len(texts) > MOST_WORDS:
        raise refused(name, f"≤ {MOST_WORDS}")
    return tuple(dict.fromkeys(word(name, text) for text in texts))


def salary(name: str, pay: Pay) -> dict[str, str | None]:
    """At least one amount, the lower one first, in a currency and for a period, and such as is paid.

    Raises:
        Problem: `salary_implausible` on the bound that nobody pays for the period, or far from the other.
    """
    if not CURRENCY.fullmatch(pay.currency):
        raise refused(f"{name}.currency", "EUR, CHF, USD, … (ISO 4217)")
    if pay.period not in PERIODS:
        raise refused(f"{name}.period", ", ".join(PERIODS))
    least, most = _amount(f"{name}.min", pay.min), _amount(f"{name}.max", pay.max)
    if least is None and most is None:
        raise refused(name, "min, max")
    if least is not None and most is not None and float(least) > float(most):
        raise refused(f"{name}.max", f"≥ {least}")
    _check_plausible(name, {"min": least, "max": most}, pay)
    return {"min": least, "max": most, "currency": pay.currency, "period": pay.period}


def _check_plausible(name: str, bounds: Mapping[str, str | None], pay: Pay) -> None:
    amounts = {bound: float(amount) for bound, amount in bounds.items() if amount is not None}
    least, most = PLAUSIBLE[pay.period]
    for bound, amount in amounts.items():
        if pay.currency in COMPARABLE and not least <= amount <= most:
            raise Problem("salary_implausible", field=f"details.{name}.{bound}")
    if len(amounts) > 1 and amounts["max"] > WIDEST * amounts["min"]:
        raise Problem("salary_implausible", field=f"details.{name}.max")


def refused(name: str, allowed: str) -> Problem:
    return Problem("detail_invalid", field=f"details.{name}", params={"allowed": allowed})


def _amount(name: str, text: str | None) -> str | None:
    """In the form that an import has: no leading zeros, no idle cents."""
    if text is None:
        return None
    number = AMOUNT.fullmatch(text.strip())
    if number is None:
        raise refused(name, "65000, 17.50")
    cents = (number["cents"] or "").rstrip("0")
    return f"{int(number['whole'])}.{cents}" if cents else str(int(number["whole"]))
