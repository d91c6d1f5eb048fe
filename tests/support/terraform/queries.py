"""The queries that the adapters really send, caught by a Firestore that only writes them down."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import grpc
from google.cloud.firestore_v1.types import (
    AggregationResult,
    BatchGetDocumentsRequest,
    BatchGetDocumentsResponse,
    RunAggregationQueryRequest,
    RunAggregationQueryResponse,
    RunQueryRequest,
    StructuredQuery,
    Value,
)

EQUAL = {StructuredQuery.FieldFilter.Operator.EQUAL, StructuredQuery.FieldFilter.Operator.IN}
DESCENDING = StructuredQuery.Direction.DESCENDING
ONE_SORTED_FIELD = 1  # Firestore keeps an index of every single field by itself

Index = tuple[
    str, frozenset[str], tuple[str, ...]
]  # collection, equal fields, then sorted ones (- descending)


@contextmanager
def listening() -> Iterator[tuple[str, list[StructuredQuery]]]:
    """Address of the listener and the list that it fills; every query finds nothing."""
    heard: list[StructuredQuery] = []

    def query(raw: bytes, _: Any) -> Iterator[bytes]:
        heard.append(RunQueryRequest.deserialize(raw).structured_query)
        return iter(())

    def aggregation(raw: bytes, _: Any) -> Iterator[bytes]:
        asked = RunAggregationQueryRequest.deserialize(raw)
        heard.append(asked.structured_aggregation_query.structured_query)
        none = AggregationResult(aggregate_fields={"field_1": Value(integer_value=0)})
        return iter([RunAggregationQueryResponse.serialize(RunAggregationQueryResponse(result=none))])

    def documents(raw: bytes, _: Any) -> Iterator[bytes]:
        """None of those that are asked for by name."""
        asked = BatchGetDocumentsRequest.deserialize(raw)
        now = datetime.now(UTC)
        answers = [BatchGetDocumentsResponse(missing=name, read_time=now) for name in asked.documents]
        return iter([BatchGetDocumentsResponse.serialize(answer) for answer in answers])

    handlers = {
        "BatchGetDocuments": grpc.unary_stream_rpc_method_handler(documents),
        "RunQuery": grpc.unary_stream_rpc_method_handler(query),
        "RunAggregationQuery": grpc.unary_stream_rpc_method_handler(aggregation),
    }
    server = grpc.server(ThreadPoolExecutor(max_workers=2))
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler("google.firestore.v1.Firestore", handlers),)
    )
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield f"127.0.0.1:{port}", heard
    finally:
        server.stop(grace=None).wait()


def needed(query: StructuredQuery) -> Index | None:
    """The composite index that the query needs; None where Firestore's own single-field ones serve it.

    Source: firebase.google.com/docs/firestore/query-data/index-overview.
    """
    equal: set[str] = set()
    ranged: list[str] = []
    for part in _filters(query.where):
        field = part.field.field_path
        if part.op in EQUAL:
            equal.add(field)
        else:
            ranged.append(field)
    ordered = [
        f"-{order.field.field_path}" if order.direction == DESCENDING else order.field.field_path
        for order in query.order_by
        if order.field.field_path != "__name__"
    ]
    implied = [
        field for field in dict.fromkeys(ranged) if field not in {name.lstrip("-") for name in ordered}
    ]
    following = (*implied, *ordered)
    if not following or (not equal and len(following) == ONE_SORTED_FIELD):
        return None
    return query.from_[0].collection_id, frozenset(equal), following


def _filters(where: StructuredQuery.Filter) -> Iterator[Any]:
    if where.composite_filter:
        for part in where.composite_filter.filters:
            yield from _filters(part)
    elif where.field_filter:
        yield where.field_filter
