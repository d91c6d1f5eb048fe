"""The control endpoint: what a test or a person at a terminal tells the stand-in, and asks it.

The routes are described in the package's docstring.
"""

from collections.abc import Callable
from dataclasses import asdict, replace
from http import HTTPStatus
from typing import Any

from local.personio.applicants import stage_of
from local.personio.companies import ApiClient, Company, client_from, company_from
from local.personio.messages import Answer, Request, json_answer
from local.personio.positions import position_from
from local.personio.switches import overridden
from local.personio.world import World

WAIT_SECONDS = 10.0

Handler = Callable[[World, Request, list[str]], Any]


def answer(world: World, request: Request) -> Answer:
    """Do what is asked for; 400 names what was wrong with it, 404 what does not exist."""
    resource, *rest = request.path.removeprefix("/control/").strip("/").split("/")
    handler = _HANDLERS.get((request.method, resource, len(rest)))
    if handler is None:
        return json_answer(HTTPStatus.NOT_FOUND, {"error": f"no {request.method} {request.path}"})
    try:
        return json_answer(HTTPStatus.OK, handler(world, request, rest))
    except LookupError as missing:
        return json_answer(HTTPStatus.NOT_FOUND, {"error": f"not found or missing: {missing}"})
    except (TypeError, ValueError, AttributeError) as wrong:
        return json_answer(HTTPStatus.BAD_REQUEST, {"error": str(wrong)})


def _applicants(world: World, request: Request, _rest: list[str]) -> Any:
    company_id = _number(request, "company_id")
    shown = world.applicants if company_id is None else world.register.of(company_id)
    return [one.describe() for one in shown]


def _forget_applicants(world: World, _request: Request, _rest: list[str]) -> Any:
    world.register.clear()
    return {}


def _change_applicant(world: World, request: Request, rest: list[str]) -> Any:
    """Move the applicant to the stage, or forget who it was."""
    match _body(request):
        case {"stage": stage, **others} if not others:
            company = world.companies[world.register.named(int(rest[0])).company_id]
            entered = stage_of(company, stage, world.clock.now())
            return world.register.move(int(rest[0]), entered).describe()
        case {"anonymized": True, **others} if not others:
            return world.register.anonymize(int(rest[0]), world.clock.now()).describe()
    raise ValueError("give a stage, or anonymized: true")


def _remove_applicant(world: World, _request: Request, rest: list[str]) -> Any:
    world.register.remove(int(rest[0]))
    return {}


def _requests(world: World, request: Request, _rest: list[str]) -> Any:
    return world.records.matching(
        company_id=_number(request, "company_id"),
        path=request.query.get("path"),
        path_prefix=request.query.get("path_prefix", ""),
        since=_number(request, "since") or 0,
    )


def _forget_requests(world: World, _request: Request, _rest: list[str]) -> Any:
    world.records.clear()
    return {}


def _reset(world: World, _request: Request, _rest: list[str]) -> Any:
    world.reset()
    return {}


def _switches(world: World, _request: Request, _rest: list[str]) -> Any:
    return asdict(world.switches)


def _switch(world: World, request: Request, _rest: list[str]) -> Any:
    with world.lock:
        world.switches = overridden(world.switches, _body(request))
    return asdict(world.switches)


def _companies(world: World, _request: Request, _rest: list[str]) -> Any:
    return [_described(world, company) for company in world.companies.values()]


def _company(world: World, _request: Request, rest: list[str]) -> Any:
    return _described(world, _named(world, rest))


def _put_company(world: World, request: Request, rest: list[str]) -> Any:
    company = company_from(int(rest[0]), _body(request))
    overridden(world.switches, company.switches)
    owner = world.company_at(company.slug)
    if owner and owner.id != company.id:
        raise ValueError(f"the slug {company.slug} is another company's")
    with world.lock:
        world.companies[company.id] = company
    return _described(world, company)


def _delete_company(world: World, _request: Request, rest: list[str]) -> Any:
    with world.lock:
        del world.companies[_named(world, rest).id]
    return {}


def _company_switches(world: World, _request: Request, rest: list[str]) -> Any:
    return asdict(world.switches_of(_named(world, rest)))


def _switch_company(world: World, request: Request, rest: list[str]) -> Any:
    world.override(_named(world, rest), _body(request))
    return asdict(world.switches_of(_named(world, rest)))


def _put_position(world: World, request: Request, rest: list[str]) -> Any:
    """Add the position, or change the given fields of one that is there."""
    with world.lock:
        company = _named(world, rest)
        known = company.position(int(rest[2]))
        values = {**({"name": known.name} if known else {}), **_body(request), "id": int(rest[2])}
        parsed = position_from(values)
        changed = replace(known, **{name: getattr(parsed, name) for name in values}) if known else parsed
        positions = tuple(changed if one is known else one for one in company.positions)
        world.companies[company.id] = replace(
            company, positions=positions if known else (*company.positions, changed)
        )
    return asdict(changed)


