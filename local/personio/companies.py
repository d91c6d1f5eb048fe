"""Personio's customers as the stand-in knows them, and the three it starts with.

The demo and the tests import the numbers and tokens from here; nothing of it is secret.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal
from uuid import UUID

from local.personio.demo_positions import ACME_POSITIONS, GLOBEX_POSITIONS
from local.personio.positions import Position, generated, position_from

READ, WRITE = "personio:recruiting:read", "personio:recruiting:write"
SCOPES = frozenset({READ, WRITE})


@dataclass(frozen=True, kw_only=True)
class ApiClient:
    """A custom integration that a company has made for API v2. What `scopes` lose its tokens lose at once."""

    id: str
    secret: str = field(repr=False)
    scopes: frozenset[str] = SCOPES


def token_of(company_id: int) -> str:
    """The Recruiting API token of a company that was not given another: forty hexadecimal digits."""
    return hashlib.sha256(f"stand-in for Personio, company {company_id}".encode()).hexdigest()[:40]


def client_of(company_id: int) -> ApiClient:
    """The API client of a company that was not given others: it may read and write."""
    digits = hashlib.sha256(f"stand-in for Personio, client of {company_id}".encode()).hexdigest()
    return ApiClient(id=f"papi-{UUID(digits[:32])}", secret=f"papi-{digits}")


ACME, ACME_SLUG, ACME_TOKEN = 100001, "acme", token_of(100001)
GLOBEX, GLOBEX_SLUG, GLOBEX_TOKEN = 100002, "globex", token_of(100002)
INITECH, INITECH_SLUG, INITECH_TOKEN = 100003, "initech", token_of(100003)

ACME_CHANNEL = 4711
ACME_ATTRIBUTE_TEXT = "custom_attribute_277893"
ACME_ATTRIBUTE_OPTION = "custom_attribute_716197"
ACME_ATTRIBUTE_DATE = "custom_attribute_939093"
ACME_ATTRIBUTE_NUMBER = "custom_attribute_953566"
ACME_PHASE = 3301


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """An applicant attribute that a company has defined itself."""

    id: str
    type: Literal["text", "option", "date", "number"] = "text"
    options: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A phase that a company has defined itself; its applicants begin in the first one."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Company:
    """One customer. `switches` override the global ones; with an empty `token` API v1 is closed to it."""

    id: int
    slug: str
    tld: Literal["de", "com"] = "de"
    name: str = ""
    token: str = field(repr=False)
    clients: tuple[ApiClient, ...] = ()
    positions: tuple[Position, ...] = ()
    channels: frozenset[int] = frozenset()
    attributes: tuple[Attribute, ...] = ()
    required_attributes: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    switches: Mapping[str, Any] = field(default_factory=dict)

    def position(self, position_id: int) -> Position | None:
        """The position with this id, published or not."""
        return next((position for position in self.positions if position.id == position_id), None)

    def phase(self, phase_id: object) -> Phase | None:
        """The custom phase with this id."""
        return next((phase for phase in self.phases if phase.id == phase_id), None)

    def client(self, client_id: str) -> ApiClient | None:
        """The API client with this id."""
        return next((client for client in self.clients if client.id == client_id), None)


def company_from(company_id: int, raw: Mapping[str, Any]) -> Company:
    """Build a company from JSON: the fields above; `positions` is a list or `{"generate": n}`.

    A phase is an id or `{id, name}`. Without a slug it is `company-<id>`, without a token `token_of(id)`,
    without clients `client_of(id)`.

    Raises:
        TypeError, ValueError, KeyError: where a field does not exist or cannot be read.
    """
    values = {"slug": f"company-{company_id}", "token": token_of(company_id), **raw}
    if values.get("tld", "de") not in ("de", "com"):
        raise ValueError(f"tld cannot be {values['tld']!r}")
    if "positions" in values:
        values["positions"] = _positions(company_id, values["positions"])
    if "attributes" in values:
        values["attributes"] = tuple(_attribute(attribute) for attribute in values["attributes"])
    values["channels"] = frozenset(int(number) for number in values.get("channels", ()))
    values["phases"] = tuple(_phase(phase) for phase in values.get("phases", ()))
    values["clients"] = tuple(
        client_from(client) for client in values.get("clients", [asdict(client_of(company_id))])
    )
    values["required_attributes"] = tuple(values.get("required_attributes", ()))
    return Company(id=company_id, **values)


def client_from(raw: Mapping[str, Any]) -> ApiClient:
    """Build an API client from JSON: the fields above, the scopes by their whole names.

    Raises:
        TypeError, ValueError, KeyError: where a field or a scope does not exist, or one is missing.
    """
    scopes = frozenset(raw.get("scopes", SCOPES))
    if scopes - SCOPES:
        raise ValueError(f"there is no scope {', '.join(sorted(scopes - SCOPES))}")
    return ApiClient(**{**raw, "id": str(raw["id"]), "secret": str(raw["secret"]), "scopes": scopes})


def demo_companies() -> tuple[Company, ...]:
    """Acme (twelve published positions, a draft, an archived one), globex on .com, initech without any."""
    return (
        Company(
            id=ACME,
            slug=ACME_SLUG,
            name="Acme Software GmbH",
            token=ACME_TOKEN,
            positions=ACME_POSITIONS,
            channels=frozenset({ACME_CHANNEL}),
            attributes=(
                Attribute(id=ACME_ATTRIBUTE_TEXT),
                Attribute(
                    id=ACME_ATTRIBUTE_OPTION,
                    type="option",
                    options=("custom_option_977", "custom_option_978"),
                ),
                Attribute(id=ACME_ATTRIBUTE_DATE, type="date"),
                Attribute(id=ACME_ATTRIBUTE_NUMBER, type="number"),
            ),
            clients=(client_of(ACME),),
            phases=(
                Phase(id=3300, name="Neu"),
                Phase(id=ACME_PHASE, name="Telefoninterview"),
                Phase(id=3302, name="Gespräch vor Ort"),
            ),
        ),
        Company(
            id=GLOBEX,
            slug=GLOBEX_SLUG,
            tld="com",
            name="Globex Ltd",
            token=GLOBEX_TOKEN,
            clients=(client_of(GLOBEX),),
            positions=GLOBEX_POSITIONS,
            phases=(Phase(id=4400, name="New"), Phase(id=4401, name="Interview")),
        ),
        Company(
            id=INITECH,
            slug=INITECH_SLUG,
            name="Initech AG",
            token=INITECH_TOKEN,
            clients=(client_of(INITECH),),
        ),
    )


def _positions(company_id: int, raw: Any) -> tuple[Position, ...]:
    if isinstance(raw, dict):
        return generated(company_id, int(raw["generate"]))
    return tuple(position_from(position) for position in raw)


def _phase(raw: Any) -> Phase:
    if isinstance(raw, dict):
        return Phase(id=int(raw["id"]), name=str(raw["name"]))
    return Phase(id=int(raw), name=f"Phase {raw}")


def _attribute(raw: Mapping[str, Any]) -> Attribute:
    return Attribute(**{**raw, "options": tuple(raw.get("options", ()))})
