"""Google's list prices of what is used, in US dollars, without tax and discounts; europe-west3 (Frankfurt).

Read on 27 November 2026 in stored copies of the pages, some of them older: before a budget is made of it,
look the prices up again, and change them here alone.
"""

from dataclasses import dataclass
from enum import StrEnum

GIB = 2**30
TIB = 2**40
MILLION = 1_000_000.0


class Item(StrEnum):
    """What is charged for, in the order of the page."""

    CPU = "function time: CPU"
    MEMORY = "function time: memory"
    REQUESTS = "function calls"
    EVENTS = "Eventarc and Pub/Sub"
    READS = "Firestore: reads"
    WRITES = "Firestore: writes"
    DELETES = "Firestore: deletes by TTL"
    STORAGE = "Firestore: storage"
    TASKS = "Cloud Tasks"
    SCHEDULES = "Cloud Scheduler"
    VERSIONS = "Secret Manager: versions"
    ACCESSES = "Secret Manager: accesses"
    LOGS = "Logging"
    IMAGES = "Artifact Registry"
    EGRESS = "egress to Personio"


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """Dollars for `per` units; `free` units of a month cost nothing.

    Attributes:
        unit: one of what is counted.
        shared: what is free is one for the billing account, not for the project.
        source: the page's name.
        open: what has to be looked up, since it was not found for this region.
    """

    unit: str
    dollars: float
    per: float
    free: float = 0.0
    shared: bool = False
    source: str
    open: str = ""

    def of(self, units: float) -> float:
        """Dollars a month for so many units."""
        return max(0.0, units - self.free) * self.dollars / self.per


# Free CPU and memory are a discount in dollars, at the lower prices of tier 1; Frankfurt is tier 2.
CPU_TIER_1, CPU_TIER_2 = 0.000024, 0.0000336
MEMORY_TIER_1, MEMORY_TIER_2 = 0.0000025, 0.0000035
RUN = "Cloud Run pricing, request-based, as firebase-tools' pricing.ts has it; Cloud Run functions locations"
FIRESTORE = "Understand Cloud Firestore billing"
MULTI_REGION = "Frankfurt's own price; this is a multi-region's, and a region in the USA costs half of it"

PRICES = {
    Item.CPU: Price(
        unit="vCPU-second",
        dollars=CPU_TIER_2,
        per=1,
        free=180_000 * CPU_TIER_1 / CPU_TIER_2,
        shared=True,
        source=RUN,
    ),
    Item.MEMORY: Price(
        unit="GiB-second",
        dollars=MEMORY_TIER_2,
        per=1,
        free=360_000 * MEMORY_TIER_1 / MEMORY_TIER_2,
        shared=True,
        source=RUN,
    ),
    Item.REQUESTS: Price(unit="call", dollars=0.40, per=MILLION, free=2 * MILLION, shared=True, source=RUN),
    Item.EVENTS: Price(
        unit="byte",
        dollars=40.0,
        per=TIB,
        free=10 * GIB,
        shared=True,
        source="Pub/Sub pricing; Eventarc pricing (events of Google's own sources: nothing)",
    ),
    Item.READS: Price(
        unit="document",
        dollars=0.60,
        per=MILLION,
        free=50_000 * 30,
        source=FIRESTORE,
        open=MULTI_REGION,
    ),
    Item.WRITES: Price(
        unit="document", dollars=1.80, per=MILLION, free=20_000 * 30, source=FIRESTORE, open=MULTI_REGION
    ),
    Item.DELETES: Price(unit="document", dollars=0.20, per=MILLION, source=FIRESTORE, open=MULTI_REGION),
    Item.STORAGE: Price(unit="byte", dollars=0.18, per=GIB, free=GIB, source=FIRESTORE, open=MULTI_REGION),
    Item.TASKS: Price(
        unit="operation", dollars=0.40, per=MILLION, free=MILLION, shared=True, source="Cloud Tasks pricing"
    ),
    Item.SCHEDULES: Price(
        unit="schedule", dollars=0.10, per=1, free=3, shared=True, source="Cloud Scheduler pricing"
    ),
    Item.VERSIONS: Price(
        unit="version", dollars=0.06, per=1, free=6, shared=True, source="Secret Manager pricing"
    ),
    Item.ACCESSES: Price(
        unit="access", dollars=0.03, per=10_000, free=10_000, shared=True, source="Secret Manager pricing"
    ),
    Item.LOGS: Price(
        unit="byte", dollars=0.50, per=GIB, free=50 * GIB, source="Google Cloud Observability pricing"
    ),
    Item.IMAGES: Price(
        unit="byte", dollars=0.10, per=GIB, free=GIB / 2, shared=True, source="Artifact Registry pricing"
    ),
    Item.EGRESS: Price(
        unit="byte",
        dollars=0.12,
        per=GIB,
        source="Network Service Tiers, Premium, the first TiB to Europe",
        open="read in an article, not on Google's page",
    ),
}
