"""The plan: which steps the account and the person's leave allow, as the table that is shown first."""

from collections.abc import Sequence

from doctor import words
from doctor.account import Account, Leave
from doctor.assumptions import TABLE
from doctor.steps import BY_ADDRESS, READ_BACK, READ_PLUS, Need, Step
from doctor.words import Language
from shared.domain.board import Board

FILTER = "candidate.email"
LIMITING = (Need.LIMIT,)
CREATING = (Need.CREATE, Need.DRY_RUN, Need.SECOND, Need.READ_BACK)


def planned(account: Account, leave: Leave) -> tuple[Step, ...]:
    """The steps of the table that may be sent, in its order."""
    described = leave.described
    given = {
        Need.NOTHING: True,
        Need.TOKEN: bool(account.token),
        Need.CLIENT: bool(account.client_id),
        Need.EITHER: bool(account.token or account.client_id),
    }
    either = given[Need.EITHER]
    given |= {
        Need.LIMIT: leave.limit and either,
        Need.CREATE: leave.create and either,
        Need.DRY_RUN: leave.create and given[Need.CLIENT] and bool(described and described.dry_run),
        Need.SECOND: leave.create and either and len(leave.positions) > 1,
        Need.READ_BACK: leave.create and given[Need.CLIENT],
    }
    steps = dict.fromkeys(step for row in TABLE for step in row.steps if given[step.need])
    unnamed = described is not None and FILTER not in described.filters
    return tuple(step for step in steps if not (unnamed and step in (BY_ADDRESS, READ_BACK, READ_PLUS)))


def shown(steps: Sequence[Step], account: Account, language: Language) -> str:
    """The table: each request, how often at most, with what, and what it leaves behind."""
    parts = {
        words.HARMLESS: [step for step in steps if step.need not in (*LIMITING, *CREATING)],
        words.LIMITING: [step for step in steps if step.need in LIMITING],
        words.CREATING: [step for step in steps if step.need in CREATING],
    }
    lines = [words.PLAN.of(language)]
    for title, included in parts.items():
        if included:
            lines += ["", title.of(language), *(_line(step, account, language) for step in included)]
    count = sum(step.most for step in steps)
    return "\n".join((*lines, "", words.ALL.of(language).format(count=count)))


def _line(step: Step, account: Account, language: Language) -> str:
    address = step.address.format(
        board=account.page(account.board),
        other=account.page(account.board.other),
        nobody=account.page(Board(slug="…", tld=account.board.tld)),
        api=account.api_url,
        v=account.door,
        id="…",
    )
    line = f"  {step.most:>2}× {step.method:<4} {address}: {step.sent.of(language)}"
    if step.leaves is None:
        return line
    return f"{line}\n      → {words.LEAVES.of(language).format(what=step.leaves.of(language))}"
