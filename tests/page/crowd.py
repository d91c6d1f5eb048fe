"""Many matches at once, and what has moved on the page meanwhile."""

from datetime import timedelta

from local.scenes.scene import Scene
from shared.adapters.gcp import documents
from shared.domain.ledger.export import Code, Evidence, Export, Origin, State
from tests.page.stages import LONG_AGO, position

MANY = 150
# What was elsewhere a moment ago, and where it is now; Personio's side is no part of the elements.
SHIFTS = """() => {
    window.shifted = [];
    new PerformanceObserver((list) => {
        const said = ({ previousRect: from, currentRect: to }) => `${from.x},${from.y} → ${to.x},${to.y}`;
        for (const { value, sources } of list.getEntries())
            if (!sources.every(({ node }) => node?.parentElement?.closest?.(".personio")))
                window.shifted.push([value, sources.map(said)]);
    }).observe({ type: "layout-shift" });
}"""


def many(scene: Scene) -> tuple[str, str]:
    """Two ads, 75 matches each: of five, two are exported, one needs somebody, two are older."""
    position(scene)
    scene.connect()
    first, second = scene.older_ad(), scene.older_ad()
    batch = scene.client.batch()
    for number in range(MANY):
        id_ = f"many-{scene.company}-{number:03d}"
        job = (first, second)[number % 2]
        profile = {"first_name": f"Nr{number:03d}", "last_name": "Beispiel", "email": f"{id_}@example.org"}
        at = LONG_AGO + timedelta(minutes=number)
        batch.set(scene.client.document(documents.developer_path(id_)), profile)
        entry = Export(
            match_id=id_,
            company_id=scene.company,
            job_id=job,
            developer_id=id_,
            state=State.EXPORTED if number % 5 < 2 else State.NEEDS_ACTION,
            code=None if number % 5 < 2 else Code.NOT_LINKED,
            evidence=Evidence.CREATED if number % 5 < 2 else None,
            origin=Origin.LIVE,
            successful_at=at,
            updated_at=at,
        )
        if number % 5 < 3:
            batch.set(scene.client.document(documents.export_path(id_)), documents.written(entry))
        named = {"company_id": scene.company, "job_id": job, "developer_id": id_}
        match = {**named, "status": "successful", "successful_at": at}
        batch.set(scene.client.document(documents.match_path(id_)), match)
    batch.commit()
    return first, second
