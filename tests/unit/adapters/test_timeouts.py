"""Every call to the outside ends before the function that makes it is ended."""

import re
from pathlib import Path

import msgspec
import pytest

from shared.adapters import tuning
from shared.adapters.gcp.secrets import GoogleSecrets
from shared.adapters.personio.api import PersonioApplications
from shared.adapters.personio.feed import PersonioPositions
from shared.domain.ledger.pace import Pace
from shared.edge.tuning import KEYS_TIMEOUT_SECONDS
from shared.structs import Struct

TERRAFORM = Path(__file__).parents[3] / "terraform" / "module" / "locals.tf"
LIMITS = dict(
    re.findall(r"^    (\w+) = \{[^}]*?timeout_seconds = (\d+)", TERRAFORM.read_text(), re.MULTILINE)
)


def default(kind: type[Struct], name: str) -> float:
    """A field's default, which is what wiring takes."""
    (seconds,) = (field.default for field in msgspec.structs.fields(kind) if field.name == name)
    return float(seconds)


CALLS = {
    "Firestore": tuning.FIRESTORE_SECONDS,
    "Secret Manager": default(GoogleSecrets, "timeout_seconds"),
    "the key set": float(KEYS_TIMEOUT_SECONDS),
    "a feed": default(PersonioPositions, "deadline"),
    "a submission": default(PersonioApplications, "deadline"),
}


@pytest.mark.parametrize("function", LIMITS)
def test_a_call_ends_before_its_function(function: str) -> None:
    """The slowest outside call, and Firestore once before and once after it, fit into the function's time."""
    assert max(CALLS.values()) + 2 * CALLS["Firestore"] < int(LIMITS[function])


def test_a_submission_keeps_to_the_lease() -> None:
    """What the ledger counts on is what the adapter does."""
    assert CALLS["a submission"] == Pace().deadline_seconds
