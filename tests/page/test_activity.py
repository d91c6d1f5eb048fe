"""The list of exports: its figures filter it."""

import re

import pytest
from playwright.sync_api import Locator, expect

from local.scenes.scene import Scene, eventually
from shared.domain.applicant import Stage
from tests.page.stages import Visiting, exported, stands
from tests.page.test_many_and_still import MANY, many
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
