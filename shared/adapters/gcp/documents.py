"""Every path, field name and status value that stands in Firestore; nothing of it stands anywhere else.

A company whose matched.io documents look different changes the names in this file alone.
"""

from __future__ import annotations  # each reader loads what it makes: no function needs all of them

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from shared.domain.board import SLUG
from shared.domain.company import Ahead, Role
from shared.domain.match import Match

if TYPE_CHECKING:
    from shared.domain.attributes import Developer
    from shared.domain.connection import Connection
    from shared.domain.jobs.job_ad import JobAd, JobAdSummary, Link
    from shared.domain.ledger.account import Account
    from shared.domain.ledger.backfill import Backfill
    from shared.domain.ledger.erased import Erased, ErasureNotice
    from shared.domain.ledger.export import ApplicantKey, Due, Export
    from shared.domain.ledger.notice import Notice
    from shared.domain.ledger.sweep import Sweep
    from shared.domain.person import Held
    from shared.domain.rules import Rules

Document = Mapping[str, Any]
T = TypeVar("T")

COMPANIES = "companies"
COMPANY_MEMBERS = "members"
DEVELOPERS = "developers"
DEVELOPER_FIELDS = {
    "first_name": "first_name",
    "last_name": "last_name",
    "email": "email",
    "gender": "gender",
    "phone": "phone",
    "location": "location",
    "birthday": "birthday",
    "available_from": "available_from",
    "salary_expectation": "salary_expectation",
    "profile_url": "profile_url",
    "links": "links",
    "skills": "skills",
    "message": "message",
    "cv_url": "cv_url",
}
MATCHES = "matches"
MATCH_COMPANY = "company_id"
MATCH_JOB = "job_id"
MATCH_DEVELOPER = "developer_id"
MATCH_STATUS = "status"
MATCH_SUCCESSFUL = "successful"
MATCH_SUCCESSFUL_AT = "successful_at"
JOBS = "jobs"
JOB_COMPANY = "company_id"
JOB_PERSONIO = "personio"
JOB_FIELDS = {
    "title": "title",
    "status": "status",
    "description_html": "description_html",
    "description_text": "description_text",
    "locations": "locations",
    "remote": "remote",
    "employment_type": "employment_type",
    "working_time": "working_time",
    "seniority": "seniority",
    "experience_years": "experience_years",
    "salary": "salary",
    "skills": "skills",
    "language": "language",
    "missing": "missing",
}
SUMMARY_FIELDS = (JOB_FIELDS["title"], JOB_FIELDS["status"], JOB_PERSONIO)

CONNECTIONS = "personio_connections"
CONNECTION_OWES = "owes_retiring"
EXPORTS = "personio_exports"
EXPORT_STAGE = "progress.stage"
APPLICANTS = "personio_applicants"
LINKS = "personio_links"
ACCOUNTS = "personio_accounts"
ACCOUNT_TURN = "turn_at"
AUDIT = "personio_audit"
SETTINGS_GLOBAL = "personio_settings/global"
SETTINGS_PAUSED = "paused"
SETTINGS_SWEEP = "personio_settings/sweep"
BACKFILLS = "personio_backfills"
NOTICES = "personio_notices"
RULES = "personio_rules"
ERASURES = "personio_erasures"
ERASED = "personio_erased"
EXPIRES = "expires_at"  # of what Firestore deletes by itself
SCHEMA = "schema"
VERSION = 1
STORED_NAMES: Mapping[str, Mapping[str, str]] = {
    "Connection": {"company_id": "company"},
    "Backfill": {"company_id": "company"},
    "Notice": {"company_id": "company"},
    "Line": {"company_id": "company"},
    "Export": {"position_id": "position", "chosen_position_id": "chosen_position"},
    "ApplicantKey": {"position_id": "position"},
    "ErasureNotice": {"position_id": "position"},
}  # of our classes, where code says it better: field → its name in the document and the maps inside

LONGEST_ID = 1_500  # bytes
RESERVED_ID = re.compile(r"\.{1,2}|__.*__", re.DOTALL)


def match_path(match_id: str) -> str:
    return f"{MATCHES}/{match_id}"


def company_path(company_id: str) -> str:
    return f"{COMPANIES}/{company_id}"


