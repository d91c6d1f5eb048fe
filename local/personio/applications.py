"""POST /v1/recruiting/applications: body, then authentication, then business, then the applicant."""

import time
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from local.personio.access import admitted
from local.personio.application_checks import ALREADY_EXISTS, POSTING_NOT_FOUND, findings
from local.personio.application_form import FileReference, Form, FormError, form_of
from local.personio.companies import Company
from local.personio.messages import Answer, Request, json_answer
from local.personio.refusals import Reasons, body_refused, fields_refused
from local.personio.switches import Switches
from local.personio.world import World

NOT_FOUND = "personio.core.api.exceptions.api.not.found.http.exception"


def apply(world: World, request: Request) -> Answer:
    """What Personio answers to this application; 201 means that there is an applicant more."""
    switches = world.switches_of(world.companies.get(request.company_id or 0))
    try:
        form = form_of(request, switches)
    except FormError as why:
        return body_refused(str(why))
    company = admitted(world, request)
    if isinstance(company, Answer):
        return company
    wrong = findings(world, company, form)
    if wrong:
        return _refusal(wrong, switches)
    if not _created(world, company, form, switches):
        return fields_refused({"email": (ALREADY_EXISTS,)})
    if switches.created_body == "json":
        return json_answer(HTTPStatus.CREATED, {"id": len(world.applicants)})
    return Answer(status=HTTPStatus.CREATED)


def _refusal(wrong: Reasons, switches: Switches) -> Answer:
    not_found = POSTING_NOT_FOUND in wrong.get("job_position_id", ())
    if not_found and switches.unknown_job == "404":
        return body_refused(NOT_FOUND, HTTPStatus.NOT_FOUND)
    return fields_refused(wrong)


def _created(world: World, company: Company, form: Form, switches: Switches) -> bool:
    """Create the applicant unless there is one; the slow rule looks long before it creates."""
    key = (company.id, form.job_position_id, form.email.strip().lower())
    if switches.duplicate_rule == "slow":
        if world.has_applied(key):
            return False
        time.sleep(switches.duplicate_delay)
        world.create(key, _applicant(world, company, form))
        return True
    with world.lock:
        if switches.duplicate_rule == "on" and world.has_applied(key):
            return False
        world.create(key, _applicant(world, company, form))
        return True


def _applicant(world: World, company: Company, form: Form) -> dict[str, Any]:
    kind, number = form.phase or (None, None)
    phase = "initial" if kind is None else number
    if kind == "custom" and number not in company.phases:
        phase = "unassigned"
    return {
        "company_id": company.id,
        "job_position_id": form.job_position_id,
        "email": form.email,
        "first_name": form.first_name,
        "last_name": form.last_name,
        "recruiting_channel_id": form.recruiting_channel_id,
        "external_posting_id": form.external_posting_id,
        "message": form.message,
        "application_date": form.application_date or world.clock.today(),
        "phase": phase,
        "tags": list(form.tags),
        "attributes": dict(form.attributes),
        "files": [_file(world, file) for file in form.files],
        "received_at": world.clock.now().isoformat(),
    }


def _file(world: World, file: FileReference) -> dict[str, object]:
    upload = world.uploads[file.uuid]
    return asdict(file) | {"size": upload.size, "mimetype": upload.mimetype, "sha256": upload.sha256}
