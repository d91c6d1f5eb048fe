"""The list of exports: its figures filter it, and above it stands whom to erase in Personio, too."""

import re

import pytest
from playwright.sync_api import Locator, expect

from local.scenes.scene import Scene, eventually
from shared.adapters.gcp import documents
from shared.domain.applicant import Stage
from shared.texts.erasures import ERASURES, WHAT_TO_DO
from tests.page.crowd import MANY, SHIFTS, many
from tests.page.stages import Visiting, exported, stands
from tests.support.visits import Visit

PAGE = 50  # exports
WIDER = "document.scrollingElement.scrollWidth - window.innerWidth"


def segment(visit: Visit, key: str, n: int) -> Locator:
    return visit.page.get_by_role("button", name=re.compile(rf"^{re.escape(visit.say(key))}\s*{n}$"))


@pytest.mark.parametrize("width", [390, 1440])
def test_figures_filter_the_list(scene: Scene, visiting: Visiting, width: int) -> None:
    """States and stages that there are have their figure, of all exports; one press shows theirs alone."""
    ada = exported(scene)
    bo = scene.match(scene.import_job(), scene.developer(first_name="Bo", email=""))
    scene.succeed(bo)
    eventually(lambda: scene.entry(bo)["state"] == "needs_action")
    stands(scene, ada, Stage.OFFER, name="Vertrag verschickt")
    visit = visiting(role="recruiter", width=width)
    visit.go("activity")
    expect(segment(visit, "activity.all", 2)).to_have_attribute("aria-pressed", "true")
    expect(segment(visit, "state.needs_action", 1)).to_be_visible()
    expect(visit.button("state.cancelled")).to_have_count(0)
    expect(visit.button("progress.hired")).to_have_count(0)
    segment(visit, "progress.offer", 1).focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("article")).to_have_count(1)
    expect(visit.card("Ada Beispiel")).to_contain_text(visit.say("quoted", text="Vertrag verschickt"))
    assert visit.page.evaluate(WIDER) <= 0
    visit.accessible()
    segment(visit, "state.needs_action", 1).click()
    expect(visit.card("Bo Beispiel")).to_be_visible()
    expect(visit.page.get_by_role("article")).to_have_count(1)
    stands(scene, ada, Stage.HIRED)
    visit.look()
    expect(segment(visit, "progress.hired", 1)).to_be_visible()
    expect(visit.button("progress.offer")).to_have_count(0)


def test_figures_count_what_is_not_read_yet(scene: Scene, visiting: Visiting) -> None:
    """Of many exports a filter reads its own, wherever in the list they are, and the rest on demand."""
    many(scene)
    hired = f"many-{scene.company}-000"  # the earliest success of all: on the last page of the list
    stands(scene, hired, Stage.HIRED)
    visit = visiting()
    visit.go("activity")
    visit.page.reload()  # what the cards of the matches had read is not known any more
    cards = visit.page.locator("personio-activity").get_by_role("article")
    everything = MANY * 3 // 5
    expect(segment(visit, "activity.all", everything)).to_be_visible()
    segment(visit, "progress.hired", 1).click()
    expect(cards).to_have_count(1)
    expect(visit.button("activity.more")).to_have_count(0)
    segment(visit, "activity.all", everything).click()
    expect(cards).to_have_count(PAGE + 1)
    visit.press("activity.more")
    expect(cards).to_have_count(everything)
    expect(visit.button("activity.more")).to_have_count(0)


def erased(scene: Scene, match: str) -> None:
    """The person's profile is deleted on matched.io, and the company is told."""
    entry = scene.client.document(documents.export_path(match)).get()
    scene.client.document(documents.developer_path(entry.get("developer_id"))).delete()
    eventually(lambda: scene.client.document(documents.erasure_path(match)).get().exists)


@pytest.mark.parametrize("width", [390, 1440])
def test_whom_to_erase_is_said_until_it_is_done(scene: Scene, visiting: Visiting, width: int) -> None:
    """Who, for which position and what to do stands above the list; a confirmed question takes it away."""
    match = exported(scene)
    address = scene.applicants()[0]["email"]
    other = scene.match(scene.import_job(), scene.developer(first_name="Bo"))
    scene.succeed(other)
    eventually(lambda: scene.entry(other)["state"] == "exported")
    for one in (match, other):
        erased(scene, one)
    visit = visiting(role="recruiter", width=width)
    visit.go("activity")
    section = visit.page.get_by_role("region", name=visit.say("erasure.title.many", n=2))
    card = section.get_by_role("article", name="Ada Beispiel")
    for text in (ERASURES["exported"]["de"], WHAT_TO_DO["de"], address, str(scene.position)):
        expect(card).to_contain_text(text)
    assert visit.page.evaluate(WIDER) <= 0
    visit.accessible()
    done = visit.button("erasure.done", card)
    done.focus()
    visit.page.keyboard.press("Enter")
    dialog = visit.dialog()
    expect(dialog).to_contain_text(visit.say("erasure.question.text"))
    visit.accessible()
    visit.page.keyboard.press("Escape")
    expect(done).to_be_focused()
    expect(card).to_be_visible()
    visit.page.route(f"**/erasures/{match}", lambda route: route.abort())
    done.click()
    visit.press("erasure.done", dialog)
    expect(dialog.get_by_role("alert")).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(card).to_be_visible()
    visit.page.unroute_all()
    done.click()
    visit.press("erasure.done", dialog)
    expect(card).to_have_count(0)
    expect(visit.page.locator("#erasures")).to_be_focused()
    expect(visit.page.locator("#erasures")).to_have_text(visit.say("erasure.title.one"))
    visit.press("erasure.done")
    visit.press("erasure.done", dialog)
    expect(visit.page.locator("#erasures")).to_have_count(0)
    assert visit.focused().endswith("h1")
    visit.accessible()
    assert scene.call("GET", f"export-applicant/{scene.company}/erasures").json() == {"erasures": []}


def test_nothing_is_said_of_erasures_where_there_is_none(scene: Scene, visiting: Visiting) -> None:
    """No heading and no gap; and a list that is read again moves nothing."""
    exported(scene)
    visit = visiting()
    visit.go("activity")
    expect(visit.card("Ada Beispiel")).to_be_visible()
    visit.page.wait_for_timeout(500)
    visit.page.evaluate(SHIFTS)
    with visit.page.expect_response(re.compile("/summary$")):
        visit.look()
    assert visit.page.locator("#erasures").count() == 0
    assert visit.page.evaluate("window.shifted") == []
