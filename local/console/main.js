// Starts the page: who is there, which view the address means, and drawing.

import { start } from "/console/live.js";
import { render } from "/console/render.js";
import { remembered, signIn } from "/console/session.js";
import { change, drawnBy, state } from "/console/state.js";
import { setLanguage, t } from "/console/texts.js";
import { shell } from "/console/views/shell.js";

function route() {
  const before = state.route.join("/");
  change({ route: location.hash.replace(/^#\/?/, "").split("/").filter(Boolean) });
  if (before !== state.route.join("/") && state.me)
    queueMicrotask(() => document.querySelector("main h1")?.focus({ preventScroll: true }));
}

drawnBy(() => {
  document.title = `${state.me ? t(`nav.${state.route[0] ?? "matches"}`) : t("sign_in.title")} · matched.io ↔ Personio`;
  render(document.getElementById("page"), shell());
});

async function begin() {
  state.system = await (await fetch("/local/system")).json();
  const person = remembered();
  if (person) await signIn(person);
  addEventListener("hashchange", route);
  route();
  if (person) start();
}

setLanguage(state.language);
begin().catch(() => change({ trouble: {} }));
