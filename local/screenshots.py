"""`make screenshots`: the README's pictures, taken of the running page."""

import re
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from google.cloud import firestore
from playwright.sync_api import Page, sync_playwright

from local import demo, seed, showcase
from local.personio import companies
from local.system import PROJECT, System, running
from shared.adapters.gcp import documents
from shared.domain.applicant import Progress, Stage

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
LARGE, SMALL = {"width": 1280, "height": 800}, {"width": 390, "height": 800}
BAR = 120  # pixels of the page's head, which stays in sight
SETTLED = 700  # milliseconds until what was clicked is drawn


@dataclass(frozen=True, kw_only=True)
class Camera:
    """One window on the page, in German."""

    page: Page
    system: System

    def enter(self, name: str, route: str = "matches") -> None:
        """Be one of the people, at one of the views."""
        if self.page.get_by_role("button", name="Person wechseln").count():
            self.page.get_by_role("button", name="Person wechseln").click()
        self.page.get_by_role("button", name=name).click()
        self.go(route)

    def go(self, route: str) -> None:
        self.page.goto(f"{self.system.url}/#/{route}")
        self.page.locator("main h1").wait_for()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first.click()

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=re.compile(f"^{name}")).click()

    def take(self, name: str, *, from_: str | None = None) -> None:
        """Keep the picture, once nothing moves any more: of the page's top, or from an element on."""
        self.page.locator(".who strong:not(:empty)").wait_for()  # the company is read
        for coming in (".skeleton", ".told p"):
            self.page.locator(coming).first.wait_for(state="detached")
        self.page.wait_for_timeout(SETTLED)
        self.page.evaluate("scrollTo(0, 0)")
        if from_ is not None:
            below = self.page.locator(from_).evaluate("one => one.getBoundingClientRect().top")
            self.page.evaluate("y => scrollTo(0, y)", below - BAR)
        self.page.evaluate("document.querySelector('.popups').firstChild || document.activeElement.blur()")
        self.page.screenshot(path=FOLDER / f"{name}.png")
        print(f"docs/screenshots/{name}.png")


def connect(camera: Camera) -> None:
    """The popup asks for the credentials that stand on Personio's side."""
    page = camera.page
    camera.enter("Lena Ortiz", "settings")
    camera.tab("Zugangsdaten")
    camera.press("Hinzufügen")
    page.get_by_label("Adresse eurer Karriereseite").fill("globex.jobs.personio.com")
    camera.press("Weiter")
    page.get_by_text("Platform Engineer").wait_for()
    camera.take("is-this-you")
    camera.press("Ja, das sind wir")
    page.get_by_role("textbox", name="Company-ID").fill("100002")
    page.get_by_role("textbox", name="Recruiting API-Token").fill("f" * 40)
    camera.take("connect")
    page.get_by_role("radio", name="API-Client").check()
    client = companies.client_of(companies.GLOBEX)
    page.get_by_label("Client-ID", exact=True).fill(client.id)
    page.get_by_label("API-Secret", exact=True).fill(client.secret)
    page.keyboard.press("Tab")  # what is below the secret scrolls it into sight
    camera.take("api-client")
    page.keyboard.press("Escape")


def importing(camera: Camera) -> None:
    """The list of positions: one is imported, one may belong to an older ad."""
    camera.enter("Mara Vogt", "jobs/import")
    camera.tab("Stellen")
    camera.page.get_by_text("12 Stellen").wait_for()
    camera.take("import")


