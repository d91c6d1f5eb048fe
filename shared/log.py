"""The vocabulary of the log: one named function per event, one JSON object a line.

Cloud Logging reads `severity`, `message`, `logging.googleapis.com/trace` and `…/labels` from each line. No
function takes a token, a name, an address or a remote body, so that none can get into a line.
Source: cloud.google.com/logging/docs/structured-logging.
"""

from __future__ import annotations  # every function logs: what only some events tell of loads with them

import json
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from shared import settings

if TYPE_CHECKING:
    from shared.domain.applicant import Found
    from shared.domain.application import Answer
    from shared.domain.audit import Line
    from shared.domain.ledger.export import Export
    from shared.domain.ledger.sweep import Swept

SEVERITIES = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_trace: ContextVar[str | None] = ContextVar("trace", default=None)
_labels: ContextVar[Mapping[str, str]] = ContextVar("labels")


def begin(trace: str | None) -> str:
    """Name the trace of everything that follows in this request; made up where the caller sent none."""
    name = trace or token_hex(16)
    _trace.set(name)
    _labels.set({})
    return name


def concerning(**ids: str) -> None:
    """Label every further line of this request with what it is about: `route`, `company`, `match`, `job`."""
    _labels.set({**_labels.get({}), **ids})


def trace_id() -> str | None:
    """The trace of this request, as in attempts and problem documents."""
    return _trace.get()


def request_answered(function: str, method: str, status: int, seconds: float, code: str | None) -> None:
    """One HTTP call and the `code` of its problem, if it has one. ERROR from 500 on."""
    severity = "ERROR" if status >= 500 else "INFO"  # noqa: PLR2004 - HTTP's own border
    _write(
        severity,
        "request_answered",
        function=function,
        method=method,
        status=status,
        seconds=round(seconds, 4),
        code=code,
    )


def crashed(function: str, fault: Exception) -> None:
    """An error nobody foresaw: its type and place only, since its text may quote anything."""
    kind, place = _place(fault)
    _write("CRITICAL", "crashed", function=function, kind=kind, place=place)


def misconfigured(function: str, faults: str) -> None:
    """Which settings are missing or malformed, by name; for whoever deployed it."""
    _write("CRITICAL", "misconfigured", function=function, faults=faults)


def event_refused(event_id: str, why: str) -> None:
    """An event that no repetition would make readable; `why` is ours, not the event's."""
    _write("ERROR", "event_refused", event_id=event_id, why=why)


def event_failed(function: str, code: str) -> None:
    """An event that was not handled; it comes again. `code` is that of the problem a call would be told."""
    _write("ERROR", "event_failed", function=function, code=code)


def claim_disturbed(match_id: str, round_: int, kind: str) -> None:
    """Firestore was silent or somebody else wrote first (`kind`: the error); the claim is tried anew."""
    _write("DEBUG", "claim_disturbed", match=match_id, round=round_, kind=kind)


def export_claimed(entry: Export) -> None:
    """The claim is committed: from here on a request may leave."""
    _write("INFO", "export_claimed", **_entry(entry))


def export_parked(entry: Export) -> None:
    """The entry was written without a request; told as `export_needs_action` where a person has to act."""
    severity, event = _severity_and_event(entry, "export_parked")
    _write(severity, event, **_entry(entry))


def applicant_looked_for(entry: Export, told: Sequence[Found] | Answer) -> None:
    """Personio was asked whether an attempt without answer arrived; how many it has, or why not told."""
    from shared.domain.application import Answer

    failure = told.outcome.value if isinstance(told, Answer) else None
    found = None if isinstance(told, Answer) else len(told)
    _write("INFO", "applicant_looked_for", **_entry(entry), found=found, failure=failure)


def export_recorded(entry: Export, answer: Answer, *, kept: bool) -> None:
    """What one attempt came to: outcome, Personio's reason codes, HTTP status, seconds of the submission.

    `kept`: it was parked before. `waited_seconds`, which an objective counts, is there for a success that
    nothing kept from being sent. Refused credentials get a line of their own besides, which alerts.
    """
    from shared.domain.ledger.doubt import doubt_of
    from shared.domain.ledger.export import Code

    severity, event = _severity_and_event(entry, "export_recorded")
    _write(
        severity,
        event,
        **_entry(entry),
        outcome=answer.outcome.value,
        reasons=[refusal.reason for refusal in answer.refusals],
        status=answer.status,
        seconds=round(answer.duration, 3),
        waited_seconds=None if kept else _waited(entry),
    )
    if entry.code is Code.RECONNECT:
        credentials_refused(entry.company_id, doubt_of(answer))


