"""What people do leaves one line each, and what changes nothing leaves none."""

from typing import Any

import pytest

from local.scenes.boards import Company
from local.scenes.scene import Scene, eventually
from shared.adapters.gcp import documents
from shared.domain.application import Answer, Outcome
from shared.domain.audit import AuditedAction
from shared.domain.errors import Problem
from shared.domain.jobs.fields import Details
from tests.support.trouble import Crash
from tests.support.world import ACME, one_match


@pytest.fixture
def company() -> Company:
    return Company()


def deeds(company: Company) -> list[tuple[str, AuditedAction, dict[str, str | int]]]:
    return [(line.by, line.what, dict(line.about)) for line in company.audit.lines]


def test_an_import_is_one_line(company: Company) -> None:
    """Importing a position is told once, however often it is asked for; completing the ad is no deed."""
    ad = company.imported()
    company.imported()
    company.importing.complete(ad.company_id, ad.id, Details(title="Another"))
    assert deeds(company) == [("rob", AuditedAction.IMPORTED, {"position": 1, "job": ad.id})]


def test_a_link_is_told_when_it_changes(company: Company) -> None:
    """Linking and unlinking leave a line each; repeating either leaves none."""
    ad = company.older_ad()
    for _ in range(2):
        company.clock.advance(1)
        company.linking.link(ad.company_id, ad.id, 1, "rob")
    for _ in range(2):
        company.linking.unlink(ad.company_id, ad.id, "ann")
    about = {"position": 1, "job": ad.id}
    assert deeds(company) == [("rob", AuditedAction.LINKED, about), ("ann", AuditedAction.UNLINKED, about)]


def test_a_click_is_told_of_in_its_claim() -> None:
    """Who clicked stands in the trail even if the worker dies before Personio answers."""
    world = one_match()

    def die() -> None:
        raise Crash

    world.personio.during = die
    with pytest.raises(Crash):
        world.card.export(ACME, "m1", "rob")
    assert [(line.by, line.what, line.about) for line in world.audit.lines] == [
        ("rob", AuditedAction.EXPORTED, {"match": "m1"})
    ]


def test_a_click_without_effect_is_not_told_of() -> None:
    """A second click, and an "export again" that cannot be sent now, leave no line."""
    world = one_match()
    for _ in range(2):
        world.card.export(ACME, "m1", "rob")
    world.personio.accesses = [Answer(outcome=Outcome.CREDENTIALS_WRONG)]
    with pytest.raises(Problem):
        world.card.export(ACME, "m1", "rob", again=True)
    assert [line.what for line in world.audit.lines] == [AuditedAction.EXPORTED]


@pytest.mark.flow
def test_the_trail_of_a_whole_connection(scene: Scene) -> None:
    """What people do stands in Firestore, by whom and to what; a second equal call adds nothing."""
    connection, jobs = f"connect-personio/{scene.company}", f"import-job/{scene.company}"
    scene.connect()
    scene.connect()
    channel = scene.credentials(channel_id=4711)
    scene.call("PUT", connection, channel)
    job = scene.import_job()
    for paused in (True, True, False):
        scene.call("PATCH", connection, {"paused": paused, "language": "en"})
    older = scene.older_ad()
    other = {"position_id": scene.second_position()}
    for _ in range(2):
        scene.call("PUT", f"{jobs}/jobs/{older}/link", other, as_="recruiter")
    scene.call("DELETE", f"{jobs}/jobs/{older}/link", as_="recruiter")
    scene.call("PATCH", connection, {"paused": True})
    match = scene.match(job, scene.developer())
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "waiting")
    path = f"export-applicant/{scene.company}/matches/{match}"
    scene.call("POST", path, {"preview": True})
    for _ in range(2):
        scene.call("DELETE", path, as_="recruiter")
    scene.call("PATCH", connection, {"paused": False})
    for _ in range(2):
        scene.call("POST", path, as_="recruiter")
    for _ in range(2):
        scene.call("DELETE", connection)
    assert [(line["by"], line["what"]) for line in trail(scene)] == [
        (scene.admin, "connected"),
        (scene.admin, "replaced"),
        (scene.admin, "imported"),
        (scene.admin, "paused"),
        (scene.admin, "resumed"),
        (scene.recruiter, "linked"),
        (scene.recruiter, "unlinked"),
        (scene.admin, "paused"),
        (scene.recruiter, "cancelled_by_hand"),
        (scene.admin, "resumed"),
        (scene.recruiter, "exported_by_hand"),
        (scene.admin, "disconnected"),
    ]
    assert not [line for line in trail(scene) if scene.token in repr(line)]


def trail(scene: Scene) -> list[dict[str, Any]]:
    from google.cloud.firestore import FieldFilter

    lines = scene.client.collection(documents.AUDIT).where(filter=FieldFilter("company", "==", scene.company))
    return sorted((line.to_dict() or {} for line in lines.stream()), key=lambda line: line["at"])