def developer_path(developer_id: str) -> str:
    return f"{DEVELOPERS}/{developer_id}"


def job_path(job_id: str) -> str:
    return f"{JOBS}/{job_id}"


def connection_path(company_id: str) -> str:
    return f"{CONNECTIONS}/{company_id}"


def export_path(match_id: str) -> str:
    return f"{EXPORTS}/{match_id}"


def account_path(account: str) -> str:
    return f"{ACCOUNTS}/{account}"


def backfill_path(company_id: str) -> str:
    return f"{BACKFILLS}/{company_id}"


def rules_path(company_id: str) -> str:
    return f"{RULES}/{company_id}"


def notice_path(company_id: str) -> str:
    return f"{NOTICES}/{company_id}"


def erasure_path(match_id: str) -> str:
    return f"{ERASURES}/{match_id}"


def erased_path(pseudonym: str) -> str:
    return f"{ERASED}/{pseudonym}"


def applicant_path(key: ApplicantKey) -> str:
    """The key's own words, or their hash where they are too long: a developer's id may be as long as any."""
    words = str(key)
    return f"{APPLICANTS}/{words if is_id(words) else hashlib.sha256(words.encode()).hexdigest()}"


def link_path(company_id: str, account: str, position_id: int) -> str:
    return f"{LINKS}/{company_id}_{account}_{position_id}"


AHEAD_PATHS: Mapping[Ahead, Callable[[str], str]] = {
    Ahead.CONNECTION: connection_path,
    Ahead.RULES: rules_path,
    Ahead.MATCH: match_path,
    Ahead.EXPORT: export_path,
    Ahead.JOB: job_path,
    Ahead.BACKFILL: backfill_path,
}


def is_id(text: str) -> bool:
    """Whether Firestore takes it for a document's id (its "Constraints on document IDs")."""
    return (
        bool(text)
        and "/" not in text
        and not RESERVED_ID.fullmatch(text)
        and len(text.encode()) <= LONGEST_ID
    )


def role(company: Document, uid: str) -> Role | None:
    """The member's role; a value that we do not know allows nothing."""
    members = company.get(COMPANY_MEMBERS)
    value = members.get(uid) if isinstance(members, Mapping) else None
    return Role(value) if isinstance(value, str) and value in set(Role) else None


def is_success(status: object) -> bool:
    return status == MATCH_SUCCESSFUL


def match(id_: str, document: Document, update_time: datetime) -> Match:
    succeeded_at = document.get(MATCH_SUCCESSFUL_AT)
    return Match(
        id=id_,
        company_id=_id(document.get(MATCH_COMPANY)),
        job_id=_id(document.get(MATCH_JOB)),
        developer_id=_id(document.get(MATCH_DEVELOPER)),
        successful=is_success(document.get(MATCH_STATUS)),
        successful_at=plain(succeeded_at) if isinstance(succeeded_at, datetime) else None,
        written_at=plain(update_time),
    )


def developer(id_: str, document: Document) -> Developer:
    """Tolerant: a field of an unexpected type counts as empty, so that the entry can say so."""
    from shared.domain.attributes import Developer

    raw = {name: document.get(theirs) for name, theirs in DEVELOPER_FIELDS.items()}
    texts = {name: _text(raw[name]) or None for name in DEVELOPER_FIELDS if name not in {"links", "skills"}}
    return Developer(
        id=id_,
        first_name=texts.pop("first_name") or "",
        last_name=texts.pop("last_name") or "",
        email=texts.pop("email") or "",
        birthday=_day(raw["birthday"]),
        links=_texts(raw["links"]),
        skills=_texts(raw["skills"]),
        **{name: value for name, value in texts.items() if name != "birthday"},
    )


def job_ad(id_: str, document: Document) -> JobAd:
    """Tolerant, as for a developer."""
    from shared.domain.jobs.fields import ATTRIBUTES
    from shared.domain.jobs.job_ad import JobAd, Missing

    values = {name: _as_ours(kind, document.get(JOB_FIELDS[name])) for name, kind in ATTRIBUTES.items()}
    return JobAd(
        id=id_,
        company_id=_id(document.get(JOB_COMPANY)),
        status=_text(document.get(JOB_FIELDS["status"])),
        missing=_as(tuple[Missing, ...], document.get(JOB_FIELDS["missing"])) or (),
        link=_link(document),
        **values,
    )


