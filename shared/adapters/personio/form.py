"""A form for Personio: what authenticates is asked for, and ended, by one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shared.adapters.personio.http import Response


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A POST of `application/x-www-form-urlencoded`. `repr` shows nothing that is secret.

    Attributes:
        path: below the API's base address.
        seconds: after which it is given up.
    """

    path: str
    fields: Mapping[str, str] = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    seconds: float


Post = Callable[[Form], Response]  # raises NotSent, NoAnswer
