"""Einstellungen → "Was an Personio geht": what is sent, seen on one match before it is saved."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from local.scenes.scene import Scene, eventually
from shared.texts import Language
from shared.texts.rules import FAULTS
from shared.texts.sentence import say
from tests.page.stages import Visiting, connected
from tests.support.visits import Visit

ATTRIBUTE = "custom_attribute_4711"
RULES = "personio-rules"
TELEPHONE = 390


def demand(scene: Scene, **more: Any) -> None:
    """The company's Personio has an attribute of its own, which no application may lack."""
    scene.personio(
        "PUT",
        f"/companies/{scene.account}",
        {
            "slug": scene.slug,
            "token": scene.token,
            "positions": [{"id": scene.position, "name": "Backend Engineer"}],
            "attributes": [{"id": ATTRIBUTE}],
            **more,
        },
    )


def rules(visit: Visit) -> Locator:
    visit.go("settings")
    element = visit.page.locator(RULES)
    element.get_by_role("heading", name=visit.say("rules.title")).wait_for()
    return element


def stored(scene: Scene) -> dict[str, Any]:
    answer = scene.call("GET", f"connect-personio/{scene.company}/rules", as_="recruiter")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_personio_requires_is_set_from_the_card(scene: Scene, visiting: Visiting, language: str) -> None:
    """The card leads to a rule with the attribute filled in; the preview has it; saved, the match leaves."""
    match = connected(scene)
    demand(scene, required_attributes=[ATTRIBUTE])
    scene.succeed(match)
    eventually(lambda: scene.entry(match).get("code") == "attribute_required")
    visit = visiting(language=language)
    visit.press("export.rules", visit.card("Ada Beispiel"))
    element = visit.page.locator(RULES)
    group = element.get_by_role("group", name=ATTRIBUTE)
    expect(group.get_by_label(visit.say("rules.attribute.id"))).to_have_value(ATTRIBUTE)
    visit.see(visit.say("rules.asked_for"))
    source = group.get_by_label(visit.say("rules.attribute.source"))
    expect(source).to_be_focused()
    source.select_option(label=visit.say("rules.constant"))
    group.get_by_label(visit.say("rules.constant")).fill("über matched.io")
    expect(element.get_by_role("complementary")).to_contain_text("über matched.io")
    expect(element.get_by_role("complementary")).to_contain_text(ATTRIBUTE)
    visit.accessible()
    assert stored(scene)["version"] == 0
    visit.press("rules.save", element)
    eventually(lambda: scene.entry(match)["state"] == "exported")
    expect(element.get_by_text(visit.say("rules.asked_for"))).to_have_count(0)
    (request,) = [each for each in scene.requests_sent() if each["status"] == 201]
    assert {"id": ATTRIBUTE, "value": "über matched.io"} in request["body"]["attributes"]


def test_a_switch_by_the_keyboard(scene: Scene, visiting: Visiting) -> None:
    """What is switched off goes from the preview at once, and, once it is saved, from what is sent."""
    match = connected(scene, phone="030 5550100", location="Berlin")
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": True})
    scene.succeed(match)
    visit = visiting()
    element = rules(visit)
    visit.see(visit.say("rules.none"))
    preview = element.get_by_role("complementary")
    expect(preview).to_contain_text("030 5550100")
    switch = element.get_by_role("switch", name=visit.say("detail.phone"))
    switch.focus()
    visit.page.keyboard.press("Space")
    expect(preview).not_to_contain_text("030 5550100")
    expect(preview).to_contain_text("Berlin")
    expect(switch).to_be_focused()
    visit.press("rules.save", element)
    eventually(lambda: stored(scene)["send"]["phone"] is False)
    visit.page.evaluate("scrollTo(0, 0)")  # a switch half under the page's head counts as too small
    visit.accessible()
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": False})
    eventually(lambda: scene.entry(match)["state"] == "exported")
    (request,) = scene.requests_sent()
    assert "030 5550100" not in str(request["body"])


