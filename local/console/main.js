// Starts the page: who is there, which view the address means, and drawing.

import { drawPopup, guard, keepingFocus, render } from "/frontend/dist/page.js";
import { soon, start } from "/console/live.js";
import { remembered, signIn } from "/console/session.js";
import { change, drawnBy, state, tell } from "/console/state.js";
import { setLanguage, t } from "/console/texts.js";
import { PAGE } from "/console/views/jobs.js";
import { shell } from "/console/views/shell.js";

const WAYS = { positions: "#/jobs/import", connection: "#/settings", rules: "#/settings/rules" };

function route() {
  const before = state.route.join("/");
  change({ route: location.hash.replace(/^#\/?/, "").split("/").filter(Boolean) });
  if (before !== state.route.join("/") && state.me)
    queueMicrotask(() => document.querySelector("main h1")?.focus({ preventScroll: true }));
}

drawnBy(() => {
  document.title = `${state.me ? t(`nav.${state.route[0] ?? "matches"}`) : t("sign_in.title")} · matched.io ↔ Personio`;
  const page = document.getElementById("page");
  keepingFocus(page, () => render(shell(), page));
  drawPopup(PAGE);
});

addEventListener("personio-told", (event) => tell(event.detail.text));
addEventListener("personio-changed", soon);
addEventListener("personio-go", (event) => {
  const { to, attribute } = event.detail;
  location.hash = [WAYS[to], attribute].filter(Boolean).join("/");
});

async function begin() {
  state.system = await (await fetch("/local/system")).json();
  const person = remembered();
  if (person) await signIn(person);
  addEventListener("hashchange", route);
  route();
  if (person) start();
}

guard();
setLanguage(state.language);
begin().catch(() => change());
