"""How often what is done in a month, what that takes, and what it costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, exp

from bench.cost import work
from bench.cost.prices import PRICES, Item
from bench.cost.work import SIZES, Work

DAYS = 30
SECONDS = DAYS * 86_400.0
SWEEPS = SECONDS / 300
SWEEPING = SWEEPS * 50.0  # seconds a month that sweeps may go on
KEPT_MONTHS = 24  # EXPORT_DAYS
FULL = 0.6  # of its calls at once, above which another instance is begun


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """One month of a deployment.

    Attributes:
        companies: connected, each with an account of its own at Personio.
        ignored: writes of matches that are no success.
        kept: exports in the ledger, in the month's mean.
        ending: exports that reach the end of their time.
    """

    name: str
    companies: int = 0
    exports: int = 0
    ignored: int = 0
    kept: float = 0.0
    ending: int = 0
    request_logs: bool = False

    @property
    def nights(self) -> float:
        """How often the nightly walk comes to its end: as often as there are nights, or time."""
        needed = self.kept * work.NIGHT.seconds
        left = SWEEPING - self.kept * work.WALKED.seconds - self.companies * DAYS * work.BALANCED.seconds
        return min(DAYS, left / needed) if needed else 0.0

    def done(self) -> Mapping[str, tuple[Work, float]]:
        """Work by name, with how often."""
        times = (
            (work.STANDING, 1),
            (work.SWEEP, SWEEPS),
            (work.SYNC, DAYS * 24),
            (work.COMPARED, DAYS * 24 * self.companies),
            (work.CONNECTED, self.companies),
            (work.IGNORED, self.ignored),
            (work.EXPORT, self.exports),
            (work.NOTED, DAYS * self.companies),
            (work.LOOKED_AT, self.exports),
            (work.REQUEST_LOG, (self.ignored + self.exports) * self.request_logs),
            (work.KEPT, self.kept),
            (work.NIGHT, self.kept * self.nights),
            (work.BALANCED, self.companies * DAYS),
            (work.WALKED, self.kept),
            (work.EXPIRED, self.ending),
        )
        return {each.name: (each, number) for each, number in times}

    def used(self) -> Mapping[Item, float]:
        """Units of everything that is charged for."""
        total = dict.fromkeys(Item, 0.0)
        for each, number in self.done().values():
            for item, units in each.takes.items():
                total[item] += units * number
        for function, size in SIZES.items():
            own = [(each, number) for each, number in self.done().values() if each.function == function]
            seconds = instance_seconds(
                sum(each.seconds * number for each, number in own),
                sum(each.billed * number for each, number in own),
                size.at_once,
            )
            total[Item.CPU] += seconds
            total[Item.MEMORY] += seconds * size.gib
        return total

    def bill(self) -> Mapping[Item, float]:
        """Dollars, by what is charged for; what is free is taken off."""
        used = self.used()
        return {item: PRICES[item].of(used[item]) for item in Item}


def instance_seconds(busy: float, alone: float, at_once: int) -> float:
    """What instances are billed for calls that are in them for `busy` seconds in all, spread over the month.

    An instance is billed while a call is in it, however many there are, and for a tenth of a second at least:
    `alone` is what calls would be billed for that never met. Of calls that come independently of each other
    none is in one for a part e⁻ˣ of the time, x being their mean number.
    """
    if at_once == 1:
        return alone
    instances = max(1, ceil(busy / SECONDS / (at_once * FULL)))
    return SECONDS * instances * (1 - exp(-alone / SECONDS / instances))


def _of(name: str, *, companies: int, exports: int, ignored: int) -> tuple[Month, Month]:
    """Its first month, and one after two years."""
    first = Month(
        name=f"{name}: the first month",
        companies=companies,
        exports=exports,
        ignored=ignored,
        kept=exports / 2,
    )
    later = Month(
        name=f"{name}: after two years",
        companies=companies,
        exports=exports,
        ignored=ignored,
        kept=float(exports * KEPT_MONTHS),
        ending=exports,
    )
    return first, later


IDLE = Month(name="idle")
COMPANIES = _of("1,000 companies × 20 exports", companies=1_000, exports=20_000, ignored=2_000_000)
MILLION = _of(
    "1 million exports, 100 million ignored updates", companies=1_000, exports=1_000_000, ignored=100_000_000
)
MONTHS = (IDLE, *COMPANIES, *MILLION)
