"""docs/cost.md, made of the prices, the work and the months."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.cost import work
from bench.cost.months import DAYS, MILLION, MONTHS, Month
from bench.cost.prices import PRICES, Item
from bench.cost.work import SIZES, Work

PAGE = Path(__file__).parents[2] / "docs/cost.md"
TEMPLATE = Path(__file__).with_name("cost.md")
EACH = (
    work.IGNORED,
    work.REQUEST_LOG,
    work.EXPORT,
    work.LOOKED_AT,
    work.NIGHT,
    work.WALKED,
    work.BALANCED,
    work.FOLLOWED,
    work.FOLLOWING,
    work.COMPARED,
    work.NOTED,
    work.CONNECTED,
)
LARGER = {"byte": (2.0**30, "GiB"), "vCPU-second": (3_600.0, "h"), "GiB-second": (3_600.0, "GiB h")}
SCALES = ((1e6, "M"), (1e3, "k"))
READINGS = 14 * 24 + 166  # of an applicant who is never through: hourly, then daily, for half a year


def page() -> str:
    """The whole page."""
    updates = replace(MILLION[0], companies=0, exports=0, kept=0.0)
    rest, logged = sum(updates.bill().values()), updates.ignored * price(work.REQUEST_LOG)
    return TEMPLATE.read_text(encoding="utf-8").format(
        bills="\n".join(_table(MONTHS)),
        each="\n".join(f"| {each.name} | {1_000 * price(each):.4f} |" for each in EACH),
        prices="\n".join(map(_price, Item)),
        rest=f"{rest:.0f}",
        logged=f"{logged:.0f}",
        share=f"{100 * logged / (rest + logged):.0f}",
        walk=f"{DAYS / MILLION[1].nights:.0f}",
        readings=READINGS,
        followed=f"{100 * READINGS * price(work.FOLLOWED):.2f}",
        all_followed=f"{20_000 * READINGS * price(work.FOLLOWED):.0f}",
    )


def price(of: Work) -> float:
    """Dollars for doing it once, where nothing is free and its function's instance has nothing else to do."""
    takes = {**of.takes}
    if of.function:
        takes |= {Item.CPU: of.billed, Item.MEMORY: of.billed * SIZES[of.function].gib}
    return sum(units * PRICES[item].dollars / PRICES[item].per for item, units in takes.items())


def _table(months: Sequence[Month]) -> Iterator[str]:
    bills = [(month.bill(), month.used()) for month in months]
    for item in Item:
        cells = [f"{bill[item]:.2f} ({_amount(item, used[item])})" for bill, used in bills]
        yield f"| {item} | {' | '.join(cells)} |"
    totals = [f"**{sum(bill.values()):.2f}**" for bill, _ in bills]
    yield f"| **together** | {' | '.join(totals)} |"


def _amount(item: Item, units: float) -> str:
    """Three figures that count, in thousands or millions where there are many."""
    size, unit = LARGER.get(PRICES[item].unit, (1.0, ""))
    number = units / size
    scale, letter = next(((scale, letter) for scale, letter in SCALES if number >= scale), (1.0, ""))
    return " ".join(filter(None, (f"{number / scale:.3g}", letter, unit)))


def _price(item: Item) -> str:
    known = PRICES[item]
    return (
        f"| {item} | {known.dollars:.7f}".rstrip("0").rstrip(".")
        + f" {_per(known.unit, known.per)} | {_free(item)} | {known.source} | {known.open} |"
    )


def _per(unit: str, per: float) -> str:
    called = {2.0**30: "GiB", 2.0**40: "TiB"}.get(per)
    return f"a {called}" if called else f"a {unit}" if per == 1 else f"for {per:,.0f}"


def _free(item: Item) -> str:
    known = PRICES[item]
    if not known.free:
        return "nothing"
    whose = "billing account" if known.shared else "project"
    return f"{_amount(item, known.free)} a month and {whose}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
