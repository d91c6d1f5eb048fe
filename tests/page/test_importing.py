"""The form of a job ad: words instead of codes, errors at their fields, pay that is meant."""

import pytest
from playwright.sync_api import expect

from local.scenes.scene import Scene
from tests.page.stages import Visiting, fill_salary, only_ad, position
from tests.support.visits import Visit


def imported(visit: Visit) -> None:
    visit.go("jobs/import")
    visit.press("import.pick")
    expect(visit.dialog()).to_have_count(1)


@pytest.mark.parametrize("language", ["de", "en"])
def test_personios_words_are_said_in_the_pages_language(
    scene: Scene, visiting: Visiting, language: str
) -> None:
    """The list of positions has none of Personio's codes."""
    position(scene, employment_type="project_based", schedule="four-day-week")
    scene.connect()
    visit = visiting(language=language)
    visit.go("jobs/import")
    card = visit.page.get_by_role("article").first
    expect(card).to_contain_text(visit.say("employment_type.project_based"))
    expect(card).to_contain_text(visit.say("working_time.four-day-week"))
    expect(card).not_to_contain_text("project_based")


def test_words_of_a_customers_own_are_explained(scene: Scene, visiting: Visiting) -> None:
    """A value that matched.io does not know is quoted; what is missing is no success with a green tick."""
    position(scene, employment_type="apprentice_ship", seniority="")
    scene.connect()
    visit = visiting()
    visit.go("jobs/import")
    quoted = visit.say("quoted", text="apprentice_ship")
    expect(visit.page.get_by_role("article").first).to_contain_text(quoted)
    visit.press("import.pick")
    dialog = visit.dialog()
    expect(dialog).to_contain_text(visit.say("why.value_unknown", value="apprentice_ship"))
    text = dialog.inner_text()
    for code in ("value_unknown", "not_in_feed", "incomplete"):
        assert code not in text
    note = dialog.get_by_role("status").first
    expect(note).to_contain_text(visit.say("ad.imported"))
    assert "good" not in (note.get_attribute("class") or "")
    visit.accessible()


def test_an_incomplete_salary_is_explained(scene: Scene, visiting: Visiting) -> None:
    """An amount without its period stays in its field, and only the period is asked for."""
    amount = {"min": "60000.00", "max": "", "type": ""}
    position(scene, salary=amount)
    scene.connect()
    visit = visiting()
    imported(visit)
    dialog = visit.dialog()
    expect(dialog).to_contain_text(visit.say("why.incomplete"))
    expect(dialog.get_by_label(visit.say("salary.min"))).to_have_value("60000")
    assert "incomplete" not in dialog.inner_text()
    visit.accessible()
    dialog.get_by_label(visit.say("salary.period")).select_option("yearly")
    visit.press("ad.create", dialog)
    expect(dialog).to_have_count(0)
    assert only_ad(scene).get("status") == "complete"


def test_please_choose_is_shown_and_is_no_value(scene: Scene, visiting: Visiting) -> None:
    """Where nothing is suggested, nothing is chosen; what nobody chose stays missing."""
    position(scene, seniority="")
    scene.connect()
    visit = visiting()
    imported(visit)
    dialog = visit.dialog()
    level = dialog.get_by_label(visit.say("detail.seniority"), exact=True)
    expect(level.locator("option:checked")).to_have_text(visit.say("ad.choose"))
    fill_salary(visit, least="60000", most="75000", period="yearly")
    visit.press("ad.create", dialog)
    expect(dialog).to_contain_text(visit.say("ad.missing.one"))
    assert [part["field"] for part in only_ad(scene).get("missing")] == ["seniority"]
    level.select_option("experienced")
    visit.press("ad.create", dialog)
    expect(dialog).to_have_count(0)
    assert only_ad(scene).get("status") == "complete"


@pytest.mark.parametrize(
    ("least", "most", "period", "at"),
    [("60k", "", "yearly", "min"), ("85", "", "yearly", "min"), ("75000", "60000", "yearly", "max")],
)
def test_pay_that_cannot_be_meant_stays_out(
    scene: Scene, visiting: Visiting, least: str, most: str, period: str, at: str
) -> None:
    """What is no number, nobody's pay, or turned round is said at its field; nothing is kept."""
    position(scene)
    scene.connect()
    visit = visiting()
    imported(visit)
    dialog = visit.dialog()
    fill_salary(visit, least=least, most=most, period=period)
    visit.press("ad.create", dialog)
    field = dialog.get_by_label(visit.say(f"salary.{at}"))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    expect(dialog.get_by_role("alert")).to_be_visible()
    visit.accessible()
    assert only_ad(scene).to_dict().get("salary") is None


def test_pay_is_echoed_and_can_be_changed(scene: Scene, visiting: Visiting) -> None:
    """What will stand in the ad is said while it is typed, and mended afterwards."""
    position(scene)
    scene.connect()
    visit = visiting()
    imported(visit)
    dialog = visit.dialog()
    fill_salary(visit, least="60.000", most="75 000", period="yearly")
    expect(dialog).to_contain_text("60.000 – 75.000\u00a0€ pro Jahr")
    visit.press("ad.create", dialog)
    expect(dialog).to_have_count(0)
    visit.press("import.open")
    expect(dialog).to_contain_text("60.000 – 75.000\u00a0€ pro Jahr")
    visit.accessible()
    visit.press("ad.pay", dialog)
    expect(dialog.get_by_label(visit.say("salary.min"))).to_be_focused()
    fill_salary(visit, least="85", most="", period="hourly")
    expect(dialog).to_contain_text("ab 85\u00a0€ pro Stunde")
    visit.press("save", dialog)
    expect(dialog).to_have_count(0)
    kept = only_ad(scene).get("salary")
    assert kept == {"min": "85", "max": None, "currency": "EUR", "period": "hourly"}


def test_freelance_needs_no_pay(scene: Scene, visiting: Visiting) -> None:
    """A freelance position is complete without a salary."""
    position(scene, employment_type="freelance")
    scene.connect()
    visit = visiting()
    imported(visit)
    expect(visit.dialog()).to_contain_text(visit.say("ad.complete"))
