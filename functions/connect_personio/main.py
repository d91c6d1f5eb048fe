"""HTTP: resolve the careers page, connect, show, test, update, disconnect (docs/openapi.yaml)."""

import functions_framework
import msgspec
from flask import Request, Response

from shared import wiring
from shared.domain import credentials
from shared.domain.company import Ahead, Role
from shared.domain.connection import Connection
from shared.edge import bodies, collector, rules, views, web
from shared.edge.routing import B, Call, Route


class Resolve(msgspec.Struct, forbid_unknown_fields=True):
    """`url`: whatever names a careers page."""

    url: str


class Client(msgspec.Struct, forbid_unknown_fields=True):
    """Of a custom integration, as Personio shows them once."""

    id: str
    secret: str

    def read(self) -> credentials.Client:
        return credentials.Client(id=self.id, secret=self.secret)


class Connect(msgspec.Struct, forbid_unknown_fields=True):
    """What an admin types; Company-ID and channel are taken as number or text.

    Exactly one of token and client; the use case says which is missing or too much.
    """

    url: str
    personio_company_id: str | bodies.Number
    access_token: str | msgspec.UnsetType = msgspec.UNSET
    client: Client | msgspec.UnsetType = msgspec.UNSET
    channel_id: str | bodies.Number | None = None


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """What is left out stays as it is; a channel that is null is removed."""

    paused: bool | None = None
    progress: bool | None = None
    language: str | None = None
    channel_id: str | bodies.Number | msgspec.UnsetType | None = msgspec.UNSET


def resolve(call: Call[Resolve]) -> views.View:
    """The board and some of its positions, to ask "is this you?" with; nothing is stored."""
    return views.board(wiring.connecting().resolve(call.body.url))


def connect(call: Call[Connect]) -> views.View:
    """Prove everything that was typed, then store it; a check that fails changes nothing."""
    body = call.body
    connection = wiring.connecting().connect(
        call.company_id,
        call.uid,
        url=body.url,
        personio_company_id=str(body.personio_company_id),
        access_token=None if body.access_token is msgspec.UNSET else body.access_token,
        client=None if body.client is msgspec.UNSET else body.client.read(),
        channel_id=None if body.channel_id is None else str(body.channel_id),
    )
    return _shown(call, connection)


def show(call: Call[None]) -> views.View:
    """The state `none` where the company never connected."""
    return _shown(call, wiring.connecting().show(call.company_id))


def test(call: Call[None]) -> views.View:
    """Ask Personio with the stored credentials; a success ends `needs_reconnect` and `feature_off`."""
    return _shown(call, wiring.connecting().test(call.company_id))


def update_settings(call: Call[Settings]) -> views.View:
    body = call.body
    connection = wiring.connecting().update_settings(
        call.company_id,
        call.uid,
        paused=body.paused,
        progress=body.progress,
        language=body.language,
        channel_id=None if body.channel_id is msgspec.UNSET else str(body.channel_id or ""),
    )
    return _shown(call, connection)


def disconnect(call: Call[None]) -> views.View:
    """Cut the connection and retire its credentials; a company that never connected is no error."""
    return _shown(call, wiring.connecting().disconnect(call.company_id, call.uid))


def _shown(call: Call[B], known: Connection | None) -> views.View:
    return views.connection(known, call.language, admin=call.role is Role.ADMIN)


def show_rules(call: Call[None]) -> views.View:
    """With the fields there are to choose from, and what Personio asked for in refusals."""
    return rules.view(wiring.ruling().show(call.company_id), call.language)


def save_rules(call: Call[rules.Save]) -> views.View:
    """What waited for other rules goes on at once."""
    return rules.view(wiring.ruling().save(call.company_id, call.uid, call.body.read()), call.language)


PER_MINUTE = 10  # each asks Personio
RULES = "/<company>/rules"
CONNECTION = (Ahead.CONNECTION,)
ENDPOINT = web.Endpoint(
    name="connect_personio",
    membership=wiring.membership,
    routes=(
        Route(
            method="POST",
            path="/<company>/resolve",
            role=Role.ADMIN,
            handler=resolve,
            body=Resolve,
            per_minute=PER_MINUTE,
        ),
        Route(
            method="PUT",
            path="/<company>",
            role=Role.ADMIN,
            handler=connect,
            body=Connect,
            per_minute=PER_MINUTE,
            ahead=CONNECTION,
        ),
        Route(method="GET", path="/<company>", role=Role.RECRUITER, handler=show, ahead=CONNECTION),
        Route(
            method="POST",
            path="/<company>/test",
            role=Role.ADMIN,
            handler=test,
            per_minute=PER_MINUTE,
            ahead=CONNECTION,
        ),
        Route(
            method="PATCH",
            path="/<company>",
            role=Role.ADMIN,
            handler=update_settings,
            body=Settings,
            ahead=CONNECTION,
        ),
        Route(method="GET", path=RULES, role=Role.RECRUITER, handler=show_rules, ahead=(Ahead.RULES,)),
        Route(
            method="PUT",
            path=RULES,
            role=Role.ADMIN,
            handler=save_rules,
            body=rules.Save,
            ahead=(Ahead.RULES, Ahead.CONNECTION),
        ),
        Route(method="DELETE", path="/<company>", role=Role.ADMIN, handler=disconnect, ahead=CONNECTION),
    ),
)


@functions_framework.http
def connect_personio(request: Request) -> Response:
    return ENDPOINT.answer(request)


web.answer_all(ENDPOINT.answer)
collector.rest_until_answered()
