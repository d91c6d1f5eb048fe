// The company's job ads, "+ Jobanzeige", and importing.

import { closePopup, h, openPopup } from "/frontend/dist/page.js";
import { button, empty, icon, loading } from "/console/parts.js";
import { change, state } from "/console/state.js";
import { t } from "/console/texts.js";

/** The page as the owner of a popup of its own. */
export const PAGE = { update: () => change() };

export function jobs() {
  const ads = Object.values(state.jobs);
  return [
    h(
      "div",
      { class: "view-head", key: "head" },
      h(
        "div",
        {},
        h("h1", { tabindex: -1, "data-rest": true }, t("nav.jobs")),
        h("p", { class: "lead" }, t("jobs.lead")),
      ),
      button(t("jobs.new"), newAd, { kind: "primary", symbol: "plus" }),
    ),
    !state.company
      ? loading(4)
      : ads.length === 0
        ? empty("bag", t("jobs.none"), t("jobs.none.text"))
        : h(
            "ul",
            { class: "cards", key: "ads" },
            ads
              .sort((one, other) => one.title.localeCompare(other.title))
              .map((ad) => h("li", { key: ad.id }, card(ad))),
          ),
  ];
}

function card(ad) {
  return h(
    "article",
    { class: "card ad", "aria-labelledby": `ad-${ad.id}` },
    h("h2", { id: `ad-${ad.id}`, tabindex: -1, "data-rest": true }, ad.title),
    h(
      "p",
      { class: "facts" },
      [ad.locations?.join(", "), ad.language?.toUpperCase()].filter(Boolean).join(" · "),
    ),
    ad.skills?.length > 0 &&
      h(
        "ul",
        { class: "tags", "aria-label": t("match.skills") },
        ad.skills.slice(0, 8).map((skill) => h("li", { key: skill }, skill)),
      ),
    h("personio-job", { ad: asAnswered(ad) }),
  );
}

/** The document, in the form in which the functions answer (openapi.yaml, `JobAd`). */
function asAnswered({ id, written, company_id, personio, ...ad }) {
  return {
    description_text: "",
    description_html: "",
    locations: [],
    skills: [],
    missing: [],
    ...ad,
    job_id: id,
    ...(personio && {
      position_id: personio.position_id,
      url: personio.url,
      closed: personio.closed,
      imported: personio.imported,
      changed: changed(ad, personio),
    }),
  };
}

const changed = (ad, { changed = {} }) =>
  Object.fromEntries(
    Object.entries(changed ?? {}).map(([name, { to }]) => [name, { from: ad[name] ?? null, to }]),
  );

/** "+ Jobanzeige": import, if there is something to import from. */
function newAd() {
  openPopup(PAGE, {
    title: () => t("jobs.new"),
    body: () => [
      h(
        "button",
        {
          type: "button",
          class: "choice",
          "data-first": true,
          onClick: async () => {
            await closePopup(PAGE);
            location.hash = "#/jobs/import";
          },
        },
        icon("bag"),
        h(
          "span",
          {},
          h("strong", {}, t("import.action")),
          h("span", {}, t(state.books.connected ? "import.choice" : "import.choice.not_connected")),
        ),
        icon("arrow"),
      ),
      h("p", { class: "small" }, t("jobs.new.by_hand")),
    ],
  });
}

/** Job importieren: the element, under a heading. */
export const importing = () => [
  h(
    "div",
    { class: "view-head", key: "head" },
    h(
      "div",
      {},
      h("p", { class: "path" }, h("a", { href: "#/jobs" }, t("nav.jobs"))),
      h("h1", { tabindex: -1, "data-rest": true }, t("import.action")),
      h("p", { class: "lead" }, t("import.lead")),
    ),
  ),
  h("personio-positions", { key: "positions" }),
];
