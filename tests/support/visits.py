"""A person in front of the page: one browser context, signed in, with the words of the chosen language."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from local.page import Person
from local.scenes.scene import Scene

ROOT = Path(__file__).parents[2]
CATALOGUES = (ROOT / "frontend" / "src" / "words.ts", ROOT / "local" / "console" / "messages.js")
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
PATIENCE = 15_000  # milliseconds for a trigger's work, on a busy machine
AT_REST = """() => Promise.allSettled(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished))"""
FOCUSED = """() => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    const path = [];
    for (; one; one = one.parentElement ?? one.getRootNode().host) {
        const id = one.id && `#${one.id}`, kind = one.className && `.${one.className}`;
        path.unshift(`${one.localName}${id || kind}`);
    }
    return path.join(" ");
}"""
# The second look begins after this: the first may be one that was under way.
LOOK = """async () => {
    const { state } = await import("/console/state.js");
    await state.books.refresh();
    await state.books.refresh();
}"""
_TEXT = r'"(?:[^"\\]|\\.)*"'
_MESSAGE = re.compile(rf'^  "(?P<key>[^"]+)": \[\s*(?P<de>{_TEXT}),\s*(?P<en>{_TEXT}),?\s*\]', re.MULTILINE)


@cache
def messages() -> dict[str, tuple[str, str]]:
    """The catalogues of the elements and of the page around them: key → German, English."""
    text = "\n".join(catalogue.read_text() for catalogue in CATALOGUES)
    return {
        found["key"]: (json.loads(found["de"]), json.loads(found["en"])) for found in _MESSAGE.finditer(text)
    }


@dataclass(kw_only=True)
class Visit:
    """One person's look at the page. What the browser complains about and asks elsewhere is kept."""

    page: Page
    context: BrowserContext
    scene: Scene
    language: str
    complaints: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    @classmethod
    def begin(
        cls,
        browser: Browser,
        scene: Scene,
        *,
        language: str = "de",
        role: str = "admin",
        width: int = 1440,
        height: int = 900,
    ) -> "Visit":
        """Open the page and sign in with a click."""
        uid = scene.admin if role == "admin" else scene.recruiter
        name = f"{role.title()} {scene.company}"
        scene.system.people.append(
            Person(uid=uid, name=name, role=role, company=scene.company, account=scene.account)
        )
        locale = {"de": "de-DE", "en": "en-GB"}[language]
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=locale, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        visit = cls(page=context.new_page(), context=context, scene=scene, language=language)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("console", visit._heard)
        visit.page.on("request", lambda request: visit.asked.add(request.url))
        visit.page.goto(f"{scene.system.url}/")
        visit.page.get_by_role("button", name=re.compile(f"^{re.escape(name)} ")).click()
        visit.page.get_by_role("navigation").wait_for()
        return visit

    def _heard(self, message: Any) -> None:
        # A document that the rules do not show yet, or a function's problem, is an answer and no complaint.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def say(self, key: str, **values: object) -> str:
        """The page's own words."""
        text = messages()[key][0 if self.language == "de" else 1]
        return re.sub(r"\{(\w+)\}", lambda name: str(values.get(name[1], name[0])), text)

    def go(self, route: str) -> None:
        self.page.goto(f"{self.scene.system.url}/#/{route}")

    def button(self, key: str, within: Locator | None = None, **values: object) -> Locator:
        """A button by its words, or by words that begin with them."""
        name = re.compile(f"^{re.escape(self.say(key, **values))}")
        return (within or self.page).get_by_role("button", name=name)

    def press(self, key: str, within: Locator | None = None, **values: object) -> None:
        self.button(key, within, **values).first.click()

    def look(self) -> None:
        """Have the page look now, as it does by itself every eight seconds."""
        self.page.evaluate(LOOK)

    def see(self, text: str, within: Locator | None = None) -> None:
        """Wait until a text is to be seen."""
        (within or self.page.locator("#page")).get_by_text(text).first.wait_for()

    def card(self, name: str) -> Locator:
        return self.page.get_by_role("article", name=name)

    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def side(self, key: str) -> Locator:
        """A tab of Personio's side, opened."""
        self.page.get_by_role("tab", name=re.compile(f"^{re.escape(self.say(key))}")).click()
        return self.page.get_by_role("tabpanel")

    def fault(self, name: str) -> None:
        """Switch one of Personio's faults on or off."""
        switch = self.side("side.faults").get_by_role("switch", name=self.say(f"fault.{name}"), exact=True)
        wanted = "false" if switch.get_attribute("aria-checked") == "true" else "true"
        switch.click()
        self.page.locator(f'[role=switch][aria-describedby="fault-{name}"][aria-checked={wanted}]').wait_for()

    def focused(self) -> str:
        """Where the focus is, from the page inwards: `div.app main#main personio-export button`."""
        return str(self.page.evaluate(FOCUSED))

    def accessible(self) -> None:
        """axe-core finds nothing against WCAG 2.2 AA as the page stands, once nothing fades in any more."""
        self.page.evaluate(AT_REST)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(Axe().axe_script)
        found = self.page.evaluate("rules => axe.run(document, rules)", WCAG)["violations"]
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []

    def end(self) -> None:
        """Close, and complain about what the browser complained about."""
        self.context.close()
        assert self.complaints == []
        elsewhere = {url for url in self.asked if not url.startswith(self.scene.system.url)}
        assert elsewhere == set(), "the page asked somebody else"
