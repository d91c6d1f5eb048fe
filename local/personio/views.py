"""Jobs, applications, candidates, categories and stage transitions as API v2 shows them.

No job has a description, a status or an address; no applicant has tags, files or custom attributes.
"""

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from local.personio.applicants import SYSTEM_STAGES, Applicant, Stage
from local.personio.clock import BERLIN
from local.personio.companies import Company
from local.personio.pages import Row
from local.personio.positions import Position
from local.personio.switches import Switches

CANDIDATE_ATTRIBUTES = ("gender", "phone", "location", "birthday", "available_from")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def job_rows(company: Company, switches: Switches, _applicants: list[Applicant]) -> Iterator[Row]:
    """Every position, published or not; none was ever changed since it was made."""
    for one in company.positions:
        yield Row(number=one.id, updated_at=_made(one), show=partial(_job, company, one, switches))


def application_rows(company: Company, switches: Switches, applicants: list[Applicant]) -> Iterator[Row]:
    """Every application."""
    for one in applicants:
        yield Row(
            number=one.id, updated_at=one.updated_at, show=partial(_application, company, one, switches)
        )


def candidate_rows(_company: Company, _switches: Switches, applicants: list[Applicant]) -> Iterator[Row]:
    """Everybody who has applied, with what they said last."""
    people: dict[int, list[Applicant]] = {}
    for one in applicants:
        people.setdefault(one.candidate_id, []).append(one)
    for number, known in people.items():
        updated_at = max(one.updated_at for one in known)
        yield Row(number=number, updated_at=updated_at, show=partial(_candidate, number, known, updated_at))


def category_rows(company: Company, switches: Switches, _applicants: list[Applicant]) -> Iterator[Row]:
    """Every category that a position is in, with the stages of the company."""
    names = {one.recruiting_category for one in company.positions if one.recruiting_category}
    for name in sorted(names):
        show = partial(_category, company, name, switches)
        yield Row(number=_number(name), updated_at=LONG_AGO, show=show)


def transition_rows(company: Company, switches: Switches, applicant: Applicant) -> Iterator[Row]:
    """Every stage the applicant has entered."""
    for number, stage in enumerate(applicant.stages):
        show = partial(_transition, company, stage, switches)
        yield Row(number=number, updated_at=stage.entered_at, show=show)


def _job(company: Company, position: Position, switches: Switches) -> dict[str, Any]:
    made = _moment(_made(position), switches.read_times)
    return _job_reference(position.id, position) | {
        "hiring_team": [],
        "company": {"id": str(company.id)},
        "created_at": made,
        "updated_at": made,
    }


def _job_reference(number: int, position: Position | None) -> dict[str, Any]:
    job: dict[str, Any] = {"id": str(number), "name": position.name if position else None}
    if position and position.department:
        job["department"] = _named(position.department)
    if position and position.recruiting_category:
        job["category"] = _named(position.recruiting_category)
    return job


def _application(company: Company, one: Applicant, switches: Switches) -> dict[str, Any]:
    channel = one.recruiting_channel_id
    return {
        "id": str(one.id),
        "application_date": one.application_date,
        "candidate": {
            "id": str(one.candidate_id),
            "email": one.email,
            "first_name": one.first_name,
            "last_name": one.last_name,
            "gender": one.attributes.get("gender"),
        },
        "job": _job_reference(one.job_position_id, company.position(one.job_position_id)),
        "current_stage": _stage(company, one.stages[-1].type, one.stages[-1].id, switches.stage_form),
        **({"channel": {"id": str(channel), "name": f"Channel {channel}"}} if channel else {}),
        "hiring_team": [],
        "is_anonymized": one.anonymized,
        "created_at": _moment(one.received_at, switches.read_times),
        "updated_at": _moment(one.updated_at, switches.read_times),
    }


def _candidate(number: int, applications: list[Applicant], updated_at: datetime) -> dict[str, Any]:
    last = applications[-1]
    return {
        "id": str(number),
        "first_name": last.first_name,
        "last_name": last.last_name,
        "email": last.email,
        **{name: last.attributes.get(name) for name in CANDIDATE_ATTRIBUTES},
        "linkedin_profile": None,
        "applications": [
            {"id": str(one.id), "application_date": one.application_date} for one in applications
        ],
        "created_at": _moment(applications[0].received_at, "text"),
        "updated_at": _moment(updated_at, "text"),
    }


def _category(company: Company, name: str, switches: Switches) -> dict[str, Any]:
    stages = [
        *(_stage(company, "custom", phase.id, switches.stage_form) for phase in company.phases),
        *(_stage(company, "system", word, switches.stage_form) for word in SYSTEM_STAGES),
    ]
    return _named(name) | {"stages": stages, "company": {"id": str(company.id)}}


def _transition(company: Company, stage: Stage, switches: Switches) -> dict[str, Any]:
    return {
        "stage": _stage(company, stage.type, stage.id, switches.stage_form),
        "entered_at": _moment(stage.entered_at, switches.read_times),
    }


def _stage(company: Company, kind: str, number: str | int, form: str) -> dict[str, Any]:
    """A stage; by which of its values a system one is known is not documented, so `form` chooses."""
    if kind == "system" and form == "type":
        return {"id": None, "kind": kind, "name": None, "type": number}
    phase = company.phase(number)
    name = str(number).title() if kind == "system" else phase and phase.name
    return {"id": str(number), "kind": kind, "name": name, "type": kind}


def _moment(at: datetime, form: str) -> dict[str, str] | str:
    if form == "local":
        local = at.astimezone(BERLIN).strftime("%Y-%m-%dT%H:%M:%S")
        return {"date-time": local, "timezone": str(BERLIN)}
    text = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"date-time": text, "timezone": "UTC"} if form == "utc" else text


def _made(position: Position) -> datetime:
    try:
        made = datetime.fromisoformat(position.created_at)
    except ValueError:
        return LONG_AGO
    return made if made.tzinfo else made.replace(tzinfo=UTC)


def _named(name: str) -> dict[str, Any]:
    return {"id": str(_number(name)), "name": name}


def _number(name: str) -> int:
    """Departments and categories have no numbers here, so that theirs follow from their names."""
    return zlib.crc32(name.encode())