def _delete_position(world: World, _request: Request, rest: list[str]) -> Any:
    with world.lock:
        company = _named(world, rest)
        kept = tuple(one for one in company.positions if one.id != int(rest[2]))
        world.companies[company.id] = replace(company, positions=kept)
    return {}


def _put_client(world: World, request: Request, rest: list[str]) -> Any:
    """Add the API client, or change the given fields of one that is there."""
    with world.lock:
        company = _named(world, rest)
        known = company.client(rest[2])
        changed = client_from({**(asdict(known) if known else {}), **_body(request), "id": rest[2]})
        clients = tuple(changed if one is known else one for one in company.clients)
        world.companies[company.id] = replace(company, clients=clients if known else (*clients, changed))
    return _described_client(changed)


def _delete_client(world: World, _request: Request, rest: list[str]) -> Any:
    with world.lock:
        company = _named(world, rest)
        kept = tuple(one for one in company.clients if one.id != rest[2])
        world.companies[company.id] = replace(company, clients=kept)
    return {}


def _faults(world: World, _request: Request, _rest: list[str]) -> Any:
    return [fault.describe() for fault in world.faults.all()]


def _add_fault(world: World, request: Request, _rest: list[str]) -> Any:
    return world.faults.add(_body(request)).describe()


def _remove_fault(world: World, _request: Request, rest: list[str]) -> Any:
    world.faults.remove(int(rest[0]))
    return {}


def _clear_faults(world: World, _request: Request, _rest: list[str]) -> Any:
    world.faults.clear()
    return {}


def _await_fault(world: World, request: Request, rest: list[str]) -> Any:
    """Answers as soon as enough requests have arrived, else after the timeout: `arrived` tells."""
    arrived = _number(request, "count") or 1
    timeout = float(request.query.get("timeout", WAIT_SECONDS))
    return world.faults.wait(int(rest[0]), arrived=arrived, timeout=timeout).describe()


def _release_fault(world: World, _request: Request, rest: list[str]) -> Any:
    return world.faults.release(int(rest[0])).describe()


def _clock(world: World, _request: Request, _rest: list[str]) -> Any:
    return world.clock.describe()


def _set_clock(world: World, request: Request, _rest: list[str]) -> Any:
    world.clock.change(_body(request))
    return world.clock.describe()


def _body(request: Request) -> dict[str, Any]:
    if not isinstance(request.json, dict):
        raise TypeError("a JSON object is expected")
    return request.json


def _number(request: Request, name: str) -> int | None:
    value = request.query.get(name)
    return int(value) if value else None


def _named(world: World, rest: list[str]) -> Company:
    return world.companies[int(rest[0])]


def _described(world: World, company: Company) -> dict[str, Any]:
    return asdict(company) | {
        "channels": sorted(company.channels),
        "clients": [_described_client(client) for client in company.clients],
        "tags": sorted(world.tags.get(company.id, ())),
    }


def _described_client(client: ApiClient) -> dict[str, Any]:
    return asdict(client) | {"scopes": sorted(client.scopes)}


def _by_name(handlers: dict[str, Handler]) -> Handler:
    """One of several handlers, by the second segment after the resource."""
    return lambda world, request, rest: handlers[rest[1]](world, request, rest)


# Method, resource, and how many segments follow it.
_HANDLERS: dict[tuple[str, str, int], Handler] = {
    ("GET", "applicants", 0): _applicants,
    ("DELETE", "applicants", 0): _forget_applicants,
    ("GET", "requests", 0): _requests,
    ("DELETE", "requests", 0): _forget_requests,
    ("PUT", "applicants", 1): _change_applicant,
    ("DELETE", "applicants", 1): _remove_applicant,
    ("POST", "reset", 0): _reset,
    ("GET", "switches", 0): _switches,
    ("PUT", "switches", 0): _switch,
    ("GET", "companies", 0): _companies,
    ("GET", "companies", 1): _company,
    ("PUT", "companies", 1): _put_company,
    ("DELETE", "companies", 1): _delete_company,
    ("GET", "companies", 2): _by_name({"switches": _company_switches}),
    ("PUT", "companies", 2): _by_name({"switches": _switch_company}),
    ("PUT", "companies", 3): _by_name({"positions": _put_position, "clients": _put_client}),
    ("DELETE", "companies", 3): _by_name({"positions": _delete_position, "clients": _delete_client}),
    ("GET", "faults", 0): _faults,
    ("POST", "faults", 0): _add_fault,
    ("DELETE", "faults", 0): _clear_faults,
    ("DELETE", "faults", 1): _remove_fault,
    ("GET", "faults", 2): _by_name({"arrived": _await_fault}),
    ("POST", "faults", 2): _by_name({"release": _release_fault}),
    ("GET", "clock", 0): _clock,
    ("PUT", "clock", 0): _set_clock,
}
