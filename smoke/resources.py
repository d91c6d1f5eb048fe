"""What Google says of each resource, held against what Terraform says that it made."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from smoke.deployment import Deployment
from smoke.google import Google

BROUGHT = {  # function → which events of which documents
    "on_match_written": ("google.cloud.firestore.document.v1.written", "matches/{matchId}"),
    "on_developer_deleted": ("google.cloud.firestore.document.v1.deleted", "developers/{developerId}"),
}


def triggers(deployment: Deployment, google: Google) -> Iterator[str]:
    """Each is there, ready, and brings its events of this database."""
    for function, trigger in deployment.triggers.items():
        found = google.get(f"https://eventarc.googleapis.com/v1/{trigger['name']}")
        if not found or "error" in found:
            yield f"trigger of {function}: {found.get('error', 'there is none')}"
            continue
        kind, document = BROUGHT[function]
        filters = {each["attribute"]: each["value"] for each in found.get("eventFilters", [])}
        if filters != {"type": kind, "database": deployment.database, "document": document}:
            yield f"trigger of {function}: it brings {filters}"
        for name, condition in found.get("conditions", {}).items():
            yield f"trigger of {function}: not ready, {name}: {condition.get('message', condition)}"


def schedules(deployment: Deployment, google: Google) -> Iterator[str]:
    """Each is enabled, has run, and its last run ended well."""
    for name, job in deployment.schedules.items():
        found = google.get(
            f"https://cloudscheduler.googleapis.com/v1/projects/{deployment.project}"
            f"/locations/{job['region']}/jobs/{job['name']}"
        )
        if not found or "error" in found:
            yield f"schedule of {name}: {found.get('error', 'there is none')}"
        elif found.get("state") != "ENABLED":
            yield f"schedule of {name}: {found.get('state')}"
        elif "lastAttemptTime" not in found:
            yield f"schedule of {name}: it has never run"
        elif code := found.get("status", {}).get("code", 0):
            yield f"schedule of {name}: its last run, {found['lastAttemptTime']}, ended with code {code}"


def queues(deployment: Deployment, google: Google) -> Iterator[str]:
    """Each is there, and hands turns out."""
    for queue in deployment.queues:
        found = google.get(
            f"https://cloudtasks.googleapis.com/v2/projects/{deployment.project}"
            f"/locations/{queue['region']}/queues/{queue['name']}"
        )
        if found.get("state") != "RUNNING":
            yield f"queue {queue['name']}: {found.get('error') or found.get('state', 'there is none')}"


def indexes(deployment: Deployment, google: Google) -> Iterator[str]:
    """Each is there with its fields, and built."""
    for name, index in deployment.indexes.items():
        found = google.get(f"{_collection(deployment, index['collection'])}/indexes")
        same = [each for each in found.get("indexes", []) if _fields(each) == index["fields"]]
        states = [each.get("state") for each in same]
        if "READY" not in states:
            yield f"index {name}: {found.get('error') or states or 'there is none'}"


def expiring(deployment: Deployment, google: Google) -> Iterator[str]:
    """What expires is deleted by its field."""
    for collection, field in deployment.expiring.items():
        found = google.get(f"{_collection(deployment, collection)}/fields/{field}")
        state = found.get("ttlConfig", {}).get("state")
        if state != "ACTIVE":
            yield f"expiry of {collection}: {found.get('error') or state or 'there is none'}"


def grants(deployment: Deployment, google: Google) -> Iterator[str]:
    """Each grant on the project is there with its condition; no account of ours has another role."""
    policy = google.post(
        f"https://cloudresourcemanager.googleapis.com/v1/projects/{deployment.project}:getIamPolicy",
        {"options": {"requestedPolicyVersion": 3}},
    )
    if "error" in policy or not policy:
        yield f"grants: {policy.get('error', 'there is no such project')}"
        return
    granted = {
        (binding["role"], member, binding.get("condition", {}).get("expression", ""))
        for binding in policy.get("bindings", [])
        for member in binding["members"]
    }
    wanted = {(each["role"], each["member"], each["condition"]) for each in deployment.grants}
    ours = {member for _, member, _ in wanted}
    for role, member, condition in sorted(wanted - granted):
        yield f"grants: {member} lacks {role}" + (f" where {condition}" if condition else "")
    for role, member, condition in sorted(granted - wanted):
        if member in ours:
            yield f"grants: {member} has {role} besides" + (f" where {condition}" if condition else "")


CHECKS: Mapping[str, Callable[[Deployment, Google], Iterator[str]]] = {
    "triggers": triggers,
    "schedules": schedules,
    "queues": queues,
    "indexes": indexes,
    "expiring": expiring,
    "grants": grants,
}


def _collection(deployment: Deployment, name: str) -> str:
    return (
        f"https://firestore.googleapis.com/v1/projects/{deployment.project}"
        f"/databases/{deployment.database}/collectionGroups/{name}"
    )


def _fields(index: Mapping[str, Any]) -> list[str]:
    """As Terraform writes them; Firestore adds the document's name by itself."""
    return [
        ("-" if field.get("order") == "DESCENDING" else "") + field["fieldPath"]
        for field in index["fields"]
        if field["fieldPath"] != "__name__"
    ]