def export_overdue(company_id: str, match_id: str, waited: timedelta) -> None:
    """It has been due for a while, and nobody was to send it: its turn was lost.

    It may never have its applicant: `waited_seconds`, as of a record, makes it count all the same.
    """
    seconds = round(waited.total_seconds(), 3)
    _write("WARNING", "export_overdue", company=company_id, match=match_id, waited_seconds=seconds)


def export_failed(company_id: str, match_id: str, fault: Exception) -> None:
    """One export broke off in a turn or a sweep; it stays due. Type and place only, as for `crashed`."""
    kind, place = _place(fault)
    _write("ERROR", "export_failed", company=company_id, match=match_id, kind=kind, place=place)


def prune_failed(match_id: str, fault: Exception) -> None:
    """What is frozen in one export could not be forgotten; the next night tries again."""
    kind, place = _place(fault)
    _write("ERROR", "prune_failed", match=match_id, kind=kind, place=place)


def person_erased(entries: int, told: int, left: int, keys: int) -> None:
    """Somebody was erased, whom nothing here names: entries, companies told, what is left, applicant keys."""
    _write("INFO", "person_erased", entries=entries, told=told, left=left, keys=keys)


def erasure_failed(match_id: str | None, fault: Exception) -> None:
    """One entry, or one person, could not be erased; it is done again. Type and place only."""
    kind, place = _place(fault)
    _write("ERROR", "erasure_failed", match=match_id, kind=kind, place=place)


def profiles_missing(missing: int, erased: int) -> None:
    """A night's walk is over: whose profile is missing, and who was erased since it was the night before."""
    severity = "WARNING" if erased else "INFO"
    _write(severity, "profiles_missing", missing=missing, erased=erased)


def document_unreadable(path: str) -> None:
    """One of our documents does not look as we write it, or a successful match names no company.

    Whoever it is about has to wait for an operator.
    """
    _write("ERROR", "document_unreadable", path=path)


def sweep_finished(swept: Swept) -> None:
    """The figures of one sweep; an alert reads `oldest_due_seconds` and rings where the line is missing."""
    _write(
        "INFO",
        "sweep_finished",
        due=swept.due,
        oldest_due_seconds=swept.oldest_due_seconds,
        asked=swept.asked,
        caught_up=swept.caught_up,
        seconds=swept.seconds,
    )


def sweep_failed(part: str, fault: Exception) -> None:
    """One part of a sweep broke off; the others and the next sweep go on."""
    kind, place = _place(fault)
    _write("ERROR", "sweep_failed", part=part, kind=kind, place=place)


def turn_refused(why: str) -> None:
    """A task that no retry would mend: it was acknowledged, and nothing was done."""
    _write("ERROR", "turn_refused", why=why)


def turn_not_asked(account: str, kind: str) -> None:
    """Firestore or the queue did not take it: what is due waits for the sweep. `kind` is the error's."""
    _write("WARNING", "turn_not_asked", account=account, kind=kind)


def applicants_followed(account: str, readings: int, changed: int, seconds: float) -> None:
    """One turn of an account: how often Personio was asked, and how many applicants stand elsewhere now."""
    _write(
        "INFO",
        "applicants_followed",
        account=account,
        readings=readings,
        changed=changed,
        seconds=round(seconds, 3),
    )


def following_put_off(account: str) -> None:
    """Personio answered none of some readings in a row: the account is followed again in an hour."""
    _write("WARNING", "following_put_off", account=account)


def following_failed(company_id: str, match_id: str, fault: Exception) -> None:
    """One applicant could not be read, or what was read not kept; a later turn does. Type and place only."""
    kind, place = _place(fault)
    _write("ERROR", "following_failed", company=company_id, match=match_id, kind=kind, place=place)


def reading_lost(company_id: str) -> None:
    """A company's client may not read any more: its applicants are followed no longer, exports go on."""
    _write("WARNING", "reading_lost", company=company_id)


def credentials_refused(company_id: str, problem: str) -> None:
    """Personio refuses a company's credentials, by code: an admin has to mend or replace them."""
    _write("WARNING", "credentials_refused", company=company_id, problem=problem)


def proof_failed(company_id: str, fault: Exception) -> None:
    """A refused connection could not be proven again; it is, at its next time. Type and place only."""
    kind, place = _place(fault)
    _write("ERROR", "proof_failed", company=company_id, kind=kind, place=place)


def token_not_retired(company_id: str, fault: Exception) -> None:
    """A token that is out of force may still be readable; the next sweep tries again."""
    kind, place = _place(fault)
    _write("WARNING", "token_not_retired", company=company_id, kind=kind, place=place)


