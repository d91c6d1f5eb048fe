// Einstellungen → Apps und Integrationen: the elements, under a heading.

import { h } from "/frontend/dist/page.js";
import { state } from "/console/state.js";
import { t } from "/console/texts.js";

export const settings = () => [
  h(
    "div",
    { class: "view-head", key: "head" },
    h(
      "div",
      {},
      h("p", { class: "path" }, t("nav.settings")),
      h("h1", { tabindex: -1, "data-rest": true }, t("settings.apps")),
      h("p", { class: "lead" }, t("settings.lead")),
    ),
  ),
  h("personio-connection", { key: "connection" }),
  state.books?.connected &&
    h("personio-rules", {
      key: "rules",
      attribute: state.route[1] === "rules" ? (state.route[2] ?? "") : "",
      successful: (state.matches ?? []).filter(({ status }) => status === "successful").map(({ id }) => id),
    }),
];
