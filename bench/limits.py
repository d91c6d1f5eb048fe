"""Of each row: above what somebody has to look into it, and where its time (or memory) goes."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """`most` is of the figure that the row's goal is of; of `backfill` it is the least.

    `goes` is as profiled in November 2026 (docs/performance.md).
    """

    most: float
    goes: str


START = Limit(
    most=1.15,
    goes="nine tenths are libraries: Firestore with gRPC, cryptography, Flask; ours are 79 to 94 modules",
)
EXPORT = Limit(most=1.2, goes="three calls to Firestore, one POST; ours: the fields of two commits, the log")
CARD = Limit(most=1.35, goes="a signature verified, one call by gRPC, Flask")
BOARDS = Limit(most=1024, goes="positions without texts, and the pieces that arrive; an instance has 1 GiB")
LIMITS: Mapping[str, Limit] = {
    "feed-300": Limit(most=1.3, goes="lxml's own parse; each text is looked through once, to be cut out"),
    "feed-300-openroles": Limit(most=0.2, goes="as feed-300; the package makes a model of every field"),
    "feed-3000-memory": Limit(most=2.1, goes="the texts, which are kept in this row"),
    "list-300": Limit(most=2.0, goes="the parse, then joining with job ads, and JSON"),
    "list-3000": Limit(most=60, goes="the list's JSON; Personio answers that nothing changed"),
    "list-3000-memory": BOARDS,
    "list-7400-memory": BOARDS,
    "ignored-update": Limit(most=1.2, goes="protobuf decodes the event; ours: one comparison of the status"),
    "one-export": EXPORT,
    "one-export-v2": EXPORT,
    "card-view": CARD,
    "card-view-cpu": CARD,
    "list-16": Limit(most=1.0, goes="JSON, a signature each; callers that come at once share one reading"),
    "sync-200": Limit(most=2.0, goes="ten positions parsed and three job ads compared, for each company"),
    "sync-200-bytes": Limit(most=1.1, goes="the feeds, each asked for once"),
    "cold-start-connect_personio": START,
    "cold-start-list_jobs": START,
    "cold-start-import_job": START,
    "cold-start-export_applicant": START,
    "cold-start-on_match_written": START,
    "event-to-post": Limit(most=1000, goes="one read, one commit, the POST"),
    "rules-to-post": Limit(most=5000, goes="a thousand entries woken in commits, then a turn's whole second"),
    "due-to-post": Limit(most=2000, goes="waiting: a turn is a whole second"),
    "backfill": Limit(most=0.9, goes="waiting: fifteen requests a minute"),
    "sweep-idle": Limit(most=1.2, goes="queries by index, which meet nothing that is over"),
}
