"""The edge of functions that the frontend calls: who calls, may they, and which route they mean."""

from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from typing import Any

import flask
from flask import Request, Response

from shared import log, settings, texts
from shared.domain.company import Ahead, Role
from shared.domain.errors import Problem
from shared.edge import door, identity
from shared.edge.limits import Limits
from shared.edge.routing import Caller, Route, map_of, matched

Membership = Callable[[str, str, Mapping[Ahead, str]], Role | None]


class Endpoint:
    """One function's routes behind one door.

    `membership` is asked only after the token and the body were found good, so that wrong calls are
    answered before Firestore is even imported. What it reads ahead for the route is at hand until the call
    is answered, and nothing of it is looked at before the role is.
    """

    def __init__(
        self,
        *,
        name: str,
        routes: Sequence[Route[Any]],
        membership: Membership,
        limits: Limits | None = None,
    ) -> None:
        self.name = name
        self.routes = routes
        self.membership = membership
        self._limits = limits or Limits()
        self._map = map_of(routes)  # while the instance starts, not while somebody waits

    def answer(self, request: Request) -> Response:
        """Answer any request; nothing is raised."""
        return copy_context().run(self._answered, request)  # what a call has at hand ends with it

    def _answered(self, request: Request) -> Response:
        language = _language(request)

        def respond() -> Response:
            if request.method == "OPTIONS":
                return Response(status=204)  # a preflight: the door's headers are the answer
            return door.json_response(self._handled(request, language))

        return door.answer(self.name, request, respond, language)

    def _handled(self, request: Request, language: texts.Language) -> object:
        route, path = matched(self._map, self.name, request)
        uid = identity.uid(
            request.headers.get("Authorization"),
            project=settings.current().google_cloud_project,
            keys_url=settings.current().identity_keys_url,
        )
        caller = Caller(company_id=path.pop("company"), uid=uid, path=path, language=language)
        work = route.prepare(request, caller)
        role = self._authorise(caller, route)
        self._count(caller, route)
        log.concerning(company=caller.company_id, **path)
        return work(role)

    def _authorise(self, caller: Caller, route: Route[Any]) -> Role:
        """The caller's role; other companies answer exactly as companies that don't exist."""
        ids = {"company": caller.company_id, **caller.path}
        ahead = {each: ids[each.id_in_path] for each in route.ahead}
        role = self.membership(caller.company_id, caller.uid, ahead)
        if role is None:
            raise Problem("company_not_found")
        if not role.allows(route.role):
            raise Problem("role_too_low")
        return role

    def _count(self, caller: Caller, route: Route[Any]) -> None:
        """Only members come this far: nobody else can use up a company's calls."""
        if route.per_minute:
            allowed = max(1, round(route.per_minute * settings.current().limits_factor))
            self._limits.take(route.name, caller.company_id, allowed)


def answer_all(answer: Callable[[Request], Response]) -> None:
    """Have `answer` take what functions-framework would answer by itself, in HTML and without our headers.

    That is `/robots.txt`, `/favicon.ico` and whatever it does not route. To be called while main.py is
    loaded, which the framework does in its application's context.
    """
    if flask.has_app_context():
        flask.current_app.before_request(
            lambda: None if flask.request.endpoint == "run" else answer(flask.request)
        )


def _language(request: Request) -> texts.Language:
    return texts.spoken(request.accept_languages.best_match(texts.LANGUAGES))
