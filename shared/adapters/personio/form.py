"""A form for Personio: what authenticates is asked for, and ended, by one."""

from collections.abc import Callable, Mapping

from shared.adapters.personio.http import Response
from shared.structs import Hidden, field


class Form(Hidden, kw_only=True):  # said again for mypy, which looks at the direct base alone
    """A POST of `application/x-www-form-urlencoded`. `repr` shows nothing that is secret.

    Attributes:
        path: below the API's base address.
        seconds: after which it is given up.
    """

    path: str
    fields: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float


Post = Callable[[Form], Response]  # raises NotSent, NoAnswer