def summary(id_: str, document: Document) -> JobAdSummary:
    from shared.domain.jobs.job_ad import JobAdSummary

    return JobAdSummary(
        id=id_,
        title=_text(document.get(JOB_FIELDS["title"])),
        status=_text(document.get(JOB_FIELDS["status"])),
        link=_link(document),
    )


def job_document(ad: JobAd) -> dict[str, Any]:
    """The whole ad, for a new document; an existing one is only ever changed in single fields."""
    ours = written(ad)
    named = {theirs: ours[name] for name, theirs in JOB_FIELDS.items()}
    return {**named, JOB_COMPANY: ad.company_id, JOB_PERSONIO: ours["link"]}


def linked_job(document: Document) -> str:
    """The job ad that a position's link stands for; empty where it names none."""
    return _id(document.get("job_id"))


def named_account(connection: Document) -> str:
    """The account of a connection, as an address; empty where it names none."""
    return _id(connection.get("account"))


def holder(document: Document) -> str:
    """The match that holds an applicant key; empty where it names none."""
    return _id(document.get("match_id"))


def export(match_id: str, document: Document) -> Export:
    """An entry; it is named by its document, whatever a field says, as all of ours are.

    Raises:
        msgspec.ValidationError: somebody broke it by hand; the readers of our other documents raise it, too.
    """
    from shared.domain.ledger.export import Export

    ids = {name: _id(document.get(name)) for name in ("company_id", "job_id", "developer_id")}
    return read(Export, {**document, **ids, "match_id": match_id})


def unreadable_export(match_id: str, document: Document, update_time: datetime) -> Export:
    """What is shown in place of an entry that somebody broke."""
    from shared.domain.ledger.export import unreadable

    return unreadable(match_id, _id(document.get("company_id")), plain(update_time))


def connection(company_id: str, document: Document) -> Connection:
    from shared.domain.connection import Connection

    found = read(Connection, {**document, "company": company_id})
    if not (found.account.isascii() and found.account.isdigit() and SLUG.fullmatch(found.board.slug)):
        raise msgspec.ValidationError("account and board are parts of addresses")
    return found


def connection_document(known: Connection) -> dict[str, Any]:
    """With what the sweep looks for: lists are not certain to have an index by themselves."""
    return {**written(known), CONNECTION_OWES: bool(known.retiring)}


def account(id_: str, document: Document) -> Account:
    from shared.domain.ledger.account import Account

    return read(Account, {**document, "id": id_})


def backfill(company_id: str, document: Document) -> Backfill:
    from shared.domain.ledger.backfill import Backfill

    cursor = _id(document.get("cursor")) or None
    return read(Backfill, {**document, "company": company_id, "cursor": cursor})


def rules(_: str, document: Document) -> Rules:
    """Nothing of it is made up: without the switches nobody knows what the company does not want sent.

    What is off and has no name here, as one that a later release wrote, is such a switch.
    """
    from shared.domain.attributes import SWITCHED
    from shared.domain.rules import Rules

    missing = {"attributes", "tags", "send", "version"} - document.keys()
    if missing:
        raise msgspec.ValidationError(f"{', '.join(sorted(missing))} missing")
    known = read(Rules, document)
    if not known.withheld <= SWITCHED.keys():
        raise msgspec.ValidationError("a switch is off that nobody knows")
    return known


def sweep(_: str, document: Document) -> Sweep:
    from shared.domain.ledger.sweep import Sweep

    people_at = document.get("people_at")
    places = {
        "pass_match": _id(document.get("pass_match")) or None,
        "people_at": people_at if people_at == "" else _id(people_at) or None,
    }
    return read(Sweep, {**document, **places})


def notice(new: Notice, expires_at: datetime) -> dict[str, Any]:
    """Only what is new, to be merged with what was told before."""
    return {**given(new), EXPIRES: expires_at}


def entry_document(entry: Export, kept: timedelta) -> dict[str, Any]:
    """With its end, so that Firestore deletes it `kept` after its last change."""
    return {**written(entry), EXPIRES: entry.updated_at + kept}


