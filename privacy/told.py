"""What an operator reads of one person: a few lines, or JSON for whoever asked."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from shared.domain.person import Holdings
from shared.use_cases.dossier import Dossier
from shared.use_cases.erasing import Erasure

KINDS = ("profile", "matches", "exports", "applicants", "erasures")


def as_json(developer_id: str, dossier: Dossier) -> str:
    """All documents as they stand, by path; times in ISO 8601."""
    told: dict[str, Any] = {
        "developer": developer_id,
        "erased_at": dossier.erased.erased_at if dossier.erased else None,
        "held": _by_kind(dossier.held),
        "kept_after_erasure": [_by_kind(each) for each in dossier.kept],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True, default=_plain)


def lines(dossier: Dossier) -> Iterator[str]:
    """What is held where, what went where, and which companies were told."""
    for kind in KINDS:
        found = getattr(dossier.held, kind)
        yield f"  {kind:<11}{len(found):>4}  {', '.join(sorted(found))}".rstrip()
    for held in (dossier.held, *dossier.kept):
        for path, entry in sorted(held.exports.items()):
            yield f"  {_went(path, entry)}"
        for path, notice in sorted(held.erasures.items()):
            yield f"  told: {notice.get('company_id')}, {path}, until {notice.get('expires_at')}"
    if dossier.erased:
        again = f", a second time at {dossier.erased.again_at}" if dossier.erased.again_at else ""
        yield f"  erased at {dossier.erased.erased_at}{again}"


def done(erasure: Erasure) -> str:
    """What an erasure did."""
    return (
        f"Erased: {erasure.entries} exports, {erasure.keys} applicant keys; companies told: {erasure.told}; "
        f"left: {erasure.left}."
    )


def _went(path: str, entry: Mapping[str, Any]) -> str:
    where = f"account {entry.get('account', '–')}, position {entry.get('position', '–')}"
    return (
        f"{path}: {entry.get('state')}, company {entry.get('company_id')}, {where}, {entry.get('updated_at')}"
    )


def _by_kind(held: Holdings) -> dict[str, Any]:
    return {kind: getattr(held, kind) for kind in KINDS}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
