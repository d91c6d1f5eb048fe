"""Read, decide, write only if nobody came between, and begin anew where somebody did."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from google.cloud import firestore

from shared.adapters import tuning
from shared.adapters.gcp.client import write
from shared.domain.errors import Conflict, Unavailable

if TYPE_CHECKING:
    from google.cloud.firestore_v1.base_document import DocumentSnapshot

T = TypeVar("T")


def undisturbed(what: str, once: Callable[[], T]) -> T:
    """What `once` comes to in the first round in which nobody comes between.

    Args:
        what: is changed, for whoever reads the error.
        once: reads, decides and commits, and raises Conflict where what it read is out of date.

    Raises:
        Unavailable: others wrote all the time.
    """
    for _ in range(tuning.REPLACE_ROUNDS):
        with suppress(Conflict):
            return once()
    raise Unavailable(f"{what} found no quiet moment")


def replace_in(
    batch: firestore.WriteBatch,
    client: firestore.Client,
    seen: "DocumentSnapshot[Any]",
    document: Mapping[str, object],
) -> None:
    """Have `batch` make or change the document, on condition that it still is as it was seen."""
    version = seen.update_time if seen.exists else None
    write(client, batch, seen.reference.path, document, version=version)