def connection_changed(company_id: str, what: str, by: str | None = None) -> None:
    """`what`: connected, replaced, settings_changed or disconnected; `by`: the uid of the admin.

    `healed`, by nobody: what Personio refused was proven again, and it takes it now.
    """
    _write("INFO", "connection_changed", company=company_id, what=what, by=by)


def rules_changed(company_id: str, version: int, by: str) -> None:
    """An admin saved a company's own rules; what they say stands in their document, and not here."""
    _write("INFO", "rules_changed", company=company_id, version=version, by=by)


def position_imported(company_id: str, position_id: int, job_id: str, by: str) -> None:
    """A new job ad was made of a position; `by`: the uid of the member."""
    _write("INFO", "position_imported", company=company_id, position=position_id, job=job_id, by=by)


def job_discarded(company_id: str, job_id: str, by: str) -> None:
    """The draft that an import had made is deleted; `by`: the uid of the member."""
    _write("INFO", "job_discarded", company=company_id, job=job_id, by=by)


def job_linked(company_id: str, position_id: int, job_id: str, by: str) -> None:
    """An existing job ad now belongs to a position; `by`: the uid of the member."""
    _write("INFO", "job_linked", company=company_id, position=position_id, job=job_id, by=by)


def job_unlinked(company_id: str, job_id: str, by: str) -> None:
    """A job ad belongs to no position any more; `by`: the uid of the member."""
    _write("INFO", "job_unlinked", company=company_id, job=job_id, by=by)


def audit_line_lost(line: Line) -> None:
    """Firestore did not take it; this line stands in for it."""
    _write(
        "ERROR", "audit_line_lost", company=line.company_id, by=line.by, what=line.what.value, **line.about
    )


def feed_compared(company_id: str, positions: int, size: int, seconds: float) -> None:
    """One company's board was read and compared: published positions, `size` in bytes, seconds."""
    _write(
        "INFO",
        "feed_compared",
        company=company_id,
        positions=positions,
        bytes=size,
        seconds=round(seconds, 3),
    )


def feed_failed(company_id: str, code: str, seconds: float) -> None:
    """A company's positions could not be compared; what was known stays."""
    _write("WARNING", "feed_failed", company=company_id, code=code, seconds=round(seconds, 3))


def ad_not_compared(company_id: str, job_id: str, code: str) -> None:
    """One job ad could not be compared with its position; what was known of it stays."""
    _write("WARNING", "ad_not_compared", company=company_id, job=job_id, code=code)


def sync_finished(companies: int, failed: int, left: int, updated: int) -> None:
    """`left`: companies that the next run begins with."""
    _write("INFO", "sync_finished", companies=companies, failed=failed, left=left, updated=updated)


def _severity_and_event(entry: Export, event: str) -> tuple[str, str]:
    """Somebody has to act: operators count and alert on this one name."""
    from shared.domain.ledger.export import State

    return ("WARNING", "export_needs_action") if entry.state is State.NEEDS_ACTION else ("INFO", event)


def _waited(entry: Export) -> float | None:
    """Seconds from a live success to its applicant; None without one, or after an earlier attempt."""
    from shared.domain.ledger.export import Origin

    if not entry.state.final or entry.origin is not Origin.LIVE or len(entry.attempts) > 1:
        return None
    return round((entry.updated_at - entry.successful_at).total_seconds(), 3)


def _place(fault: Exception) -> tuple[str, str]:
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return type(fault).__name__, f"{Path(last.filename).name}:{last.lineno}"


def _entry(entry: Export) -> dict[str, object]:
    return {
        "company": entry.company_id,
        "match": entry.match_id,
        "attempt": entry.attempt_id,
        "state": entry.state.value,
        "code": entry.code.value if entry.code else None,
        "origin": entry.origin.value,
    }


@cache
def _traces() -> str:
    """What a trace's name begins with, for Cloud Logging to find its lines."""
    try:
        return f"projects/{settings.current().google_cloud_project}/traces/"
    except settings.SettingsError:
        return ""


@cache
def _threshold() -> int:
    try:
        return SEVERITIES.index(settings.current().log_level.upper())
    except (settings.SettingsError, ValueError):
        return SEVERITIES.index("INFO")


def _write(severity: str, event: str, **fields: object) -> None:
    if SEVERITIES.index(severity) < _threshold():
        return
    trace, labels = _trace.get(), _labels.get({})
    line = {
        "severity": severity,
        "message": event,
        "event": event,
        "time": datetime.now(UTC).isoformat(),
        **({"logging.googleapis.com/trace": _traces() + trace} if trace else {}),
        **({"logging.googleapis.com/labels": labels} if labels else {}),
        **{name: value for name, value in fields.items() if value is not None},
    }
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
