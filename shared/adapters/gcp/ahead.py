"""Documents that were read along with the caller's role: at hand in this call for whoever is the first."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from google.cloud.firestore_v1.base_document import DocumentSnapshot

_kept: "ContextVar[dict[str, DocumentSnapshot[Any]]]" = ContextVar("ahead")


def keep(read: "Mapping[str, DocumentSnapshot[Any]]") -> None:
    """Have them at hand until the context ends, which the HTTP edge makes for each call."""
    _kept.set(dict(read))


def taken(paths: Iterable[str]) -> "dict[str, DocumentSnapshot[Any]]":
    """Those of them that are at hand, each once: who reads a second time wants to know what changed."""
    kept = _kept.get({})
    return {path: kept.pop(path) for path in paths if path in kept}
