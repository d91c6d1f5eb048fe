"""A client of Personio's API v2 as tests need one: it asks for a token, reads, and sends."""

from typing import Any
from urllib.parse import urlsplit

import requests

from local.personio.companies import ACME, client_of
from local.personio.demo_positions import ACME_BACKEND
from local.personio.server import StandIn

APPLICATIONS = "/v2/recruiting/applications"


def ask_token(personio: StandIn, company_id: int = ACME, /, **changes: str) -> requests.Response:
    """The token endpoint's answer to the company's first client; a change to `-` leaves the field out."""
    client = client_of(company_id)
    form = {"grant_type": "client_credentials", "client_id": client.id, "client_secret": client.secret}
    sent = {name: value for name, value in (form | changes).items() if value != "-"}
    return requests.post(f"{personio.url}/v2/auth/token", data=sent, timeout=10)


def token(personio: StandIn, company_id: int = ACME, /, **changes: str) -> str:
    access_token: str = ask_token(personio, company_id, **changes).json()["access_token"]
    return access_token


def bearer(access_token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {access_token}"}


def read(personio: StandIn, path: str, access_token: str = "", /, **query: str) -> requests.Response:
    """GET what stands below the recruiting API, with a token of Acme's where none is given."""
    url = f"{personio.url}/v2/recruiting/{path}"
    headers = bearer(access_token or token(personio))
    return requests.get(url, params=query, headers=headers, timeout=10)


def apply(personio: StandIn, access_token: str = "", /, **changes: object) -> requests.Response:
    """Send an application over v2, with a token of Acme's where none is given."""
    body: dict[str, Any] = {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "email": "ada@example.org",
        "job_position_id": ACME_BACKEND,
    }
    url = f"{personio.url}{APPLICATIONS}"
    headers = bearer(access_token or token(personio))
    return requests.post(url, json=body | changes, headers=headers, timeout=10)


def followed(personio: StandIn, path: str, **query: str) -> list[list[dict[str, Any]]]:
    """Every page of a list, by its next links, relative ones or absolute."""
    access_token = token(personio)
    answer = read(personio, path, access_token, **query).json()
    pages = [answer["_data"]]
    while "next" in answer["_meta"]["links"]:
        link = urlsplit(answer["_meta"]["links"]["next"]["href"])
        url = f"{personio.url}{link.path}?{link.query}"
        answer = requests.get(url, headers=bearer(access_token), timeout=10).json()
        pages.append(answer["_data"])
    return pages
