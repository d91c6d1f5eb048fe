"""Questions that take an applicant to answer; the first surprise that could double ends them (Alarm)."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from typing import Any

from doctor.answers import Answer
from doctor.assumptions import Value
from doctor.client import address_of, items, stage_of
from doctor.conversation import Alarm, Conversation, application
from doctor.feed import Found
from doctor.plan import FILTER
from doctor.steps import (
    AGAIN,
    ATTRIBUTE,
    CHANNEL,
    CREATE,
    DATE,
    DRY_RUN,
    FILE,
    OTHER_CASE,
    PHASE,
    PLUS,
    READ_BACK,
    READ_PLUS,
    SECOND_POSITION,
    Step,
)
from doctor.wire import Silence

ALREADY = "errors.applicant-already-exists"
PHASE_REFUSED = "errors.phase-validation."
NO_UUID = "00000000-0000-4000-8000-000000000000"
FAULTS: Mapping[
    str, tuple[Step, Mapping[str, object]]
] = {  # what each must be refused for; all come before the first applicant, so that none can be a second
    "channel_code": (CHANNEL, {"recruiting_channel_id": 1}),
    "attribute_code": (ATTRIBUTE, {"attributes": [{"id": "custom_attribute_1", "value": "1"}]}),
    "date_code": (DATE, {"application_date": "2999-12-31"}),
    "phase_code": (PHASE, {"phase": {"type": "system", "id": "doctor"}}),
    "file_code": (
        FILE,
        {"files": [{"uuid": NO_UUID, "original_filename": "check.txt", "category": "other"}]},
    ),
}
BETWEEN_SECONDS = 5.0
LISTED_WITHIN_SECONDS = 390.0


class Unread(Silence):
    """The applications could not be read."""


def creating(talk: Conversation) -> Found:
    """Faults, then one applicant, read back, and what counts as the same one again."""
    if CREATE not in talk.plan:
        return
    for key, (step, fault) in FAULTS.items():
        answer = _apply(talk, step, **fault)
        if answer.shuts_out:
            return
        yield key, answer.code
    created = yield from _created(talk)
    if created.says_no:
        return
    yield "created_status", str(created.status)
    yield "created_body", created.shape if created.json is None else "json"
    waited = yield from _read_back(talk)
    yield from _repeated(talk, waited)


def _created(talk: Conversation) -> Generator[tuple[str, Value], None, Answer]:
    """The applicant, after a check where Personio has one; without a phase where that is refused."""
    checked = _checked(talk)
    answer = _apply(talk, CREATE, phase={"type": "custom", "id": 1})
    if any(code.startswith(PHASE_REFUSED) for code in answer.codes):
        yield "unknown_phase", False
        answer = _apply(talk, CREATE)
    elif answer.says_yes:
        yield "unknown_phase", True
    if checked:
        yield "dry_run", ALREADY not in answer.codes
    return answer


def _repeated(talk: Conversation, waited: float) -> Found:
    """The same address again: as it is, in capitals, with a plus, for another position.

    `waited` are the seconds that the first took to be listed.
    """
    capitals = {"email": talk.leave.email.upper()}
    for word in _taken_as("on", "off", lambda: _apply(talk, AGAIN)):
        yield "duplicate_rule", word
    for same in _taken_as(True, False, lambda: _apply(talk, OTHER_CASE, **capitals)):
        yield "any_case_is_one", same
    plus = talk.leave.email.replace("@", "+doctor@")
    yield "plus_is_another", _apply(talk, PLUS, email=plus).says_yes
    if READ_PLUS in talk.plan:
        talk.rest(waited + BETWEEN_SECONDS)
        with suppress(Unread):
            yield "plus_is_found", _listed(talk, READ_PLUS, plus) is not None
    if SECOND_POSITION in talk.plan:
        second = _apply(talk, SECOND_POSITION, job_position_id=talk.leave.positions[1])
        yield "second_position", second.says_yes


def _apply(talk: Conversation, step: Step, **changes: object) -> Answer:
    body = application(talk.leave.positions[0], talk.leave.email, **changes)
    return talk.send(step, headers=talk.credentials(), json=body)


def _checked(talk: Conversation) -> bool:
    """Whether the check was sent, by the name that Personio's description gives it, and let pass."""
    described = talk.leave.described
    name = described.dry_run if described else None
    if name is None or DRY_RUN not in talk.plan:
        return False
    headers = talk.with_access(talk.access)
    body = application(talk.leave.positions[0], talk.leave.email)
    return talk.send(DRY_RUN, headers=headers, params={name: "true"}, json=body).says_yes


def _taken_as(same: Value, another: Value, apply: Callable[[], Answer]) -> Iterator[Value]:
    """Whether a repeated application is the `same` or `another`; the latter ends it all."""
    try:
        answer = apply()
    except Alarm:
        yield another
        raise
    if ALREADY in answer.codes:
        yield same


def _read_back(talk: Conversation) -> Generator[tuple[str, Value], None, float]:
    """How long until it is listed, and in which stage? The seconds, none where nothing can be read."""
    if READ_BACK not in talk.plan:
        return 0.0
    since = talk.clock.monotonic()
    try:
        while (found := _listed(talk, READ_BACK, talk.leave.email)) is None:
            if talk.clock.monotonic() - since >= LISTED_WITHIN_SECONDS:
                break
            talk.rest(BETWEEN_SECONDS)
    except Unread:
        return 0.0
    waited = float(round(talk.clock.monotonic() - since))
    yield "index_seconds", waited
    stage = stage_of(found or {})
    if stage:
        yield "stage_form", stage[0]
        yield "lands_in", stage[1]
    return waited


def _listed(talk: Conversation, step: Step, email: str) -> Mapping[str, Any] | None:
    """The application, if the list has it by now.

    Raises:
        Unread: there is no list.
    """
    answer = talk.send(step, headers=talk.with_access(talk.access), params={FILTER: email})
    if not answer.says_yes:
        raise Unread("unread")
    for each in items(answer):
        job = each.get("job")
        number = job.get("id") if isinstance(job, dict) else None
        if address_of(each).casefold() == email.casefold() and str(number) == str(talk.leave.positions[0]):
            return each
    return None
