"""A company's rules, in and out: what PUT and an unsaved preview take, and what GET shows."""

from typing import TYPE_CHECKING, Annotated

import msgspec

from shared.domain import rules
from shared.domain.attributes import OFFERED, SWITCHED
from shared.edge.views import View
from shared.texts import Language
from shared.texts.rules import ASKED_FOR
from shared.texts.sentence import say

if TYPE_CHECKING:
    from shared.use_cases.ruling import AskedFor, Ruled

Version = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]


class Attribute(msgspec.Struct, forbid_unknown_fields=True):
    """One of Personio's, and where its value comes from."""

    id: str
    field: str | None = None
    constant: str | None = None
    options: dict[str, str] | None = None


class Phase(msgspec.Struct, forbid_unknown_fields=True):
    """Where an applicant begins."""

    type: str
    id: str | int


class Given(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """All rules; what is left out is not set. Their sense is the domain's to check."""

    attributes: tuple[Attribute, ...] = ()
    phase: Phase | None = None
    tags: tuple[str, ...] = ()
    send: dict[str, bool] = {}
    version: Version = 0

    def read(self) -> rules.Rules:
        return rules.Rules(
            attributes=tuple(
                rules.AttributeRule(
                    id=each.id, field=each.field, constant=each.constant, options=each.options or {}
                )
                for each in self.attributes
            ),
            phase=rules.Phase(type=self.phase.type, id=self.phase.id) if self.phase else None,
            tags=self.tags,
            send={**dict.fromkeys(SWITCHED, True), **self.send},
            version=self.version,
        )


class Save(Given, forbid_unknown_fields=True, kw_only=True):
    """The same, and the version that was read."""

    version: Version


def view(ruled: "Ruled", language: Language) -> View:
    """The rules in force, the fields that there are to choose from, and what Personio asked for."""
    return {
        **rules.to_wire(ruled.rules or rules.Rules()),
        "unreadable": ruled.rules is None,
        "fields": [
            {"name": name, "type": each.type, "personal": each.personal, "example": each.example}
            for name, each in OFFERED.items()
        ],
        "switches": list(SWITCHED),
        "asked_for": [_asked_for(each, language) for each in ruled.asked_for],
    }


def _asked_for(asked: "AskedFor", language: Language) -> View:
    words = ASKED_FOR[f"{asked.reason}.once" if asked.count == 1 else asked.reason]
    return {
        "id": asked.id,
        "reason": asked.reason,
        "count": asked.count,
        "sentence": say(words, language, {"id": asked.id, "count": asked.count}),
    }
