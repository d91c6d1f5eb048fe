"""May this company do this now? The checks between a well-formed body and the business behind it."""

import hmac
from http import HTTPStatus

from local.personio.companies import Company
from local.personio.messages import Answer, Request
from local.personio.refusals import Refusal, fields_refused, refused, unauthorized
from local.personio.switches import Switches
from local.personio.world import World

ADDRESS_LIMIT_SECONDS = 60.0


def authenticated(world: World, request: Request) -> Company | None:
    """The company whose id and token the headers carry."""
    company = world.companies.get(request.company_id or 0)
    if company is None or not company.token:
        return None
    return company if hmac.compare_digest(company.token.encode(), request.token.encode()) else None


def too_many_from_address(world: World, request: Request) -> Answer | None:
    """429 beyond the limit per address, which holds for all of v1 and before everything else."""
    switches = world.switches
    if not switches.rate_limit:
        return None
    with world.lock:
        allowed = world.pace.allows(
            ("address", request.address),
            now=world.clock.now(),
            requests=switches.address_limit_requests,
            seconds=ADDRESS_LIMIT_SECONDS,
        )
    return None if allowed else Answer(status=HTTPStatus.TOO_MANY_REQUESTS)


def admitted(world: World, request: Request) -> Company | Answer | Refusal:
    """The company of a request of v1, or what stands in its way: 401, 429 without Retry-After, 403."""
    company = authenticated(world, request)
    if company is None:
        named = world.companies.get(request.company_id or 0)
        return unauthorized(world.switches_of(named).unauthorized_body)
    if not in_pace(world, request, company):
        return Answer(status=HTTPStatus.TOO_MANY_REQUESTS)
    return closed(world.switches_of(company)) or company


def in_pace(world: World, request: Request, company: Company) -> bool:
    """Whether the company may send one more to this endpoint; both versions of it count as one."""
    switches = world.switches_of(company)
    if not switches.rate_limit:
        return True
    with world.lock:
        return world.pace.allows(
            (company.id, request.path.removeprefix("/v1").removeprefix("/v2")),
            now=world.clock.now(),
            requests=switches.rate_limit_requests,
            seconds=switches.rate_limit_seconds,
        )


def closed(switches: Switches) -> Refusal | None:
    """403 where the account has no recruiting, or lets no API in."""
    if not switches.recruiting:
        return _feature_off("feature.recruiting.disabled", switches.feature_body)
    if not switches.public_api:
        return _feature_off("feature.public-api.disabled", switches.feature_body)
    return None


def _feature_off(reason: str, shape: str) -> Refusal:
    if shape == "generic":
        return refused(HTTPStatus.FORBIDDEN, reason)
    return fields_refused({"company": (reason,)}, HTTPStatus.FORBIDDEN)
