"""Questions to API v2: access tokens, what they may do, what a client can read. None creates an applicant."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

from doctor import answers
from doctor.answers import Answer
from doctor.conversation import WRONG_TOKEN, Conversation, application
from doctor.feed import Found
from doctor.plan import FILTER
from doctor.recruiting import FEATURES
from doctor.redaction import STAGES
from doctor.steps import (
    APPLICATION,
    BY_ADDRESS,
    CLIENT_UNKNOWN,
    GRANT,
    GRANT_JSON,
    GRANT_READ,
    JOB,
    JOB_UNKNOWN,
    JOBS,
    JOBS_NEXT,
    JOBS_OLDER,
    JOBS_REVOKED,
    LISTED,
    REVOKE,
    SECRET_WRONG,
    TRANSITIONS,
    V2_READ_ONLY,
    V2_UNKNOWN_POSITION,
    V2_WRONG,
    Step,
)
from doctor.wire import Silence

OK, UNAUTHORIZED, NOT_FOUND = 200, 401, 404
SCOPE_MISSING = (401, 403)  # of a token that was given out just now
FIGURE = re.compile("[0-9]{1,9}")
GATEWAY = {
    "gateway_rate": "x-ratelimit-replenish-rate",
    "gateway_burst": "x-ratelimit-burst-capacity",
    "gateway_cost": "x-ratelimit-requested-tokens",
}
POSTING, MISSING = "errors.posting-validation.posting-not-found", answers.NOT_FOUND
WORDINGS = {"fields": "v1", "reason": "v1", "envelope": "envelope", "problem": "problem"}


class NotGranted(Silence):
    """The token endpoint answered, and gave out none."""


def refused(talk: Conversation) -> Found:
    """How does the token endpoint refuse, and how a wrong access token?"""
    made_up = {"grant_type": "client_credentials", "client_id": str(uuid4()), "client_secret": WRONG_TOKEN}
    yield "token_json", str(talk.send(GRANT_JSON, json=made_up).status)
    yield "client_code", talk.send(CLIENT_UNKNOWN, data=made_up).code
    answer = talk.send(SECRET_WRONG, data=_form(talk) | {"client_secret": WRONG_TOKEN})
    yield "bad_client", str(answer.status)
    yield "secret_code", answer.code
    answer = talk.send(V2_WRONG, headers=talk.with_access(WRONG_TOKEN), json={})
    yield "wrong_bearer", str(answer.status)


def scope(talk: Conversation) -> Found:
    """What happens to a token that may only read?"""
    access = _granted(talk, GRANT_READ, scope="personio:recruiting:read")[0]
    answer = talk.send(V2_READ_ONLY, headers=talk.with_access(access), json=application())
    yield "missing_scope", str(answer.status)


def tokens(talk: Conversation) -> Found:
    """How long does an access token hold, and does a second end it?"""
    try:
        older, seconds = _granted(talk, GRANT)
    except NotGranted:
        yield "client", False
        return
    yield "client", True
    talk.access = older
    if isinstance(seconds, int):
        yield "token_seconds", seconds
    talk.access = _granted(talk, GRANT)[0]
    answer = talk.send(JOBS_OLDER, headers=talk.with_access(older), params={"limit": 1})
    if answer.status in (OK, UNAUTHORIZED):
        yield "new_token_ends_older", answer.status == UNAUTHORIZED


def lists(talk: Conversation) -> Found:
    """May the client read, how do lists look, and where do they go on?"""
    headers = talk.with_access(talk.access)
    answer = talk.send(JOBS, headers=headers, params={"limit": 2})
    if answer.status in (OK, *SCOPE_MISSING) and not FEATURES & {*answer.codes}:
        yield "may_read", answer.status == OK
    if answer.status != OK:
        return
    yield "remaining_told", FIGURE.fullmatch(answer.headers.get("x-ratelimit-remaining", "")) is not None
    for key, name in GATEWAY.items():
        figure = answer.headers.get(name, "absent")
        yield key, int(figure) if FIGURE.fullmatch(figure) else figure
    jobs = items(answer)
    times = [each.get("updated_at") for each in jobs]
    if times and times[0]:
        yield "read_times", _form_of(times[0])
    if len(times) > 1:
        yield "newest_first", _moment(times[0]) >= _moment(times[1])
    following = _next(answer)
    if following:
        yield "next_link", "absolute" if following.startswith("http") else "relative"
        # The link's own host is not followed: it would be given the token.
        query = parse_qsl(urlsplit(following).query)
        more = items(talk.send(JOBS_NEXT, headers=headers, params=query))
        seen = {each.get("id") for each in jobs}
        yield "next_page", bool(more) and not seen & {each.get("id") for each in more}


def jobs(talk: Conversation) -> Found:
    """Are positions of the feed found by their ids?"""
    headers = talk.with_access(talk.access)
    if talk.positions:
        answer = talk.send(JOB, id_=talk.positions[0], headers=headers)
        if answer.status in (OK, NOT_FOUND):
            yield "feed_ids", answer.status == OK
        if answer.status == OK:
            shown = answer.json.get("id") if isinstance(answer.json, dict) else None
            yield "single_plain", str(shown) == str(talk.positions[0])
    answer = talk.send(JOB_UNKNOWN, headers=headers)
    if not answer.shuts_out:
        yield "unknown_id", str(answer.status)


def wording(talk: Conversation) -> Found:
    """May the client write, how does v2 refuse an application, and does it ask for the company's id?"""
    answer = talk.send(V2_UNKNOWN_POSITION, headers=talk.with_access(talk.access), json=application())
    if answer.says_no and not FEATURES & {*answer.codes}:
        yield "may_write", answer.status not in SCOPE_MISSING
    if answer.status in (400, 404, 422):
        yield "business_errors", WORDINGS.get(answer.shape, "other")
        yield "no_company_id", bool({POSTING, MISSING} & {*answer.codes})


