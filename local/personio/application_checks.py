"""Do the values of an application make sense for this company? Reason codes, per field."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from local.personio.applicants import SYSTEM_STAGES
from local.personio.application_form import Form
from local.personio.companies import Attribute, Company
from local.personio.refusals import Reasons
from local.personio.world import World

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
CATEGORIES = frozenset({"cv", "cover-letter", "employment-reference", "certificate", "work-sample", "other"})
SYSTEM_ATTRIBUTES = (
    Attribute(id="birthday", type="date"),
    Attribute(id="gender", type="option", options=("male", "female", "diverse", "undefined")),
    Attribute(id="location"),
    Attribute(id="phone"),
    Attribute(id="available_from"),
    Attribute(id="salary_expectations"),
)

ALREADY_EXISTS = "errors.applicant-already-exists"
POSTING_NOT_FOUND = "errors.posting-validation.posting-not-found"

Finding = tuple[str, str]  # field and reason code


def findings(world: World, company: Company, form: Form) -> Reasons:
    """Everything wrong with `form` but that the person has applied before; empty where nothing is."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    checks = (
        _names(form),
        _posting(company, form),
        _date(world, form),
        _phase(form),
        _attributes(company, form),
        _files(world, company, form),
    )
    for check in checks:
        for field, code in check:
            if code not in found[field]:
                found[field] += (code,)
    return dict(found)


def _names(form: Form) -> Iterator[Finding]:
    for field in ("first_name", "last_name", "email"):
        if not getattr(form, field).strip():
            yield field, "errors.attribute-validation.required-attribute"
    if form.email.strip() and not EMAIL.fullmatch(form.email):
        yield "email", "errors.attribute-validation.invalid-email-format"


def _posting(company: Company, form: Form) -> Iterator[Finding]:
    position = company.position(form.job_position_id)
    if position is None:
        yield "job_position_id", POSTING_NOT_FOUND
    elif position.state != "published":
        yield "job_position_id", "errors.job-position.not-published"
    if form.recruiting_channel_id is not None and form.recruiting_channel_id not in company.channels:
        yield "recruiting_channel_id", "errors.posting-validation.channel-not-found"


def _date(world: World, form: Form) -> Iterator[Finding]:
    if form.application_date is None:
        return
    if not _is_date(form.application_date):
        yield "application_date", "errors.attribute-validation.invalid-date-format"
    elif form.application_date > world.clock.today():
        yield "application_date", "errors.date-validation.date-in-the-future"


def _phase(form: Form) -> Iterator[Finding]:
    """A custom phase that does not exist is no error: the application lands in `unassigned`."""
    if form.phase and form.phase[0] == "system" and form.phase[1] not in SYSTEM_STAGES:
        yield "phase", "errors.phase-validation.invalid-system-phase"


def _attributes(company: Company, form: Form) -> Iterator[Finding]:
    known = {attribute.id: attribute for attribute in (*SYSTEM_ATTRIBUTES, *company.attributes)}
    for name, value in form.attributes:
        if name not in known:
            yield name, "errors.attribute-validation.unknown"
        elif value.strip():
            yield from _value(known[name], value)
    sent = {name for name, value in form.attributes if value.strip()}
    for name in company.required_attributes:
        if name not in sent:
            yield name, "errors.attribute-validation.required-attribute"


def _value(attribute: Attribute, value: str) -> Iterator[Finding]:
    if attribute.type == "date" and not _is_date(value):
        yield attribute.id, "errors.attribute-validation.invalid-date-format"
    if attribute.type == "option" and value not in attribute.options:
        yield attribute.id, "errors.attribute-validation.unknown-attribute-option"
    if attribute.type == "number" and not re.fullmatch(r"-?\d+([.,]\d+)?", value):
        yield attribute.id, "errors.attribute-validation.invalid-type"


def _files(world: World, company: Company, form: Form) -> Iterator[Finding]:
    for file in form.files:
        upload = world.uploads.get(file.uuid)
        if upload is None or upload.company_id != company.id:
            yield "files", "errors.file-validation.file-not-exists"
        if file.category not in CATEGORIES:
            yield "files", "errors.file-validation.unknown-file-category"


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
