"""What our documents hold of one person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.structs import Struct, field


class Held(Struct):
    """An entry as far as it says whose it is; `developer_id` is empty where it names nobody."""

    match_id: str
    developer_id: str
    updated_at: datetime | None


class Holdings(Struct):
    """Documents as they stand, by path; each kind is empty where there is none.

    Attributes:
        profile: matched.io's own.
    """

    profile: Mapping[str, Any] = field(default_factory=dict)
    matches: Mapping[str, Any] = field(default_factory=dict)
    exports: Mapping[str, Any] = field(default_factory=dict)
    applicants: Mapping[str, Any] = field(default_factory=dict)
    erasures: Mapping[str, Any] = field(default_factory=dict)
