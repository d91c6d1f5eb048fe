"""What an ad takes over from a position, field by field, and how to tell later that it changed. Pure.

The fields are compared as Personio wrote them, so that a new version of our sanitiser changes no ad.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from shared.domain.jobs.position import Position

Content = Mapping[str, Any]  # field → its value in JSON's own types


def content(position: Position, language: str) -> Content:
    """The position's own words, under the names that the ad and its details give the fields."""
    sections = position.descriptions.get(language, ())
    return {
        "title": position.title,
        "description": [[section.heading, section.html] for section in sections],
        "locations": list(position.offices),
        "employment_type": position.employment_type,
        "working_time": position.schedule,
        "seniority": position.seniority,
        "experience_years": position.years_of_experience,
        "salary": asdict(position.salary) if position.salary else None,
        "skills": list(position.keywords),
    }


def fingerprints(values: Content) -> dict[str, str]:
    """One short hash a field."""
    return {name: fingerprint(value) for name, value in values.items()}


def fingerprint(value: object) -> str:
    """Of any JSON value; the same in every process and version."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
