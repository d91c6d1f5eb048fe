"""What API v2 lets a client read: lists in pages and single ones, those of its own company."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from http import HTTPStatus

from local.personio.applicants import Applicant
from local.personio.companies import Company
from local.personio.messages import Answer, Request, json_answer
from local.personio.pages import Query, QueryError, Row
from local.personio.refusals import Refusal, fields_refused, refused
from local.personio.switches import Switches
from local.personio.views import application_rows, candidate_rows, category_rows, job_rows, transition_rows
from local.personio.world import World

Rows = Callable[[Company, Switches, list[Applicant]], Iterable[Row]]

ROWS: Mapping[str, Rows] = {
    "jobs": job_rows,
    "applications": application_rows,
    "candidates": candidate_rows,
    "categories": category_rows,
}
EMAIL_PARAMETERS = {"applications": "candidate.email", "candidates": "email"}
NOT_FOUND = refused(HTTPStatus.NOT_FOUND, "There is no resource for the specified id.")


def listed(world: World, request: Request, company: Company, kind: str) -> Answer | Refusal:
    """A page of all; an application is not listed before its time, its candidate neither."""
    switches = world.switches_of(company)
    latest = world.clock.now() - timedelta(seconds=switches.index_seconds)

    def rows(query: Query) -> Iterable[Row]:
        known = [one for one in world.register.of(company.id) if one.received_at <= latest]
        return ROWS[kind](company, switches, _named(known, query.email, switches.email_filter))

    return _page(world, request, company, rows, EMAIL_PARAMETERS.get(kind))


def single(world: World, _request: Request, company: Company, kind: str, number: str) -> Answer | Refusal:
    """One, without an envelope; at once, whether it is listed already or not."""
    known = world.register.of(company.id)
    if kind == "applications":
        known = [one for one in known if str(one.id) == number]
    rows = ROWS[kind](company, world.switches_of(company), known)
    row = next((row for row in rows if str(row.number) == number), None)
    return json_answer(HTTPStatus.OK, row.show()) if row else NOT_FOUND


def transitions(world: World, request: Request, company: Company, number: str) -> Answer | Refusal:
    """The stages of an application, the latest first."""
    applicant = next((one for one in world.register.of(company.id) if str(one.id) == number), None)
    if applicant is None:
        return NOT_FOUND
    rows = transition_rows(company, world.switches_of(company), applicant)
    return _page(world, request, company, lambda _: rows, None)


def _named(known: list[Applicant], email: str | None, way: str) -> list[Applicant]:
    """Those with the address, as far as the filter looks at it; all where none is asked for."""
    if email is None or way == "ignored":
        return known
    if way == "exact_case":
        return [one for one in known if one.email == email]
    return [one for one in known if one.email and one.email.lower() == email.lower()]


def _page(
    world: World,
    request: Request,
    company: Company,
    rows: Callable[[Query], Iterable[Row]],
    email_parameter: str | None,
) -> Answer | Refusal:
    try:
        query = world.cursors.query(request.query, email_parameter)
    except QueryError as wrong:
        return fields_refused({str(wrong): (f"Provided value for {wrong} is not valid",)})
    shown, following = query.page(rows(query))
    links = {}
    if following:
        absolute = world.switches_of(company).next_link == "absolute"
        host = f"http://{request.headers.get('Host')}" if absolute else ""
        links = {"next": {"href": f"{host}{request.path}?cursor={world.cursors.give(following)}"}}
    return json_answer(HTTPStatus.OK, {"_data": [row.show() for row in shown], "_meta": {"links": links}})
