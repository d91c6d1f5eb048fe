"""What Firestore would charge for: documents read and written, and the calls that did it.

Source: firebase.google.com/docs/firestore/pricing. A document that is asked for by name is a read, there or
not; a query is one for each document it finds; a count is one for each thousand that it counts. A query or
count that finds nothing is a read, too.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from google.cloud import firestore

COUNTED_IN_A_READ = 1_000


@dataclass
class Bill:
    """What ran up so far."""

    calls: int = 0
    reads: int = 0
    writes: int = 0


@contextmanager
def billed(client: firestore.Client) -> Iterator[Bill]:
    """The bill of whatever this client does meanwhile."""
    bill, real = Bill(), client._firestore_api
    client._firestore_api_internal = _Metered(real, bill)
    yield bill
    client._firestore_api_internal = real


class _Metered:
    """Stands before the gRPC client."""

    def __init__(self, real: Any, bill: Bill) -> None:
        self._real, self._bill = real, bill

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def batch_get_documents(self, *arguments: Any, **options: Any) -> Iterator[Any]:
        self._bill.calls += 1
        for answer in self._real.batch_get_documents(*arguments, **options):
            self._bill.reads += 1
            yield answer

    def run_query(self, *arguments: Any, **options: Any) -> Iterator[Any]:
        self._bill.calls += 1
        return self._read(self._real.run_query(*arguments, **options))

    def run_aggregation_query(self, *arguments: Any, **options: Any) -> Iterator[Any]:
        self._bill.calls += 1
        for answer in self._real.run_aggregation_query(*arguments, **options):
            (value,) = answer.result.aggregate_fields.values()
            self._bill.reads += max(1, -(-value.integer_value // COUNTED_IN_A_READ))
            yield answer

    def commit(self, *arguments: Any, **options: Any) -> Any:
        request = options.get("request") or arguments[0]
        self._bill.calls += 1
        self._bill.writes += len(request["writes"])
        return self._real.commit(*arguments, **options)

    def _read(self, answers: Iterable[Any]) -> Iterator[Any]:
        found = 0
        for answer in answers:
            found += bool(answer.document.name)
            yield answer
        self._bill.reads += max(1, found)
