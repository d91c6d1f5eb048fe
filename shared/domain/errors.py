"""What can go wrong and be told to a person.

Problem
├── its code names the cause; shared/texts/problems.py holds its status, its German and its English words
└── raised anywhere below the edge, turned into an RFC 9457 problem document by shared/edge/door.py only

Conflict     a commit lost a race; read again (never leaves the exporter)
Unavailable  a system that we need did not answer; the trigger lets the event come again
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class IntegrationError(Exception):
    """The one base of all errors of this project."""


class StateName(NamedTuple):
    """A state of an export and its code, as the value of a problem's sentence: it has words of its own."""

    state: str
    code: str | None


class Fault(NamedTuple):
    """One of several things that are wrong with an input: where, and what, as a code of texts/rules.py."""

    path: str
    code: str


class Problem(IntegrationError):  # noqa: N818 - RFC 9457's own word
    """A refusal with a cause that the caller can read.

    Args:
        code: an entry of the catalogue in shared/texts/problems.py.
        field: the name of the input at fault, where there is one.
        retry_after: seconds after which the same call may succeed.
        params: values for the catalogue's sentences; never a secret, never a remote body.
        members: further members of the document, as RFC 9457 allows them.
        faults: all that is wrong, where that is more than one thing.
    """

    def __init__(
        self,
        code: str,
        *,
        field: str | None = None,
        retry_after: int | None = None,
        params: Mapping[str, str | int | StateName] | None = None,
        members: Mapping[str, object] | None = None,
        faults: Sequence[Fault] = (),
    ) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.retry_after = retry_after
        self.params = dict(params or {})
        self.members = dict(members or {})
        self.faults = tuple(faults)


class Conflict(IntegrationError):  # noqa: N818 - Firestore's own word
    """Somebody else committed first: what was read is out of date."""


class Unavailable(IntegrationError):  # noqa: N818 - gRPC's own word
    """A system behind a port did not answer in time; nothing is known to have happened."""
