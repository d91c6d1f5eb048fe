"""report.json: what was found, and the redacted answers it was found in; tests replay it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from doctor.account import Account
from doctor.conversation import Conversation
from doctor.findings import Finding, Visit

SCHEMA = 1


def document(visit: Visit, talk: Conversation, made_at: datetime) -> dict[str, Any]:
    """The report as JSON: no credentials, no person, no address of the company's."""
    return {
        "schema": SCHEMA,
        "made_on": made_at.date().isoformat(),
        "answered_by": _who(talk.account),
        "api": talk.account.door,
        "stopped_at": visit.alarm,
        "faults": list(visit.faults),
        "findings": [_finding(each) for each in visit.findings],
        "answers": talk.kept,
    }


def write(report: dict[str, Any], file: Path) -> None:
    """As JSON with a line for each finding and each answer."""
    file.parent.mkdir(parents=True, exist_ok=True)
    members = ",\n".join(f"{json.dumps(name)}: {_lines(value)}" for name, value in report.items())
    file.write_text(f"{{\n{members}\n}}\n", encoding="utf-8")


def _lines(value: Any) -> str:
    if not (isinstance(value, list) and value):
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(f"  {json.dumps(each, ensure_ascii=False)}" for each in value) + "\n]"


def _who(account: Account) -> str:
    return "Personio" if account.is_personios else "somebody else than Personio, such as the stand-in"


def _finding(finding: Finding) -> dict[str, Any]:
    row = finding.row
    found = {"why": finding.why} if finding.observed is None else {"observed": finding.observed}
    return {
        "number": row.number,
        "key": row.key,
        "verdict": finding.verdict,
        "assumed": row.assumed,
        **found,
        **({"switch": row.switch} if row.switch else {}),
    }
