// Aktivität: the element, under a heading.

import { h } from "/frontend/dist/page.js";
import { t } from "/console/texts.js";

export const activity = () => [
  h(
    "div",
    { class: "view-head", key: "head" },
    h(
      "div",
      {},
      h("h1", { tabindex: -1, "data-rest": true }, t("nav.activity")),
      h("p", { class: "lead" }, t("activity.lead")),
    ),
  ),
  h("personio-activity", { key: "activity" }),
];