def filtering(talk: Conversation) -> Found:
    """Does candidate.email filter, and does it tell upper from lower case?"""
    headers = talk.with_access(talk.access)
    answer = talk.send(LISTED, headers=headers, params={"limit": 50})
    known = items(answer)
    forms = (stage_of(each) for each in known)
    form = next((found for found in forms if found), None)
    if form:
        yield "stage_form", form[0]
    if known:
        yield from _read_alone(talk, known[0])
    address = next(filter(None, map(address_of, known)), "")
    if not address:
        return

    def found(email: str) -> bool:
        listed = items(talk.send(BY_ADDRESS, headers=headers, params={FILTER: email}))
        return address.casefold() in {address_of(each).casefold() for each in listed}

    if found(f"nobody-{uuid4().hex}@example.com"):
        yield "email_filter", "ignored"
    elif found(address):
        yield "email_filter", "any_case" if found(address.upper()) else "exact_case"


def _read_alone(talk: Conversation, listed: Mapping[str, Any]) -> Found:
    """One of the list by its id, and its stages."""
    yield "listed_moment", ":" in _moment(listed.get("created_at"))
    id_, headers = str(listed.get("id")), talk.with_access(talk.access)
    if not re.fullmatch(r"[0-9A-Za-z_-]{1,64}", id_):
        return
    answer = talk.send(APPLICATION, id_=id_, headers=headers)
    if answer.status == OK and isinstance(answer.json, dict):
        stage = answer.json.get("current_stage")
        yield "application_plain", str(answer.json.get("id")) == id_ and isinstance(stage, dict)
    answer = talk.send(TRANSITIONS, id_=id_, headers=headers)
    if answer.status == OK:
        entered = [each.get("entered_at") for each in items(answer)]
        yield "transitions_told", bool(entered) and all(":" in _moment(time) for time in entered)


def farewell(talk: Conversation) -> Found:
    """End the tokens that were given out: does that hold?"""
    for access in dict.fromkeys((talk.access, *talk.granted)):
        talk.send(REVOKE, data={"token": access}, headers=talk.with_access(access))
        if access == talk.access:
            answer = talk.send(JOBS_REVOKED, headers=talk.with_access(access), params={"limit": 1})
            yield "revoked", answer.status == UNAUTHORIZED


def items(answer: Answer) -> list[Mapping[str, Any]]:
    """The entries of a list, those that are none left out."""
    data = answer.json.get("_data") if isinstance(answer.json, dict) else None
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []


def address_of(application: Mapping[str, Any]) -> str:
    """Its candidate's; empty where it names none."""
    candidate = application.get("candidate")
    email = candidate.get("email") if isinstance(candidate, dict) else None
    return email if isinstance(email, str) else ""


def stage_of(application: Mapping[str, Any]) -> tuple[str, str] | None:
    """In which value the word of a system stage stands, and the word; None where it is in none."""
    stage = application.get("current_stage")
    if not isinstance(stage, dict):
        return None
    words = ((name, str(stage.get(name)).lower()) for name in ("id", "type", "kind", "name"))
    return next(((name, word) for name, word in words if word in STAGES), None)


def _granted(talk: Conversation, step: Step, **wish: str) -> tuple[str, object]:
    """An access token, and the seconds it is said to hold.

    Raises:
        NotGranted: none was given out.
    """
    answer = talk.send(step, data=_form(talk) | wish)
    document = answer.json if answer.status == OK and isinstance(answer.json, dict) else {}
    access = document.get("access_token")
    if not (isinstance(access, str) and re.fullmatch(r"[!-~]{1,8192}", access)):
        raise NotGranted("no_access")
    talk.granted.append(access)
    return access, document.get("expires_in")


def _form(talk: Conversation) -> dict[str, str]:
    account = talk.account
    return {
        "grant_type": "client_credentials",
        "client_id": account.client_id,
        "client_secret": account.client_secret,
    }


def _next(answer: Answer) -> str:
    document: Any = answer.json
    for name in ("_meta", "links", "next", "href"):
        document = document.get(name) if isinstance(document, dict) else None
    return document if isinstance(document, str) else ""


def _form_of(moment: object) -> str:
    if isinstance(moment, str):
        return "text"
    zone = moment.get("timezone") if isinstance(moment, dict) else None
    return "utc" if zone in ("UTC", "Z") else "local"


def _moment(moment: object) -> str:
    return str(moment.get("date-time")) if isinstance(moment, dict) else str(moment)
