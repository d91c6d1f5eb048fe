"""Observations against the table: as assumed, different, or open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from doctor import client, creating, feed, limits, recruiting
from doctor.assumptions import BY_KEY, TABLE, Assumption, Value
from doctor.conversation import Alarm, Conversation, endpoint
from doctor.feed import Found
from doctor.plan import FILTER
from doctor.steps import DOCUMENT, GRANT, UNKNOWN_POSITION
from doctor.wire import Silence

INTERRUPTED = "interrupted"
Question = Callable[[Conversation], Found]
QUESTIONS: tuple[Question, ...] = (
    feed.board,
    feed.other_domain,
    feed.nobody,
    client.refused,
    client.scope,
    client.tokens,
    client.lists,
    client.jobs,
    client.wording,
    recruiting.wrong_token,
    recruiting.documents,
    recruiting.sizes,
    recruiting.applications,
    limits.limit,
    creating.creating,
    client.filtering,
)


class Verdict(StrEnum):
    """What a row came to."""

    SAME = "✓"
    DIFFERENT = "≠"
    OPEN = "?"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One row of the table, asked: `observed` where it could be, else `why` it could not (words.REASONS)."""

    row: Assumption
    observed: Value | None = None
    why: str = ""

    @property
    def verdict(self) -> Verdict:
        """See there."""
        if self.observed is None:
            return Verdict.OPEN
        return Verdict.SAME if self.row.holds(self.observed) else Verdict.DIFFERENT


@dataclass(frozen=True, kw_only=True)
class Visit:
    """All that was found out.

    Attributes:
        alarm: the step at which it was stopped, or `interrupted`.
        faults: questions that an answer threw out, with the kind of error.
    """

    findings: tuple[Finding, ...]
    alarm: str | None = None
    faults: tuple[str, ...] = ()


def visit(talk: Conversation) -> Visit:
    """Ask all that is planned; whatever Personio does, every row of the table gets its finding."""
    observed: dict[str, Value] = dict(_of_the_description(talk))
    faults: list[str] = []
    alarm = None
    try:
        for question in QUESTIONS:
            faults += _ask(question, talk, observed)
    except Alarm as raised:
        alarm = str(raised)
    except KeyboardInterrupt:
        alarm = INTERRUPTED
    faults += _ask(client.farewell, talk, observed)
    observed |= {key: value for key, value in _met(talk) if key not in observed}
    named = {key: BY_KEY[key].nameable(value) for key, value in observed.items()}
    answered = {each["step"] for each in talk.kept if "status" in each}
    return Visit(
        findings=tuple(
            Finding(row=row, observed=named.get(row.key), why=_why(row, talk, answered)) for row in TABLE
        ),
        alarm=alarm,
        faults=tuple(faults),
    )


def _ask(question: Question, talk: Conversation, observed: dict[str, Value]) -> list[str]:
    """Add what the question finds out; what it found before a silence stands. The faults, if any."""
    try:
        for key, value in question(talk):
            observed[key] = value  # noqa: PERF403 - see above
    except Silence:
        return []
    except Alarm:
        raise
    except Exception as fault:  # noqa: BLE001 - one odd answer ends one question, and its text is nobody's business
        return [f"{question.__name__}: {type(fault).__name__}"]
    return []


def _of_the_description(talk: Conversation) -> Iterable[tuple[str, Value]]:
    described = talk.leave.described
    if described:
        yield "filter_named", FILTER in described.filters
        yield "dry_run_named", described.dry_run is not None


def _met(talk: Conversation) -> Iterable[tuple[str, Value]]:
    """Limits that were met below what is assumed, without looking for them."""
    counted = {
        GRANT: "token_limit_requests",
        UNKNOWN_POSITION: "rate_limit_requests",
        DOCUMENT: "rate_limit_requests",
    }
    for step, key in counted.items():
        if endpoint(step) in talk.met:
            yield key, talk.met[endpoint(step)]


def _why(row: Assumption, talk: Conversation, answered: set[str]) -> str:
    """Why it is open, if it is."""
    if row.why_not:
        return "never"
    if not row.steps or row.steps[0] not in talk.plan:
        return "not_given"
    return "unclear" if answered & {step.name for step in row.steps} else "no_answer"
