"""Which route a request means, and what the route's handler gets of it: path, query and body, checked."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

import msgspec
from flask import Request
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, Rule

from shared import log, texts
from shared.domain.company import Ahead, Role
from shared.domain.errors import Problem
from shared.edge import bodies
from shared.structs import Struct

ID = re.compile(r"(?!\.{1,2}$)(?!__.*__$)[^/\x00-\x1f]{1,128}")
B = TypeVar("B", bound=msgspec.Struct | None)


class Caller(Struct):
    """Who calls, for which company and where: `path` holds the other ids of the path, by name."""

    company_id: str
    uid: str
    path: Mapping[str, str]
    language: texts.Language


class Call(Caller, Generic[B]):
    """One call, checked: signed in, of a company's member with the role, its body of the right type.

    `body` is None where the route takes none.
    """

    role: Role
    query: Mapping[str, str]
    body: B


class Route(Struct, Generic[B]):
    """What one method on one path needs, and its handler, which takes the route's own type of body.

    Attributes:
        path: starts with `/<company>`.
        body: msgspec type of the JSON body; None where the route takes none.
        optional_body: an empty body counts as the type's defaults.
        query: names of the query parameters it takes; any other is refused.
        per_minute: calls of one company at one instance; None where nothing outside pays for them.
        ahead: what it is sure to need and has read along with the role, in one call to Firestore.
    """

    method: str
    path: str
    role: Role
    handler: Callable[[Call[B]], object]
    body: type[B] | None = None
    optional_body: bool = False
    query: tuple[str, ...] = ()
    per_minute: int | None = None
    ahead: tuple[Ahead, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    def prepare(self, request: Request, caller: Caller) -> Callable[[Role], object]:
        """Check the query and the body, and return what then does the work for a caller of that role.

        Raises:
            Problem: `query_invalid`, and those of a body.
        """
        query, body = _query(request, self.query), self._body(request)

        def work(role: Role) -> object:
            call = Call(
                company_id=caller.company_id,
                uid=caller.uid,
                path=caller.path,
                language=caller.language,
                role=role,
                query=query,
                body=body,
            )
            return self.handler(call)

        return work

    def _body(self, request: Request) -> B:
        if self.body is None:
            return cast("B", None)  # without a type, B is None
        return bodies.read(request, self.body, optional=self.optional_body)


def map_of(routes: Sequence[Route[Any]]) -> Map:
    """What `matched` looks into."""
    rules = [Rule(route.path, methods=[route.method], endpoint=route) for route in routes]
    return Map(rules, strict_slashes=False, merge_slashes=False)


def matched(routes: Map, name: str, request: Request) -> tuple[Route[Any], dict[str, str]]:
    """The route that the request means, and the ids in its path by name.

    A path counts by itself, and below the function's name: Firebase Hosting serves all functions under one
    origin, and hands a path on as it came.

    Raises:
        Problem: `not_found`, `method_not_allowed`.
    """
    asked, below = request.path, f"/{name.replace('_', '-')}"
    if asked.startswith(f"{below}/"):
        asked = asked.removeprefix(below)
    try:
        found, path = routes.bind("functions.invalid").match(asked, method=request.method)
    except MethodNotAllowed as refused:
        allowed = ", ".join(sorted({*(refused.valid_methods or ()), "OPTIONS"} - {"HEAD"}))
        raise Problem("method_not_allowed", params={"allowed": allowed}) from refused
    except NotFound as nothing:
        raise Problem("not_found") from nothing
    route: Route[Any] = found
    log.concerning(route=route.name)
    if request.method == "HEAD":
        raise Problem("method_not_allowed", params={"allowed": f"{route.method}, OPTIONS"})
    if not all(ID.fullmatch(value) for value in path.values()):
        raise Problem("not_found")
    return route, dict(path)


def _query(request: Request, names: tuple[str, ...]) -> dict[str, str]:
    """The route's own parameters, each once at most."""
    given = request.args.to_dict(flat=False)
    for name, values in given.items():
        if name not in names or len(values) > 1:
            allowed = ", ".join(names) or "–"
            named = name if re.fullmatch(bodies.NAME, name) else None
            raise Problem("query_invalid", field=named, params={"allowed": allowed})
    return {name: values[0] for name, values in given.items()}
