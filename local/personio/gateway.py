"""API v2: what its gateway asks before anything else, and which part of Personio answers then."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from local.personio import applications, authentication, documents, reading
from local.personio.access import closed, in_pace
from local.personio.companies import READ, WRITE, Company
from local.personio.messages import Answer, Request
from local.personio.refusals import (
    Refusal,
    endpoint_not_found,
    in_envelope,
    in_problem,
    in_v1,
    missing_scope,
    too_many,
    unauthenticated,
)
from local.personio.world import World

AUTHENTICATION: Mapping[str, Callable[[World, Request], Answer]] = {
    "/v2/auth/token": authentication.issue,
    "/v2/auth/revoke": authentication.revoke,
}
SUBMISSION = {
    "/v2/recruiting/applications": applications.apply,
    "/v2/recruiting/applications/documents": documents.upload,
}
Reading = Callable[..., Answer | Refusal]  # world, request, company, and the groups of the path

READING: Mapping[re.Pattern[str], Reading] = {
    **{re.compile(f"/v2/recruiting/({kind})"): reading.listed for kind in reading.ROWS},
    **{re.compile(f"/v2/recruiting/({kind})/([^/]+)"): reading.single for kind in reading.ROWS},
    re.compile("/v2/recruiting/applications/([^/]+)/stage-transitions"): reading.transitions,
}


@dataclass(frozen=True, kw_only=True)
class Route:
    """Where a request goes: what its token has to allow, by which name it is counted, and who answers."""

    scope: str
    endpoint: str
    handle: Callable[[Company], Answer | Refusal]


def answer(world: World, request: Request) -> Answer:
    """Path, then token, then rate, then scope; whoever passes reaches the recruiting API."""
    if request.method == "POST" and request.path in AUTHENTICATION:
        return AUTHENTICATION[request.path](world, request)
    route = _route(world, request)
    if route is None:
        return endpoint_not_found(request.path, world.clock.now())
    caller = world.caller(request.token)
    if caller is None:
        return unauthenticated(world.clock.now())
    allowed, headers = _rate(world, caller.company, route)
    if not allowed:
        outcome = too_many(world.clock.now())
    elif route.scope not in caller.scopes:
        outcome = missing_scope(int(world.switches_of(caller.company).missing_scope), world.clock.now())
    else:
        outcome = _worded(world, request, caller.company, route.handle(caller.company))
    return replace(outcome, headers={**outcome.headers, **headers})


def company_of(world: World, request: Request) -> Company | None:
    """Whom a request of v2 is about: its token's company, or that of the client who asks for one."""
    caller = world.caller(request.token)
    if caller:
        return caller.company
    return world.company_of_client((request.form or {}).get("client_id", ""))


def _route(world: World, request: Request) -> Route | None:
    submit = SUBMISSION.get(request.path)
    if request.method == "POST" and submit:
        return Route(
            scope=WRITE,
            endpoint=request.path,
            handle=lambda company: submit(world, request, company, lambda: _let_in(world, request, company)),
        )
    for path, read in READING.items():
        found = path.fullmatch(request.path)
        if request.method == "GET" and found:
            return Route(
                scope=READ,
                endpoint=path.pattern,
                handle=partial(_read, world, request, read, found.groups()),
            )
    return None


def _read(
    world: World, request: Request, read: Reading, found: tuple[str, ...], company: Company
) -> Answer | Refusal:
    return closed(world.switches_of(company)) or read(world, request, company, *found)


def _let_in(world: World, request: Request, company: Company) -> Company | Answer | Refusal:
    if not in_pace(world, request, company):
        return too_many(world.clock.now())
    return closed(world.switches_of(company)) or company


def _rate(world: World, company: Company, route: Route) -> tuple[bool, Mapping[str, str]]:
    """Whether the bucket of this company and endpoint has enough, and how it tells about itself."""
    switches = world.switches_of(company)
    if not switches.rate_limit:
        return True, {}
    with world.lock:
        level = world.buckets.take(
            (company.id, route.scope, route.endpoint),
            now=world.clock.now(),
            rate=switches.gateway_rate,
            burst=switches.gateway_burst,
            cost=switches.gateway_cost,
        )
    return level.allowed, {
        "x-ratelimit-replenish-rate": str(switches.gateway_rate),
        "x-ratelimit-burst-capacity": str(switches.gateway_burst),
        "x-ratelimit-requested-tokens": str(switches.gateway_cost),
        "x-ratelimit-remaining": str(int(level.tokens)),
    }


def _worded(world: World, request: Request, company: Company, outcome: Answer | Refusal) -> Answer:
    """What the API refuses, in the shape that the switch chooses; what is read has v2's envelope."""
    if isinstance(outcome, Answer):
        return outcome
    shape = world.switches_of(company).business_errors if request.method == "POST" else "envelope"
    if shape == "v1":
        return in_v1(outcome)
    return in_problem(outcome) if shape == "problem" else in_envelope(outcome, world.clock.now())
