"""Nothing that the page says is untrue: after "again" or a disconnect, before a closed position, offline."""

import re

import pytest
from playwright.sync_api import expect

from local import seed
from local.scenes.scene import Scene, eventually
from tests.page.stages import LONG_AGO, Visiting, connected, only_ad, position, scheduled


def exported(scene: Scene) -> str:
    match = connected(scene)
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "exported")
    return match


def archive(scene: Scene) -> None:
    """The position is closed at Personio, and the hourly comparison has seen it."""
    position(scene, state="archived")
    scene.second_position()  # a feed that is empty all at once is read as an accident
    scheduled(scene, "sync-jobs")
    eventually(lambda: _closed(scene))


def _closed(scene: Scene) -> bool:
    return bool(only_ad(scene).get("personio")["closed"])


def test_again_asks_before_and_leaves_our_applicant_ours(scene: Scene, visiting: Visiting) -> None:
    """Whoever exports again is asked first; "already there" leaves the match as exported by us."""
    exported(scene)
    visit = visiting()
    card = visit.card("Ada Beispiel")
    visit.press("export.again", card)
    dialog = visit.dialog()
    expect(dialog).to_contain_text(visit.say("export.again.text"))
    visit.accessible()
    visit.press("cancel", dialog)
    assert len(scene.requests_sent()) == 1
    visit.press("export.again", card)
    visit.press("export.again.yes", dialog)
    expect(dialog).to_have_count(0)
    eventually(lambda: len(scene.requests_sent()) == 2)
    expect(card.get_by_text(visit.say("state.exported"), exact=True)).to_be_visible()
    expect(card.get_by_text(visit.say("state.already_in_personio"), exact=True)).to_have_count(0)
    assert len(scene.applicants()) == 1


def test_what_was_exported_is_shown_after_a_disconnect(scene: Scene, visiting: Visiting) -> None:
    """As the question promises: the card keeps its state and its link."""
    exported(scene)
    visit = visiting()
    visit.go("settings")
    visit.press("connection.disconnect")
    visit.press("connection.disconnect", visit.dialog())
    visit.see(visit.say("connection.was"))
    visit.go("matches")
    card = visit.card("Ada Beispiel")
    expect(card).to_contain_text(visit.say("state.exported"))
    expect(card).to_contain_text(visit.say("export.ad", id=scene.position))
    assert visit.button("export.again", card).count() == 0
    visit.accessible()


def test_a_closed_position_is_said_before_it_is_sent(scene: Scene, visiting: Visiting) -> None:
    """The preview promises nothing that Personio will refuse, and the ad is marked."""
    match = connected(scene)
    archive(scene)
    seed.succeed(scene.client, match, at=LONG_AGO)
    visit = visiting()
    visit.press("preview", visit.card("Ada Beispiel"))
    dialog = visit.dialog()
    expect(dialog).to_contain_text(visit.say("preview.closed"))
    expect(dialog).not_to_contain_text(visit.say("preview.would_send"))
    visit.accessible()
    visit.page.keyboard.press("Escape")
    visit.go("jobs")
    visit.see(visit.say("positions.closed"))
    visit.see(visit.say("export.relink"))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_preview_speaks_the_pages_language(scene: Scene, visiting: Visiting, language: str) -> None:
    """What goes to Personio as a word of its own is shown as people say it."""
    match = connected(scene, gender="female", birthday="1990-12-31")
    seed.succeed(scene.client, match, at=LONG_AGO)
    visit = visiting(language=language)
    visit.press("preview", visit.card("Ada Beispiel"))
    dialog = visit.dialog()
    expect(dialog).to_contain_text(re.compile(f"{visit.say('detail.gender')}{visit.say('gender.female')}"))
    expect(dialog).to_contain_text({"de": "31. Dezember 1990", "en": "31 December 1990"}[language])


def test_the_bulk_export_names_closed_positions(scene: Scene, visiting: Visiting) -> None:
    """Before all is sent, the matches of a position that is not published any more are told apart."""
    closed = connected(scene)
    archive(scene)
    open_ = scene.call("GET", f"list-jobs/{scene.company}").json()["positions"][0]["position_id"]
    job = scene.call("POST", f"import-job/{scene.company}", {"position_id": open_}).json()["job_id"]
    other = scene.match(job, scene.developer(first_name="Bo"))
    for match in (closed, other):
        seed.succeed(scene.client, match, at=LONG_AGO)
    visit = visiting()
    visit.press("export_all")
    dialog = visit.dialog()
    expect(dialog).to_contain_text(visit.say("export_all.closed.one"))
    expect(dialog).to_contain_text(visit.say("quoted", text="Backend Engineer"))
    expect(dialog.get_by_text(visit.say("positions.closed"), exact=True)).to_have_count(1)
    dialog.get_by_text("Ada Beispiel").click()
    expect(dialog).to_contain_text(visit.say("preview.closed"))
    expect(dialog).not_to_contain_text(visit.say("preview.would_send"))
    visit.accessible()


def test_the_bulk_export_counts_what_did_not_arrive(scene: Scene, visiting: Visiting) -> None:
    """At its end it says how many are in Personio and how many need somebody."""
    position(scene)
    job = scene.imported()
    for name, email in (("Emil", "emil@example.org"), ("Fee", ""), ("Gustav", "gustav@example.org")):
        match = scene.match(job, scene.developer(first_name=name, email=email))
        seed.succeed(scene.client, match, at=LONG_AGO)
    visit = visiting()
    visit.press("export_all")
    dialog = visit.dialog()
    visit.button("export_all.go.many", dialog, n=3).focus()
    visit.page.keyboard.press("Enter")
    expect(dialog.get_by_role("progressbar")).to_be_visible()
    assert "personio-popup" in visit.focused()
    scheduled(scene, "sweep-exports")
    scheduled(scene, "sweep-exports")
    there, needing = visit.say("export_all.in_personio", n=2), visit.say("export_all.needs_action.one")
    expect(dialog).to_contain_text(visit.say("export_all.over", all=3, result=f"{there} und {needing}"))
    visit.accessible()


def test_offline_is_said_and_heals(scene: Scene, visiting: Visiting) -> None:
    """Without a network the page says that it is out of date; with it again, it is not said any more."""
    connected(scene)
    visit = visiting()
    visit.context.set_offline(True)
    visit.look()
    visit.see(visit.say("notice.trouble"))
    visit.accessible()
    visit.context.set_offline(False)
    expect(visit.page.get_by_text(visit.say("notice.trouble"))).to_have_count(0)
