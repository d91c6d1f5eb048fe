"""The table of what is kept of people: in which of our documents and their fields, and until when."""

from typing import NamedTuple

from shared.adapters.gcp import documents
from shared.adapters.gcp.documents import SETTINGS_GLOBAL


class Kept(NamedTuple):
    """Something that is kept in a collection whose documents end by themselves, by their field `expires_at`.

    Attributes:
        what: of whom, and what of them; empty where it is nothing.
        fields: of developers, with what stands in them; a map's are named with dots.
        until: `{setting}` is a setting's value.
    """

    collection: str
    what: str
    until: str
    fields: tuple[str, ...] = ()


KEPT = (
    Kept(
        documents.EXPORTS,
        "that a match of a developer (id) went to a position, when, and by which attempts",
        "{export_days} days after the last change (`EXPORT_DAYS`); attempts {attempt_days} days "
        "(`ATTEMPT_DAYS`); once the developer is erased, a keyed hash stands in place of the id",
        ("developer_id",),
    ),
    Kept(
        documents.EXPORTS,
        "the e-mail address and a hash of the profile, while nobody knows whether an attempt arrived, or as "
        "long as Personio refuses it",
        "the outcome is known; the address {unknown_days} days after it was given up at the latest "
        "(`UNKNOWN_DAYS`)",
        ("frozen.email", "fingerprint"),
    ),
    Kept(
        documents.APPLICANTS,
        "that a developer (id) has an application for a position",
        "as the export",
        ("developer_id",),
    ),
    Kept(
        documents.ERASURES,
        "name and address of an erased developer, for the company that has their application",
        "acknowledged, {erasure_days} days at most (`ERASURE_DAYS`)",
        ("first_name", "last_name", "email"),
    ),
    Kept(documents.ERASED, "a keyed hash of an erased developer's id", "as the exports (`EXPORT_DAYS`)"),
    Kept(documents.NOTICES, "which match last needed somebody", "{notice_days} days (`NOTICE_DAYS`)"),
    Kept(documents.AUDIT, "who (uid of a member) did what", "{audit_days} days (`AUDIT_DAYS`)"),
)
ENDING = frozenset(kept.collection for kept in KEPT)
WITH_THE_COMPANY = frozenset(
    {
        documents.CONNECTIONS,
        documents.RULES,
        documents.LINKS,
        documents.ACCOUNTS,
        documents.BACKFILLS,
        SETTINGS_GLOBAL.partition("/")[0],
    }
)
"""Documents that end when the company's are deleted: settings and counts, at most a member's uid."""


def personal(collection: str) -> frozenset[str]:
    """The fields that may hold something of a developer."""
    return frozenset(field for kept in KEPT if kept.collection == collection for field in kept.fields)
