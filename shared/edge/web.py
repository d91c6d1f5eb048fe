"""The HTTP edge: who calls, CORS, JSON in and out, errors as problem documents (RFC 9457). One place."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from time import perf_counter
from typing import Annotated, Any

import flask
import msgspec
from flask import Request, Response
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, Rule

from shared import log, settings, texts
from shared.domain.company import Role
from shared.domain.errors import Problem, StateName, Unavailable
from shared.edge import identity
from shared.edge.limits import Limits
from shared.texts.problems import PROBLEMS
from shared.texts.sentence import say
from shared.texts.states import state_words

MAX_BODY_BYTES = 64 * 1024
ID = re.compile(r"(?!\.{1,2}$)(?!__.*__$)[^/\x00-\x1f]{1,128}")
TRACE = re.compile(r"(?:00-)?([0-9a-f]{32})[-/]?.*")
NAME = r"[a-z_]{1,40}"  # of a field or parameter; anything else may be a value that went astray
RETRY_AFTER_SECONDS = 5

Number = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]  # what every JSON reader keeps exact
PositionId = Number


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One call, checked: signed in, of a company's member with the role, its body of the right type."""

    company_id: str
    uid: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    language: texts.Language


Handler = Callable[[Call], object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """What one method on one path needs and does. `path` starts with `/<company>`.

    Attributes:
        body: msgspec type of the JSON body; None where the route takes none.
        optional_body: an empty body counts as the type's defaults.
        query: names of the query parameters it takes; any other is refused.
        per_minute: calls of one company at one instance; None where nothing outside pays for them.
    """

    method: str
    path: str
    role: Role
    handler: Handler
    body: type[msgspec.Struct] | None = None
    optional_body: bool = False
    query: tuple[str, ...] = ()
    per_minute: int | None = None


Membership = Callable[[str, str], Role | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """One function's routes behind one door.

    `membership` is asked only after the token and the body were found good, so that wrong calls are
    answered before Firestore is even imported.
    """

    name: str
    routes: Sequence[Route]
    membership: Membership
    limits: Limits = field(default_factory=Limits)
    _map: Map = field(init=False)

    def __post_init__(self) -> None:
        rules = [Rule(route.path, methods=[route.method], endpoint=route) for route in self.routes]
        object.__setattr__(self, "_map", Map(rules, strict_slashes=False, merge_slashes=False))

    def answer(self, request: Request) -> Response:
        """Answer any request; nothing is raised."""
        began = perf_counter()
        trace = log.begin(trace_of(request))
        language = _language(request)
        code = None
        try:
            response = _preflight(request) or json_response(self._handled(request, language), 200)
        except Exception as fault:  # noqa: BLE001 - the one place where any fault becomes an answer
            problem = problem_of(fault, self.name)
            code = problem.code
            response = problem_response(problem, language, trace)
        drain(request)
        guard(response, request)
        log.request_answered(self.name, request.method, response.status_code, perf_counter() - began, code)
        return response

    def _handled(self, request: Request, language: texts.Language) -> object:
        route, path = self._matched(request)
        caller = identity.uid(
            request.headers.get("Authorization"),
            project=settings.current().google_cloud_project,
            keys_url=settings.current().identity_keys_url,
        )
        query, body = _query(request, route), _body(request, route)
        company = path.pop("company")
        self._authorise(company, caller, route.role)
        self._count(company, route)
        log.concerning(company=company, **path)
        call = Call(
            company_id=company,
            uid=caller,
            path=path,
            query=query,
            body=body,
            language=language,
        )
        return route.handler(call)

    def _matched(self, request: Request) -> tuple[Route, dict[str, str]]:
        adapter = self._map.bind("functions.invalid")
        try:
            route, path = adapter.match(request.path, method=request.method)
        except MethodNotAllowed as refused:
            allowed = ", ".join(sorted({*(refused.valid_methods or ()), "OPTIONS"} - {"HEAD"}))
            raise Problem("method_not_allowed", params={"allowed": allowed}) from refused
        except NotFound as nothing:
            raise Problem("not_found") from nothing
        log.concerning(route=f"{route.method} {route.path}")
        if request.method == "HEAD":
            raise Problem("method_not_allowed", params={"allowed": f"{route.method}, OPTIONS"})
        if not all(ID.fullmatch(value) for value in path.values()):
            raise Problem("not_found")
        return route, dict(path)

    def _authorise(self, company_id: str, caller: str, needed: Role) -> None:
        """Other companies answer exactly as companies that don't exist."""
        role = self.membership(company_id, caller)
        if role is None:
            raise Problem("company_not_found")
        if not role.allows(needed):
            raise Problem("role_too_low")

    def _count(self, company_id: str, route: Route) -> None:
        """Only members come this far: nobody else can use up a company's calls."""
        if route.per_minute:
            allowed = max(1, round(route.per_minute * settings.current().limits_factor))
            self.limits.take(f"{route.method} {route.path}", company_id, allowed)


def answer_all(answer: Callable[[Request], Response]) -> None:
    """Have `answer` take what functions-framework would answer by itself, in HTML and without our headers.

    That is `/robots.txt`, `/favicon.ico` and whatever it does not route. To be called while main.py is
    loaded, which the framework does in its application's context.
    """
    if flask.has_app_context():
        flask.current_app.before_request(
            lambda: None if flask.request.endpoint == "run" else answer(flask.request)
        )


def problem_document(problem: Problem, language: texts.Language, trace: str) -> dict[str, object]:
    """The RFC 9457 document of a problem, in the caller's language."""
    kind = PROBLEMS[problem.code]
    params = {name: _said(value, language) for name, value in problem.params.items()}
    document = {
        "type": f"urn:matched-io:personio:{problem.code}",
        "status": kind.status,
        "code": problem.code,
        "title": say(kind.title, language, params),
        "detail": say(kind.detail, language, params),
        "hint": say(kind.hint, language, params),
        "field": problem.field,
        "retryable": kind.retryable,
        "retry_after": problem.retry_after,
        "trace_id": trace,
        **problem.members,
    }
    return {name: value for name, value in document.items() if value is not None}


def _said(value: str | int | StateName, language: texts.Language) -> str | int:
    return say(state_words(*value), language) if isinstance(value, StateName) else value


def problem_response(problem: Problem, language: texts.Language, trace: str) -> Response:
    """The problem document with its status and the headers that belong to it."""
    response = json_response(problem_document(problem, language, trace), PROBLEMS[problem.code].status)
    response.mimetype = "application/problem+json"
    if problem.retry_after:
        response.headers["Retry-After"] = str(problem.retry_after)
    if problem.code == "method_not_allowed":
        response.headers["Allow"] = str(problem.params["allowed"])
    return response


def problem_of(fault: Exception, function: str) -> Problem:
    """Any fault as one of the catalogue; what nobody foresaw is logged by type and place only."""
    if isinstance(fault, Problem):
        return fault
    if isinstance(fault, Unavailable):
        return Problem("temporarily_unavailable", retry_after=RETRY_AFTER_SECONDS)
    if isinstance(fault, settings.SettingsError):
        log.misconfigured(function, str(fault))
        return Problem("internal")
    log.crashed(function, fault)
    return Problem("internal")


def _query(request: Request, route: Route) -> dict[str, str]:
    """The route's own parameters, each once at most."""
    given = request.args.to_dict(flat=False)
    for name, values in given.items():
        if name not in route.query or len(values) > 1:
            allowed = ", ".join(route.query) or "–"
            named = name if re.fullmatch(NAME, name) else None
            raise Problem("query_invalid", field=named, params={"allowed": allowed})
    return {name: values[0] for name, values in given.items()}


def _body(request: Request, route: Route) -> msgspec.Struct | None:
    if route.body is None:
        return None
    raw = _raw(request)
    if not raw and route.optional_body:
        return route.body()
    if request.mimetype != "application/json":
        raise Problem("media_type_unsupported")
    try:
        return msgspec.json.decode(raw, type=route.body)
    except msgspec.ValidationError as invalid:
        raise Problem("body_invalid", field=_field(str(invalid))) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as malformed:
        raise Problem("body_malformed") from malformed


def _raw(request: Request) -> bytes:
    """The whole body: one that was cut off on its way is not taken for a shorter or an empty one."""
    announced = request.content_length or 0
    if announced > MAX_BODY_BYTES:
        raise Problem("body_too_large", params={"limit": MAX_BODY_BYTES})
    try:
        raw = request.stream.read(MAX_BODY_BYTES + 1)
    except Exception as broken:
        raise Problem("body_malformed") from broken  # each server has its own for a body it cannot read
    if len(raw) > MAX_BODY_BYTES:
        raise Problem("body_too_large", params={"limit": MAX_BODY_BYTES})
    if len(raw) < announced:
        raise Problem("body_malformed")
    return raw


def _field(message: str) -> str | None:
    """The field that msgspec names, as `$.field` or as a missing or unknown one; never its value."""
    named = re.search(rf"(?:field `({NAME})`)|(?:`\$\.([a-z_.]{{1,80}})`?)", message)
    return (named.group(1) or named.group(2)) if named else None


def _preflight(request: Request) -> Response | None:
    return Response(status=204) if request.method == "OPTIONS" else None


def json_response(document: object, status: int) -> Response:
    return Response(msgspec.json.encode(document), status=status, mimetype="application/json")


def drain(request: Request) -> None:
    """Leave nothing of the body: functions-framework reads on after us, and answers 500 to a broken one."""
    try:
        while request.stream.read(MAX_BODY_BYTES):
            pass
    except Exception:  # noqa: BLE001 - each server has its own for a body it cannot read
        request.stream = BytesIO()


def guard(response: Response, request: Request) -> None:
    """Headers of every answer; an origin that is not on the list gets none of CORS."""
    headers = response.headers
    headers["Cache-Control"] = "no-store"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Vary"] = "Origin"
    origin = request.headers.get("Origin")
    if origin is None or not _known(origin):
        return
    headers["Access-Control-Allow-Origin"] = origin
    headers["Access-Control-Expose-Headers"] = "Retry-After"
    if request.method == "OPTIONS":
        headers["Access-Control-Allow-Methods"] = "GET, POST, PUT, PATCH, DELETE"
        headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, Accept-Language"
        headers["Access-Control-Max-Age"] = "3600"


def _known(origin: str) -> bool:
    try:
        return origin in settings.current().frontend_origins
    except settings.SettingsError:
        return False  # the answer says so already


def _language(request: Request) -> texts.Language:
    return texts.spoken(request.accept_languages.best_match(texts.LANGUAGES))


def trace_of(request: Request) -> str | None:
    """Cloud Run's own trace, or W3C's; anything else is not taken over."""
    for name in ("X-Cloud-Trace-Context", "traceparent"):
        found = TRACE.match(request.headers.get(name, ""))
        if found:
            return found.group(1)
    return None
