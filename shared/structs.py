"""What values, use cases and adapters are made of: classes of named fields that nobody changes."""

from typing import TYPE_CHECKING, Any, dataclass_transform

import msgspec
from msgspec import field
from msgspec.structs import asdict

if TYPE_CHECKING:
    # Has its arguments checked against the fields; at run time a struct needs its own.
    from dataclasses import replace
else:
    from msgspec.structs import replace

__all__ = ["Hidden", "Struct", "asdict", "field", "replace"]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class _Frozen(msgspec.StructMeta):
    """Has every class below it frozen and its fields given by name, without each having to say so."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any
    ) -> "_Frozen":
        return super().__new__(cls, name, bases, namespace, **{"frozen": True, "kw_only": True, **options})


class Struct(msgspec.Struct, metaclass=_Frozen):
    """A frozen dataclass with keyword-only fields, without what `@dataclass` compiles at every start.

    Equal to another of its class with equal fields; changed by `replace` (docs/decisions/0023).
    """


class Hidden(Struct):
    """Holds something secret or personal: its text form is its class's name, whatever logs or raises it."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"
