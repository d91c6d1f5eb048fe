"""How to tell later that Personio changed a field: a short hash of its own words. Pure.

The fields are compared as Personio wrote them, so that a new version of our sanitiser changes no ad.
"""

import hashlib
import json

from shared.domain.jobs.fields import COMPARED, FIELDS
from shared.domain.jobs.position import Position
from shared.structs import asdict


def fingerprints(position: Position, language: str) -> dict[str, str]:
    """One for each compared field."""
    return {name: fingerprint(FIELDS[name].feed(position, language)) for name in COMPARED}


def fingerprint(words: object) -> str:
    """Of any JSON value or struct of them; the same in every process and version."""
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=asdict)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
