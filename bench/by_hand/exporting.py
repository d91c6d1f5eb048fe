"""One export with the product's calls and writes and nothing else: it decides nothing, survives nothing."""

import os
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any

import requests
from google.cloud import firestore

from bench.by_hand import audit
from bench.by_hand.reading import Read

Fields = dict[str, Any]

IDS = ("match_id", "company_id", "job_id", "developer_id", "account", "position", "attempt_id")
UNSET = ("by", "carried_by", "chosen_position", "code", "due_at", "failing_since", "fingerprint", "frozen")
GONE = dict.fromkeys((*UNSET, "lease_until", "taken_back_at", "who"), firestore.DELETE_FIELD)
WELL = dict.fromkeys(("last_failure", "next_probe_at", "outage_since"), firestore.DELETE_FIELD)
KEPT = timedelta(days=730)  # of an entry and its applicant key
QUIET = {"resting_until": firestore.DELETE_FIELD, **WELL}
ENTRY: Fields = {
    "schema": 1,
    "state": "exporting",
    "origin": "live",
    "fields": [],
    "attempts": [],
    "tries": 0,
    "upload_failures": 0,
    "unknown": False,
    "duplicate_seen": False,
    "repeating": False,
    "carried_within": True,
}


def addresses(match_id: str, company_id: str, job_id: str, developer_id: str) -> tuple[str, ...]:
    """What an export reads besides the account."""
    ours = (
        f"exports/{match_id}",
        f"connections/{company_id}",
        f"rules/{company_id}",
        "settings/global",
    )
    theirs = (f"matches/{match_id}", f"jobs/{job_id}", f"developers/{developer_id}")
    return (*theirs, *(f"personio_{path}" for path in ours))


def export(
    client: firestore.Client,
    line: requests.Session,
    seen: Read,
    match_id: str,
    token: str,
    version: int = 1,
    *,
    clicked: bool = False,
) -> None:
    """Commit the claim, send the application, commit the record. `seen` holds all eight documents."""
    wanted = _wanted(seen, match_id)
    claimed = _claim(client, seen, wanted, clicked=clicked)
    status = _send(line, wanted, token, version)
    _record(client, wanted, claimed, status)


def _wanted(seen: Read, match_id: str) -> Fields:
    """Everything that the writes and the application are made of."""
    found = seen[f"matches/{match_id}"].to_dict()
    link = seen[f"jobs/{found['job_id']}"].to_dict()["personio"]
    person = seen[f"developers/{found['developer_id']}"].to_dict()
    own = {"match_id": match_id, "attempt_id": "a" + token_hex(8), "now": datetime.now(UTC)}
    return {**person, **found, "account": link["account"], "position": link["position_id"], **own}


def _claim(client: firestore.Client, seen: Read, wanted: Fields, *, clicked: bool) -> Any:
    company, account, now = wanted["company_id"], wanted["account"], wanted["now"]
    budget, connection = seen[f"personio_accounts/{account}"], seen[f"personio_connections/{company}"]
    frozen = {name: wanted[name] for name in ("account", "position", "email")}
    slot = {"until": now + timedelta(seconds=152), "click": False}
    slots = {**budget.to_dict().get("slots", {}), wanted["attempt_id"]: slot}
    leased = {"frozen": frozen, "lease_until": now + timedelta(seconds=90)}
    key = {name: wanted[name] for name in ("account", "position", "developer_id", "match_id")}
    batch = client.batch()
    batch.create(_reference(client, wanted), {**_entry(wanted), **leased})
    taken = {"schema": 1, "id": account, "slots": slots, **QUIET}
    batch.update(budget.reference, taken, client.write_option(last_update_time=budget.update_time))
    as_it_was = client.write_option(last_update_time=connection.update_time)
    batch.update(connection.reference, {"schema": 1}, as_it_was)
    batch.create(_key(client, wanted), {"schema": 1, **key})
    if clicked:
        audit.add(client, batch, company, "exported_by_hand")
    return batch.commit()[0].update_time


def access_token(line: requests.Session, client_id: str, secret: str) -> str:
    """What API v2 takes in the place of the token."""
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    answer = line.post(os.environ["PERSONIO_API_URL"] + "/v2/auth/token", data=form, timeout=20)
    answer.raise_for_status()
    return str(answer.json()["access_token"])


def _send(line: requests.Session, wanted: Fields, token: str, version: int) -> int:
    application = {name: wanted[name] for name in ("first_name", "last_name", "email")}
    message = "Diese Bewerbung kommt von matched.io."
    application |= {"job_position_id": wanted["position"], "message": message, "tags": ["matched.io"]}
    address = f"{os.environ['PERSONIO_API_URL']}/v{version}/recruiting/applications"
    headers = {"Authorization": f"Bearer {token}"}
    if version == 1:
        headers["X-Company-ID"] = wanted["account"]
    answer = line.post(address, json=application, headers=headers, timeout=20)
    answer.raise_for_status()
    return answer.status_code


def _record(client: firestore.Client, wanted: Fields, claimed: Any, status: int) -> None:
    now, attempt_id = datetime.now(UTC), wanted["attempt_id"]
    attempt = {"id": attempt_id, "at": wanted["now"], "outcome": "created", "status": status}
    attempt |= {"document": "none", "seconds": 0.1, "reasons": [], "fields": [], "trace_id": None}
    exported = {"state": "exported", "evidence": "created", "exported_at": now, "attempts": [attempt]}
    batch = client.batch()
    as_claimed = client.write_option(last_update_time=claimed)
    batch.update(_reference(client, wanted), {**_entry(wanted), **GONE, **exported}, as_claimed)
    slot_over = {f"slots.{attempt_id}.until": now + timedelta(seconds=62)}
    batch.update(client.document(f"personio_accounts/{wanted['account']}"), {**WELL, **slot_over})
    key = {name: wanted[name] for name in ("account", "position", "developer_id", "match_id")}
    batch.set(_key(client, wanted), {"schema": 1, **key, "expires_at": now + KEPT}, merge=True)
    batch.commit()


def _entry(wanted: Fields) -> Fields:
    times = dict.fromkeys(("claimed_at", "updated_at"), wanted["now"])
    ids = {name: wanted[name] for name in (*IDS, "successful_at")}
    return {**ENTRY, **ids, **times}


def _key(client: firestore.Client, wanted: Fields) -> Any:
    return client.document("personio_applicants/{account}_{position}_{developer_id}".format_map(wanted))


def _reference(client: firestore.Client, wanted: Fields) -> Any:
    return client.document(f"personio_exports/{wanted['match_id']}")