def key_document(key: ApplicantKey, entry: Export, kept: timedelta) -> dict[str, Any]:
    """It ends with its entry."""
    return {**written(key), "match_id": entry.match_id, EXPIRES: entry.updated_at + kept}


def erasure(match_id: str, document: Document) -> ErasureNotice:
    from shared.domain.ledger.erased import ErasureNotice

    ids = {name: _id(document.get(name)) for name in ("company_id", "job_id")}
    return read(ErasureNotice, {**document, **ids, "match_id": match_id})


def erased(id_: str, document: Document) -> Erased:
    from shared.domain.ledger.erased import Erased

    return read(Erased, {**document, "id": id_})


def held(id_: str, document: Document) -> Held:
    """Tolerant: a broken entry names somebody, too."""
    from shared.domain.person import Held

    changed = document.get("updated_at")
    return Held(
        match_id=id_,
        developer_id=_id(document.get("developer_id")),
        updated_at=plain(changed) if isinstance(changed, datetime) else None,
    )


def due(id_: str, document: Document) -> Due:
    """Tolerant: whatever is wrong with the entry is met, and logged, when it is exported."""
    from shared.domain.ledger.export import Code, Due, Origin

    return Due(
        match_id=id_,
        company_id=_id(document.get("company_id")),
        job_id=_id(document.get("job_id")),
        developer_id=_id(document.get("developer_id")),
        origin=_as(Origin, document.get("origin")) or Origin.BACKFILL,
        due_at=plain(document["due_at"]),
        reading=document.get("code") == Code.CHECKING,
    )


def written(value: object) -> dict[str, Any]:
    """One of our structs as Firestore takes it: enums as text, time stamps as they are."""
    return {SCHEMA: VERSION, **part(value)}


def given(value: object) -> dict[str, Any]:
    """The same, without the fields that have nothing."""
    return {name: each for name, each in written(value).items() if each is not None}


def part(value: object) -> dict[str, Any]:
    """One of our structs as it stands inside a document."""
    builtins: dict[str, Any] = msgspec.to_builtins(value, builtin_types=(datetime,))
    return _renamed(builtins, STORED_NAMES.get(type(value).__name__, {}))


def read(kind: type[T], document: Document) -> T:
    """The contrary of `written`.

    Raises:
        msgspec.ValidationError: a field is missing or of another type.
    """
    fields = {stored: name for name, stored in STORED_NAMES.get(kind.__name__, {}).items()}
    return msgspec.convert(_renamed(plain(document), fields), type=kind, builtin_types=(datetime,))


def plain(value: Any) -> Any:
    """Firestore's values as msgspec knows them; None for bytes, places and references: no field has one."""
    if isinstance(value, datetime):
        return datetime.combine(value.date(), value.time(), tzinfo=value.tzinfo)
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value if isinstance(value, str | int | float) else None


def _renamed(document: Document, names: Mapping[str, str]) -> dict[str, Any]:
    """With other names for its fields, and for those of the maps inside it."""
    return {
        names.get(name, name): _renamed(value, names) if names and isinstance(value, Mapping) else value
        for name, value in document.items()
    }


def _as(kind: type[T], value: object) -> T | None:
    """A field of matched.io's; one of another type counts as absent."""
    try:
        return msgspec.convert(plain(value), type=kind, builtin_types=(datetime,))
    except msgspec.ValidationError:
        return None


def _as_ours(kind: Any, value: object) -> Any:
    """The same; a text that we always have, and a list of texts, are empty where there is none."""
    if kind is str:
        return _text(value)
    return _texts(value) if kind == tuple[str, ...] else _as(kind, value)


def _link(document: Document) -> Link | None:
    """Our part of an ad; one that somebody broke counts as none."""
    from shared.domain.jobs.job_ad import Link

    link = _as(Link, document.get(JOB_PERSONIO))
    return link if link and link.position_id > 0 else None


def _id(value: object) -> str:
    """An id as it stands in a field; empty where it can be none."""
    text = _text(value)
    return text if is_id(text) else ""


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, value))) if isinstance(value, list | tuple) else ()


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        return None
