"""People on matched.io, as the in-memory twins know them."""

from typing import Any

from shared.domain.attributes import Developer
from shared.structs import replace


def a_developer(**changes: Any) -> Developer:
    """Somebody whose profile is complete."""
    ada = Developer(id="ada", first_name="Ada", last_name="Beispiel", email="ada@example.org")
    return replace(ada, **changes)
