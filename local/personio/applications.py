"""POST …/recruiting/applications of v1 and v2: body, then admission, then business, then the applicant."""

import time
from collections.abc import Callable
from dataclasses import asdict
from http import HTTPStatus

from local.personio.applicants import Applicant, first_stage
from local.personio.application_checks import ALREADY_EXISTS, POSTING_NOT_FOUND, findings
from local.personio.application_form import FileReference, Form, FormError, form_of
from local.personio.companies import Company
from local.personio.messages import Answer, Request, json_answer
from local.personio.refusals import Reasons, Refusal, body_refused, fields_refused
from local.personio.switches import Switches
from local.personio.world import World

NOT_FOUND = "personio.core.api.exceptions.api.not.found.http.exception"

Admission = Callable[[], Company | Answer | Refusal]


def apply(world: World, request: Request, named: Company | None, admit: Admission) -> Answer | Refusal:
    """What Personio answers to this application; 201 means that there is an applicant more.

    The switches of the company that is `named` hold for what comes before it is admitted.
    """
    switches = world.switches_of(named)
    try:
        form = form_of(request, switches)
    except FormError as why:
        return body_refused(str(why))
    company = admit()
    if not isinstance(company, Company):
        return company
    wrong = findings(world, company, form)
    if wrong:
        return _refusal(wrong, switches)
    applicant = _filed(world, company, form, switches)
    if applicant is None:
        return fields_refused({"email": (ALREADY_EXISTS,)})
    if switches.created_body == "json":
        return json_answer(HTTPStatus.CREATED, {"id": applicant.id})
    return Answer(status=HTTPStatus.CREATED)


def _refusal(wrong: Reasons, switches: Switches) -> Refusal:
    not_found = POSTING_NOT_FOUND in wrong.get("job_position_id", ())
    if not_found and switches.unknown_job == "404":
        return body_refused(NOT_FOUND, HTTPStatus.NOT_FOUND)
    return fields_refused(wrong)


def _filed(world: World, company: Company, form: Form, switches: Switches) -> Applicant | None:
    """Create the applicant unless there is one; the slow rule looks long before it creates."""
    applicant = _applicant(world, company, form)
    if switches.duplicate_rule == "slow":
        if world.register.has_applied(applicant.key):
            return None
        time.sleep(switches.duplicate_delay)
    return world.create(applicant, once=switches.duplicate_rule == "on")


def _applicant(world: World, company: Company, form: Form) -> Applicant:
    kind, number = form.phase or (None, None)
    phase = "initial" if number is None else number
    if kind == "custom" and company.phase(number) is None:
        phase = "unassigned"
    now = world.clock.now()
    return Applicant(
        company_id=company.id,
        job_position_id=form.job_position_id,
        email=form.email,
        first_name=form.first_name,
        last_name=form.last_name,
        recruiting_channel_id=form.recruiting_channel_id,
        external_posting_id=form.external_posting_id,
        message=form.message,
        application_date=form.application_date or world.clock.today(),
        phase=phase,
        tags=form.tags,
        attributes=dict(form.attributes),
        files=tuple(_file(world, file) for file in form.files),
        received_at=now,
        updated_at=now,
        stages=(first_stage(company, form.phase, now),),
    )


def _file(world: World, file: FileReference) -> dict[str, object]:
    upload = world.uploads[file.uuid]
    return asdict(file) | {"size": upload.size, "mimetype": upload.mimetype, "sha256": upload.sha256}
