"""POST /v2/auth/token and /v2/auth/revoke: client credentials in a form, access tokens in JSON."""

import hmac
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from local.personio.companies import ApiClient, Company
from local.personio.messages import Answer, Request, json_answer
from local.personio.refusals import oauth_refused, too_many
from local.personio.world import World

GRANT_TYPE = "client_credentials"
PARAMETERS = ("grant_type", "client_id", "client_secret")
LIMIT_SECONDS = 60.0
NO_FORM = "The request has to be application/x-www-form-urlencoded."
MISSING = "A required parameter is missing."


def issue(world: World, request: Request) -> Answer:
    """An access token; without a wish for scopes it has all of the client's."""
    form = _form(world, request, PARAMETERS)
    if isinstance(form, Answer):
        return form
    now = world.clock.now()
    if form["grant_type"] != GRANT_TYPE:
        return oauth_refused("unsupported_grant_type", "The grant type is not supported.", now)
    company = world.company_of_client(form["client_id"])
    if not _in_pace(world, company, form["client_id"]):
        return too_many(now)
    status = int(world.switches_of(company).bad_client)
    client = company.client(form["client_id"]) if company else None
    if company is None or client is None:
        return oauth_refused("invalid_client", "There is no such client.", now, status=status)
    if not hmac.compare_digest(client.secret.encode(), form["client_secret"].encode()):
        return oauth_refused("unauthorized_client", "The credentials are not correct.", now, status=status)
    scopes = frozenset(form.get("scope", "").split()) or client.scopes
    if scopes - client.scopes:
        return oauth_refused("invalid_scope", "One of the scopes is not the client's.", now)
    return _issued(world, company, client, scopes)


def revoke(world: World, request: Request) -> Answer:
    """End a token: 200 without a body, whether or not there was such a token."""
    form = _form(world, request, ("token",))
    if isinstance(form, Answer):
        return form
    world.tokens.revoke(form["token"])
    return Answer(status=HTTPStatus.OK)


def _form(world: World, request: Request, required: Sequence[str]) -> Mapping[str, str] | Answer:
    """The request's form with all that it needs, or what is wrong with it."""
    if request.form is None:
        return oauth_refused("invalid_request", NO_FORM, world.clock.now())
    missing = [name for name in required if not request.form.get(name)]
    if missing:
        meta = {"missing_parameters": missing}
        return oauth_refused("invalid_request", MISSING, world.clock.now(), meta=meta)
    return request.form


def _issued(world: World, company: Company, client: ApiClient, scopes: frozenset[str]) -> Answer:
    switches = world.switches_of(company)
    token = world.tokens.issue(
        company.id,
        client.id,
        scopes=scopes,
        seconds=switches.token_seconds,
        alone=switches.new_token_ends_older,
    )
    body = {
        "access_token": token,
        "expires_in": switches.token_seconds,
        "token_type": "Bearer",
        "scope": " ".join(sorted(scopes)),
    }
    return json_answer(HTTPStatus.OK, body)


def _in_pace(world: World, company: Company | None, client_id: str) -> bool:
    switches = world.switches_of(company)
    if not switches.rate_limit:
        return True
    with world.lock:
        return world.pace.allows(
            ("token", client_id),
            now=world.clock.now(),
            requests=switches.token_limit_requests,
            seconds=LIMIT_SECONDS,
        )
