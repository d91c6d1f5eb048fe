"""The Firestore client of this instance, and what its errors mean to us."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from google.api_core import exceptions
from google.api_core.retry import Retry
from google.cloud import firestore

from shared import log
from shared.adapters import tuning
from shared.adapters.gcp.ahead import taken
from shared.domain.errors import Conflict, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from google.cloud.firestore_v1.base_document import DocumentSnapshot
    from google.cloud.firestore_v1.types import WriteResult

    Read = Mapping[str, DocumentSnapshot[Any]]

T = TypeVar("T")

LOST_RACES = (
    exceptions.AlreadyExists,
    exceptions.FailedPrecondition,
    exceptions.NotFound,
    exceptions.Aborted,
)
VALUES_IN_A_QUERY = 30  # as many as Firestore's `in` takes
NEVER = Retry(predicate=lambda _: False)  # a query that breaks off asks for one, and takes no None


def connect(project: str, database: str) -> firestore.Client:
    """A client; `FIRESTORE_EMULATOR_HOST` is honoured by the library itself."""
    return firestore.Client(project=project, database=database)


@contextmanager
def translated() -> Iterator[None]:
    """Google's errors as ours: a lost race is a Conflict, silence is Unavailable.

    A commit that was written and whose answer got lost may come back as either; the attempt's id in the
    entry tells (shared/use_cases/exporting.py).
    """
    try:
        yield
    except LOST_RACES as lost:
        raise Conflict(type(lost).__name__) from lost
    except (exceptions.ServerError, exceptions.RetryError, exceptions.TooManyRequests) as silent:
        raise Unavailable(f"Firestore: {type(silent).__name__}") from silent


def read_all(client: firestore.Client, paths: Iterable[str]) -> "Read":
    """Many documents in one call, by path, or what is at hand; missing ones are there with `exists` False."""
    wanted = list(dict.fromkeys(paths))
    read = taken(wanted)
    references = [client.document(path) for path in wanted if path not in read]
    if references:
        with translated():
            snapshots = client.get_all(references, retry=None, timeout=tuning.FIRESTORE_SECONDS)
            read |= {snapshot.reference.path: snapshot for snapshot in snapshots}
    return read


def read_one(client: firestore.Client, path: str) -> "DocumentSnapshot[Any]":
    """One document; a missing one is there with `exists` False."""
    return read_all(client, [path])[path]


def stream(query: firestore.Query) -> "list[DocumentSnapshot[Any]]":
    """Every document of a query."""
    with _served():
        return list(query.stream(retry=NEVER, timeout=tuning.FIRESTORE_SECONDS))


def count(query: firestore.Query) -> int:
    """How many documents a query finds: one read for each thousand, and one for none."""
    counted: Any = query.count()
    with _served():
        return int(counted.get(retry=NEVER, timeout=tuning.FIRESTORE_SECONDS)[0][0].value)


def pieces(values: "Sequence[str]") -> "Iterator[Sequence[str]]":
    """As many in each as a query's `in` takes."""
    return (values[at : at + VALUES_IN_A_QUERY] for at in range(0, len(values), VALUES_IN_A_QUERY))


@contextmanager
def _served() -> Iterator[None]:
    """A query races with nobody: a precondition that fails is an index that is missing or still built."""
    try:
        with translated():
            yield
    except Conflict as unserved:
        raise Unavailable("Firestore does not serve a query: its index is missing") from unserved


def readable(read: "Callable[[str, Mapping[str, Any]], T]", document: "DocumentSnapshot[Any]") -> T | None:
    """What a document of ours says; None where there is none, or where somebody broke it, which is logged."""
    if not document.exists:
        return None
    try:
        return read(document.id, document.to_dict() or {})
    except msgspec.ValidationError:
        log.document_unreadable(document.reference.path)
        return None


def all_readable(
    read: "Callable[[str, Mapping[str, Any]], T]", found: "Iterable[DocumentSnapshot[Any]]"
) -> list[T]:
    """Those of many that can be read; the others stop none of them."""
    return [value for document in found if (value := readable(read, document)) is not None]


def write(
    client: firestore.Client,
    batch: firestore.WriteBatch,
    path: str,
    document: Mapping[str, object],
    *,
    version: object,
    exact: bool = True,
) -> None:
    """Create where there was none (`version` None), else change what is as it was read; None empties a field.

    Without `exact` the fields are changed whatever the document is like meanwhile.
    """
    reference = client.document(path)
    if exact and version is None:
        batch.create(reference, {name: value for name, value in document.items() if value is not None})
        return
    fields = {name: firestore.DELETE_FIELD if value is None else value for name, value in document.items()}
    option = client.write_option(last_update_time=version) if exact else None
    batch.update(reference, fields, option=option)


def commit(batch: firestore.WriteBatch) -> "Sequence[WriteResult]":
    """Write all of it or nothing, once: only who reads anew may try again.

    Raises:
        Conflict: somebody came between, and what was read is out of date.
    """
    with translated():
        return batch.commit(retry=None, timeout=tuning.FIRESTORE_SECONDS)