def test_what_does_not_fit_is_said_where_it_stands(scene: Scene, visiting: Visiting) -> None:
    """Each fault stands at its input, which has the focus; nothing is saved until all of them are gone."""
    connected(scene)
    visit = visiting()
    element = rules(visit)
    visit.press("rules.attribute.add", element)
    id_ = element.get_by_label(visit.say("rules.attribute.id"))
    expect(id_).to_be_focused()
    id_.fill("Startdatum")
    visit.press("rules.save", element)
    expect(id_).to_have_attribute("aria-invalid", "true")
    expect(id_).to_be_focused()
    source = element.get_by_label(visit.say("rules.attribute.source"))
    expect(source).to_have_attribute("aria-invalid", "true")
    visit.accessible()
    id_.fill(ATTRIBUTE)
    source.select_option("location")
    visit.press("rules.option.add", element)
    element.get_by_label(visit.say("rules.option.word", n=1)).fill("Berlin")
    element.get_by_label(visit.say("rules.option.id", n=1)).fill("custom_option_7")
    visit.press("rules.save", element)
    eventually(lambda: stored(scene)["version"] == 1)
    expected = [{"id": ATTRIBUTE, "field": "location", "options": {"Berlin": "custom_option_7"}}]
    assert stored(scene)["attributes"] == expected


@pytest.mark.parametrize("language", ["de", "en"])
def test_two_options_for_one_word_are_not_merged(
    scene: Scene, visiting: Visiting, language: Language
) -> None:
    """The second row is marked, as the functions would mark it; nothing is sent, and nothing is lost."""
    connected(scene)
    visit = visiting(language=language)
    element = rules(visit)
    visit.press("rules.attribute.add", element)
    element.get_by_label(visit.say("rules.attribute.id")).fill(ATTRIBUTE)
    element.get_by_label(visit.say("rules.attribute.source")).select_option("location")
    for number, word in enumerate(("Berlin", " berlin"), start=1):
        visit.press("rules.option.add", element)
        element.get_by_label(visit.say("rules.option.word", n=number)).fill(word)
        element.get_by_label(visit.say("rules.option.id", n=number)).fill(f"custom_option_{number}")
    visit.press("rules.save", element)
    second = element.get_by_label(visit.say("rules.option.word", n=2))
    expect(second).to_be_focused()
    expect(second).to_have_attribute("aria-invalid", "true")
    expect(second).to_have_accessible_description(say(FAULTS["twice"], language))
    visit.accessible()
    assert stored(scene)["version"] == 0
    second.fill("Hamburg")
    visit.press("rules.save", element)
    eventually(lambda: stored(scene)["version"] == 1)
    (rule,) = stored(scene)["attributes"]
    assert rule["options"] == {"Berlin": "custom_option_1", "Hamburg": "custom_option_2"}


def test_two_admins_at_once(scene: Scene, visiting: Visiting) -> None:
    """Who saves second is asked: see the other's, or save one's own over them."""
    connected(scene)
    visit = visiting()
    element = rules(visit)
    tags = element.get_by_label(visit.say("rules.tags"))
    for number, (choice, left) in enumerate([("rules.theirs", "theirs-0"), ("rules.mine", "mine")]):
        tags.fill("mine")
        path = f"connect-personio/{scene.company}/rules"
        assert scene.call("PUT", path, {"version": number, "tags": [f"theirs-{number}"]}).status_code == 200
        visit.press("rules.save", element)
        visit.press(choice, element)
        expect(tags).to_have_value(left)
        expect(element.get_by_role("button", name=visit.say(choice))).to_have_count(0)
    eventually(lambda: stored(scene)["tags"] == ["mine"])


def test_a_recruiter_looks(scene: Scene, visiting: Visiting) -> None:
    """Everything is there to be read, nothing to be changed, and who can change it is said."""
    match = connected(scene)
    scene.succeed(match)
    visit = visiting(role="recruiter", width=TELEPHONE, height=844)
    element = rules(visit)
    expect(element.get_by_role("complementary")).to_contain_text("Ada")
    expect(element.get_by_role("switch", name=visit.say("detail.cv"))).to_be_disabled()
    expect(element.get_by_role("button", name=visit.say("rules.save"))).to_have_count(0)
    visit.see(visit.say("admin_only"), element)
    visit.accessible()
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
