// Matches: the open ones, and those that are successful and go to Personio.

import { open } from "/console/dialog.js";
import { button, empty, loading, note } from "/console/parts.js";
import { h } from "/console/render.js";
import { admin, change, connected, state } from "/console/state.js";
import { t } from "/console/texts.js";
import { matchCard } from "/console/views/match_card.js";

export function matches() {
  const all = state.matches;
  if (!all || !state.connection) return [head(), loading()];
  const successful = all.filter((match) => match.status === "successful");
  const others = all.filter((match) => match.status !== "successful");
  const shown = state.segment === "successful" ? successful : others;
  return [
    head(successful),
    !connected() &&
      note(
        "info",
        t("matches.not_connected"),
        t(admin() ? "matches.not_connected.admin" : "matches.not_connected.recruiter"),
        admin() &&
          button(
            t("connect.lead"),
            () => {
              location.hash = "#/settings";
            },
            { kind: "primary small", symbol: "arrow" },
          ),
      ),
    h(
      "div",
      { class: "segments", role: "group", "aria-label": t("matches.segments") },
      segment("open", t("matches.open"), others.length),
      segment("successful", t("matches.successful"), successful.length),
    ),
    shown.length === 0
      ? empty("people", t(`matches.none.${state.segment}`), t(`matches.none.${state.segment}.text`))
      : h(
          "ul",
          { class: "cards" },
          shown.map((match) => h("li", { key: match.id }, matchCard(match))),
        ),
  ];
}

function head(successful = []) {
  return h(
    "div",
    { class: "view-head" },
    h("div", {}, h("h1", { tabindex: "-1" }, t("nav.matches")), h("p", { class: "lead" }, t("matches.lead"))),
    successful.length > 0 &&
      connected() &&
      button(t("export_all"), () => open("exportAll"), { kind: "primary", symbol: "send" }),
  );
}

const segment = (name, label, number) =>
  h(
    "button",
    {
      type: "button",
      "aria-pressed": String(state.segment === name),
      onClick: () => change({ segment: name }),
    },
    label,
    h("span", { class: "number" }, String(number)),
  );
