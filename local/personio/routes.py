"""Which part of Personio answers a request, and which fault may come between."""

from http import HTTPStatus

from local.personio import applications, board, documents, gateway
from local.personio.access import admitted, authenticated, too_many_from_address
from local.personio.messages import Answer, Dropped, Request, html_answer
from local.personio.records import Record
from local.personio.refusals import Refusal, in_v1
from local.personio.world import World

ENDPOINTS = {
    "/v1/recruiting/applications": applications.apply,
    "/v1/recruiting/applications/documents": documents.upload,
}


def serve(world: World, request: Request) -> tuple[Answer | Dropped, Record]:
    """Answer one request as Personio would, a fault permitting; the record is closed when this returns."""
    address = board.address_of(request)
    company_id, token_right = _whose(world, request, address)
    record = world.records.arrived(request, company_id=company_id, token_right=token_right)
    outcome = _struck(world, request, record, address)
    world.records.answered(record, outcome.status if isinstance(outcome, Answer) else None)
    return outcome, record


def _whose(world: World, request: Request, address: board.Address | None) -> tuple[int | None, bool]:
    """The company that a request is about, and whether its token is right."""
    if request.path.startswith("/v2/"):
        company = gateway.company_of(world, request)
        return company.id if company else None, world.caller(request.token) is not None
    board_of = world.company_at(address.slug) if address else None
    company_id = board_of.id if board_of else request.company_id
    return company_id, authenticated(world, request) is not None


def _struck(
    world: World, request: Request, record: Record, address: board.Address | None
) -> Answer | Dropped:
    fault = world.faults.take(request, record.company_id)
    if fault is None:
        return _answer(world, request, address)
    record.fault = fault.id
    early = fault.before()
    return early or fault.after(_answer(world, request, address))


def _answer(world: World, request: Request, address: board.Address | None) -> Answer:
    if request.path.startswith("/v2/"):
        return gateway.answer(world, request)
    if request.path.startswith("/v1/"):
        return _recruiting(world, request)
    if request.method not in ("GET", "HEAD"):
        return Answer(status=HTTPStatus.METHOD_NOT_ALLOWED)
    if address:
        return board.show(world, request, address)
    if request.path == board.HOME:
        return Answer(status=HTTPStatus.TOO_MANY_REQUESTS)
    return html_answer(HTTPStatus.NOT_FOUND, "Page not found")


def _recruiting(world: World, request: Request) -> Answer:
    limited = too_many_from_address(world, request)
    if limited:
        return limited
    endpoint = ENDPOINTS.get(request.path)
    if endpoint is None:
        return Answer(status=HTTPStatus.NOT_FOUND)
    if request.method != "POST":
        return Answer(status=HTTPStatus.METHOD_NOT_ALLOWED)
    named = world.companies.get(request.company_id or 0)
    answer = endpoint(world, request, named, lambda: admitted(world, request))
    return in_v1(answer) if isinstance(answer, Refusal) else answer