def matches(camera: Camera) -> None:
    """Cards in several states, the banner, and the switch that caused it."""
    camera.go("matches")
    for name, state in (("Bo Muster", "In Personio"), ("Cem Probe", "Braucht euch")):
        _succeed(camera, name, state)
    camera.tab("Bewerbungen")
    camera.take("matches")
    camera.tab("Störungen")
    camera.page.get_by_role("switch", name="Falsches Token").click()
    _succeed(camera, "Dana Lindqvist", "Wartet")
    camera.page.get_by_text("Ein Match wartet.").wait_for()
    camera.take("banner")
    camera.page.get_by_role("switch", name="Falsches Token").click()
    camera.go("settings")
    camera.page.locator("personio-connection").get_by_role("button", name="Jetzt prüfen").click()
    camera.page.get_by_text("Personio nimmt die Zugangsdaten an.").wait_for()
    camera.take("settings")


def rules(camera: Camera) -> None:
    """What goes to Personio: a field is switched off, an attribute has a fixed value, beside a match."""
    element = camera.page.locator("personio-rules")
    element.get_by_role("switch", name="Geschlecht").click()
    element.get_by_role("button", name="Attribut hinzufügen").click()
    element.get_by_label("ID in Personio").fill("custom_attribute_4711")
    element.get_by_label("Wert", exact=True).select_option(label="Fester Wert")
    element.get_by_label("Fester Wert").last.fill("über matched.io")
    element.get_by_role("complementary").get_by_text("über matched.io").wait_for()
    camera.take("rules", from_="personio-rules")


def export_all(camera: Camera) -> None:
    """The preview of what would be sent."""
    camera.go("matches")
    camera.tab("Bewerbungen")
    camera.press("Personio Export")
    camera.page.get_by_role("dialog").get_by_text("Vorschau").first.click()
    camera.page.get_by_text("Das würde gesendet").wait_for()
    camera.take("export-all")
    camera.page.keyboard.press("Escape")


def activity(camera: Camera) -> None:
    """What became of two applicants days later, and a third who deleted the profile."""
    now = datetime.now(UTC)
    since = now - timedelta(days=1)
    with closing(firestore.Client(project=PROJECT)) as client:
        for match, stage, name in (
            (seed.MATCH, Stage.HIRED, "Angenommen"),
            ("match-dev-dana", Stage.IN_PROCESS, "Telefoninterview"),
        ):
            read = Progress(stage=stage, name=name, since=since, seen_at=now)
            client.document(documents.export_path(match)).update({"progress": documents.part(read)})
        client.document(documents.developer_path("dev-bo")).delete()
    camera.go("activity")
    camera.page.get_by_text("noch in Personio zu löschen").wait_for(timeout=20_000)
    camera.page.get_by_role("button", name="Eingestellt").wait_for(timeout=20_000)
    camera.take("activity")


def narrow(camera: Camera) -> None:
    """A telephone."""
    camera.page.set_viewport_size(SMALL)  # type: ignore[arg-type]  # Playwright's sizes are a type of its own
    camera.go("matches")
    _stands(camera, "Dana Lindqvist", "In Personio")
    camera.take("telephone")


def _succeed(camera: Camera, name: str, state: str) -> None:
    camera.press("Offene Matches")
    camera.press(f"Als erfolgreich markieren: {name}")
    _stands(camera, name, state)


def _stands(camera: Camera, name: str, state: str) -> None:
    card = camera.page.get_by_role("article", name=name)
    card.get_by_text(state, exact=True).wait_for(timeout=20_000)


PICTURES: tuple[Callable[[Camera], None], ...] = (
    connect,
    importing,
    matches,
    rules,
    export_all,
    activity,
    narrow,
)


def main() -> int:
    """The exit code: 0 with every picture taken."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print(
            "Chromium takes the pictures: install it (Debian: apt-get install chromium).",
            file=sys.stderr,
        )
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running() as system, sync_playwright() as playwright:
        demo.Demo(system=system, account=demo.Account.of(system)).play()
        showcase.furnish(system)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(
            viewport=LARGE,  # type: ignore[arg-type]  # Playwright's sizes are a type of its own
            locale="de-DE",
            reduced_motion="reduce",
        )
        page.goto(system.url)
        for picture in PICTURES:
            picture(Camera(page=page, system=system))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
