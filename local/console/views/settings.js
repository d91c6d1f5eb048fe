// Einstellungen → Apps und Integrationen: the element, under a heading.

import { h } from "/frontend/dist/page.js";
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
];
