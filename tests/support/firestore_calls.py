"""What this process asks of Firestore: calls to it, and the documents that it reads."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from google.cloud.firestore_v1.types import BatchGetDocumentsResponse

from shared import wiring

READS = {"batch_get_documents", "run_query"}
CALLS = READS | {"commit", "run_aggregation_query"}


@dataclass
class Calls:
    """`names` of the calls in their order; `documents` were read, missing ones among them."""

    names: list[str] = field(default_factory=list)
    documents: int = 0

    def noting(self, name: str, answers: Any) -> Any:
        """The same answers, counted as they come."""
        self.names.append(name)
        return self._counted(answers) if name in READS else answers

    def _counted(self, answers: Iterable[Any]) -> Iterator[Any]:
        for answer in answers:
            self.documents += isinstance(answer, BatchGetDocumentsResponse) or bool(answer.document)
            yield answer


class Counting:
    """Stands before the gRPC client of Firestore."""

    def __init__(self, real: Any, calls: Calls) -> None:
        self._real, self._calls = real, calls

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._real, name)

        def counted(*arguments: Any, **options: Any) -> Any:
            return self._calls.noting(name, method(*arguments, **options))

        return counted if name in CALLS else method


@contextmanager
def counting() -> Iterator[Calls]:
    """The calls that this process makes meanwhile."""
    calls, client = Calls(), wiring._firestore()
    real = client._firestore_api
    client._firestore_api_internal = Counting(real, calls)
    try:
        yield calls
    finally:
        client._firestore_api_internal = real
