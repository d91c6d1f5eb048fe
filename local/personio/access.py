"""May this company do this now? The checks between a well-formed body and the business behind it."""

import hmac
from http import HTTPStatus

from local.personio.companies import Company
from local.personio.messages import Answer, Request
from local.personio.refusals import fields_refused, refused, unauthorized
from local.personio.world import World

ADDRESS_LIMIT_SECONDS = 60.0


def authenticated(world: World, request: Request) -> Company | None:
    """The company whose id and token the headers carry."""
    company = world.companies.get(request.company_id or 0)
    if company is None or not hmac.compare_digest(company.token.encode(), request.token.encode()):
        return None
    return company


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


def admitted(world: World, request: Request) -> Company | Answer:
    """The company, or what stands in its way: 401, 429 without Retry-After, 403. The 429 counts per path."""
    company = authenticated(world, request)
    switches = world.switches_of(company or world.companies.get(request.company_id or 0))
    if company is None:
        return unauthorized(switches.unauthorized_body)
    if switches.rate_limit:
        with world.lock:
            allowed = world.pace.allows(
                (company.id, request.path),
                now=world.clock.now(),
                requests=switches.rate_limit_requests,
                seconds=switches.rate_limit_seconds,
            )
        if not allowed:
            return Answer(status=HTTPStatus.TOO_MANY_REQUESTS)
    if not switches.recruiting:
        return _feature_off("feature.recruiting.disabled", switches.feature_body)
    if not switches.public_api:
        return _feature_off("feature.public-api.disabled", switches.feature_body)
    return company


def _feature_off(reason: str, shape: str) -> Answer:
    if shape == "generic":
        return refused(HTTPStatus.FORBIDDEN, reason)
    return fields_refused({"company": (reason,)}, HTTPStatus.FORBIDDEN)
