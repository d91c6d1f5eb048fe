"""firestore.rules on Google's emulator: what a member's browser may read without a function."""

import base64
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from local import emulator
from local.ports import ADDRESS, free_port
from local.processes import Processes
from shared.adapters.gcp import documents as names
from shared.domain.company import Role
from shared.domain.ledger.export import Export
from tests.support.terraform.workspace import REPOSITORY

PROJECT = "matched-rules"
RULES = REPOSITORY / "terraform" / "firestore.rules"
# Documents that stand in the database; otto belongs to another company, gast has a role that we do not know.
STANDING: dict[str, dict[str, Any]] = {
    "companies/c1": {"name": "c1", "members": {"anna": "admin", "rita": "recruiter", "gast": "guest"}},
    "companies/c2": {"name": "c2", "members": {"otto": "admin"}},
    "matches/m5": {"company_id": "c1"},
    "personio_exports/m1": {
        "company_id": "c1",
        "developer_id": "ada",
        "carried_within": True,
        "progress": {"stage": "rejected"},
    },
    "personio_exports/m2": {"company_id": "c1", "carried_within": True, "carried_by": "m1"},
    "personio_exports/m3": {"company_id": "c1", "carried_within": False, "carried_by": "m9"},
    "personio_exports/m9": {"company_id": "c2", "carried_within": True},
    "personio_notices/c1": {"text": "t"},
    "personio_backfills/c1": {"counts": {}},
    "personio_connections/c1": {"secret": "s"},
    "personio_accounts/100001": {"id": "100001"},
    "personio_applicants/100001_1_d1": {"match_id": "m1"},
    "personio_links/c1_100001_1": {"job_id": "j1"},
    "personio_settings/global": {"paused": False},
    "personio_audit/a1": {"what": "connected"},
    "personio_rules/c1": {"send": {"phone": False}},
}
OPEN = {
    "personio_exports/m1",
    "personio_exports/m2",
    "personio_notices/c1",
    "personio_backfills/c1",
}
OURS = sorted(path for path in STANDING if path.startswith("personio_"))

pytestmark = pytest.mark.emulator


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the documents, with STANDING in them and the rules in force."""
    with Processes(logs=tmp_path_factory.mktemp("logs")) as processes:
        port = free_port()
        emulator.start(processes, port=port, rules=RULES)
        address = f"http://{ADDRESS}:{port}/v1/projects/{PROJECT}/databases/(default)/documents"
        for path, fields in STANDING.items():
            body = {"fields": {name: _value(value) for name, value in fields.items()}}
            wrote = requests.patch(f"{address}/{path}", json=body, headers=emulator.OWNER, timeout=10)
            assert wrote.status_code == 200, wrote.text
        yield address


@pytest.mark.parametrize("path", OURS)
@pytest.mark.parametrize("user", ["anna", "rita"])
def test_a_member_reads_states_notices_and_progress(documents: str, user: str, path: str) -> None:
    """Admin and recruiter read the open ones of their company; no credentials, no other company's match."""
    assert _get(documents, path, user) == (200 if path in OPEN else 403)


@pytest.mark.parametrize("path", OURS)
@pytest.mark.parametrize("user", ["otto", "gast", "ada", "nobody", None])
def test_nobody_else_reads_anything(documents: str, user: str | None, path: str) -> None:
    """Another company's admin, an unknown role, the developer, a stranger and nobody read nothing."""
    own = {("otto", "personio_exports/m9")}
    assert _get(documents, path, user) == (200 if (user, path) in own else 403)


@pytest.mark.parametrize(
    ("path", "user", "status"),
    [
        ("personio_exports/m5", "anna", 404),
        ("personio_exports/m5", "otto", 403),
        ("personio_exports/m5", None, 403),
        ("personio_exports/m6", "anna", 403),
    ],
)
def test_a_match_card_may_wait_for_its_export(
    documents: str, path: str, user: str | None, status: int
) -> None:
    """Members see that their match has no export yet, so that a listener stays; others see nothing."""
    assert _get(documents, path, user) == status


@pytest.mark.parametrize("path", OURS)
def test_nobody_writes(documents: str, path: str) -> None:
    """Not even an admin changes or deletes a document of ours, or lists a collection."""
    headers = _token("anna")
    body = {"fields": {"company_id": _value("c1")}}
    assert requests.patch(f"{documents}/{path}", json=body, headers=headers, timeout=10).status_code == 403
    assert requests.delete(f"{documents}/{path}", headers=headers, timeout=10).status_code == 403
    listed = requests.get(f"{documents}/{path.partition('/')[0]}", headers=headers, timeout=10)
    assert listed.status_code == 403


@pytest.mark.parametrize("user", ["anna", "otto", None])
def test_nobody_lists_states(documents: str, user: str | None) -> None:
    """Not even those of the own company: rules see a query's filters alone, and would let m3 out."""
    own = {"field": {"fieldPath": "company_id"}, "op": "EQUAL", "value": _value("c1")}
    query = {"from": [{"collectionId": "personio_exports"}], "where": {"fieldFilter": own}}
    asked = {"structuredQuery": query}
    answer = requests.post(f"{documents}:runQuery", json=asked, headers=_token(user), timeout=10)
    assert answer.status_code == 403


def test_the_rules_name_what_the_code_names() -> None:
    """Collections, fields and roles of the rules are those of shared/adapters/gcp/documents.py."""
    rules = RULES.read_text()
    collections = set(re.findall(r"(?:documents|match) ?/(\w+)/", rules)) - {"databases"}
    known = {names.COMPANIES, names.MATCHES, names.EXPORTS, names.NOTICES, names.BACKFILLS}
    assert collections == known
    assert set(re.findall(r"resource\.data\.(\w+)", rules)) <= set(Export.__struct_fields__)
    assert set(re.findall(r"\)\)\.data\.(\w+)", rules)) == {names.COMPANY_MEMBERS, names.MATCH_COMPANY}
    assert set(re.findall(r"in \['(\w+)', '(\w+)'\]", rules)) == {(Role.ADMIN, Role.RECRUITER)}


def _get(documents: str, path: str, user: str | None) -> int:
    return requests.get(f"{documents}/{path}", headers=_token(user), timeout=10).status_code


def _token(user: str | None) -> dict[str, str]:
    """The emulator reads a token's claims and leaves the signature to production."""
    if user is None:
        return {}
    parts = ({"alg": "none", "typ": "JWT"}, {"sub": user, "user_id": user, "aud": PROJECT})
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return {"Authorization": f"Bearer {'.'.join(encoded)}."}


def _value(value: object) -> dict[str, Any]:
    if isinstance(value, dict):
        return {"mapValue": {"fields": {name: _value(part) for name, part in value.items()}}}
    return {"booleanValue": value} if isinstance(value, bool) else {"stringValue": value}
