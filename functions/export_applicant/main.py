"""HTTP: "Personio Export" on the match card; preview, again, cancel, one and many; people who were erased."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import functions_framework
import msgspec
from flask import Request, Response

from shared import wiring
from shared.domain.applicant import Stage
from shared.domain.company import Ahead, Role
from shared.domain.errors import Fault, Problem
from shared.domain.ledger.export import State
from shared.edge import bodies, collector, views, web
from shared.edge.routing import Call, Route
from shared.edge.rules import Given

E = TypeVar("E", bound=StrEnum)


class Export(msgspec.Struct, forbid_unknown_fields=True):
    """`position_id` in place of the job ad's own; `preview` sends nothing; `again` leaves a final state.

    `rules` are previewed in place of those in force.
    """

    position_id: bodies.PositionId | None = None
    preview: bool = False
    again: bool = False
    rules: Given | None = None


def show(call: Call[None]) -> views.View:
    match = call.path["match"]
    shown = wiring.match_card().show(call.company_id, match)
    link = wiring.application_links().of(call.company_id)
    return views.export(match, shown.entry, call.language, shown.hint, link)


def page(call: Call[None]) -> views.View:
    """Exports of one state, one stage or of all, fifty a page, latest success first."""
    found = wiring.match_card().page(
        call.company_id,
        _one_of(State, call.query, "state"),
        call.query.get("cursor"),
        _one_of(Stage, call.query, "progress"),
    )
    return views.export_page(found, call.language, wiring.application_links().of(call.company_id))


def _one_of(kind: type[E], query: Mapping[str, str], name: str) -> E | None:
    value = query.get(name)
    if value is not None and value not in set(kind):
        raise Problem("query_invalid", field=name, params={"allowed": ", ".join(kind)})
    return kind(value) if value is not None else None


def summary(call: Call[None]) -> views.View:
    """Exports by state, applicants by what became of them."""
    return views.summary(wiring.summarising().of(call.company_id))


def export(call: Call[Export]) -> views.View:
    """Answers once Personio has, with 200 whatever came of it; a second click has no effect."""
    match, body, card = call.path["match"], call.body, wiring.match_card()
    if body.preview:
        draft = body.rules.read() if body.rules else None
        shown = card.preview(call.company_id, match, body.position_id, draft)
        return views.preview(match, shown, call.language)
    if body.rules:
        raise Problem("rules_invalid", field="rules", faults=(Fault("", "only_previewed"),))
    entry = card.export(call.company_id, match, call.uid, position_id=body.position_id, again=body.again)
    return views.export(match, entry, call.language)


def cancel(call: Call[None]) -> views.View:
    """What is being sent cannot be cancelled; what is over stays as it is."""
    match = call.path["match"]
    return views.export(match, wiring.match_card().cancel(call.company_id, match, call.uid), call.language)


def backfill(call: Call[None]) -> views.View:
    """Ask for the successes before the connection; while one runs, a second request changes nothing."""
    return views.backfill(wiring.backfilling().request(call.company_id, call.uid))


def progress(call: Call[None]) -> views.View:
    return views.backfill(wiring.backfilling().progress(call.company_id))


def erasures(call: Call[None]) -> views.View:
    """Applicants whose profile was deleted, until the company says that they are gone at Personio, too."""
    return views.erasures(wiring.told_erasures().open(call.company_id), call.language)


def acknowledge(call: Call[None]) -> views.View:
    """Answers with what is left to be done; a second time changes nothing."""
    left = wiring.told_erasures().acknowledge(call.company_id, call.path["match"], call.uid)
    return views.erasures(left, call.language)


MATCH = "/<company>/matches/<match>"
BACKFILL = "/<company>/back-fill"
ERASURES = "/<company>/erasures"
CARD = (Ahead.MATCH, Ahead.EXPORT)
DECISION = (*CARD, Ahead.CONNECTION, Ahead.RULES)
ENDPOINT = web.Endpoint(
    name="export_applicant",
    membership=wiring.membership,
    routes=(
        Route(
            method="GET",
            path="/<company>",
            role=Role.RECRUITER,
            handler=page,
            query=("state", "progress", "cursor"),
        ),
        Route(method="GET", path="/<company>/summary", role=Role.RECRUITER, handler=summary),
        Route(method="GET", path=MATCH, role=Role.RECRUITER, handler=show, ahead=CARD),
        Route(
            method="POST",
            path=MATCH,
            role=Role.RECRUITER,
            handler=export,
            body=Export,
            optional_body=True,
            ahead=DECISION,
        ),
        Route(method="DELETE", path=MATCH, role=Role.RECRUITER, handler=cancel, ahead=DECISION),
        Route(
            method="POST",
            path=BACKFILL,
            role=Role.ADMIN,
            handler=backfill,
            per_minute=2,
            ahead=(Ahead.CONNECTION, Ahead.BACKFILL),
        ),
        Route(method="GET", path=BACKFILL, role=Role.ADMIN, handler=progress, ahead=(Ahead.BACKFILL,)),
        Route(method="GET", path=ERASURES, role=Role.RECRUITER, handler=erasures),
        Route(method="DELETE", path=f"{ERASURES}/<match>", role=Role.RECRUITER, handler=acknowledge),
    ),
)


@functions_framework.http
def export_applicant(request: Request) -> Response:
    return ENDPOINT.answer(request)


web.answer_all(ENDPOINT.answer)
collector.rest_until_answered()
