// The company's job ads, and "+ Jobanzeige".

import { open } from "/console/dialog.js";
import { button, chip, empty, loading, outside } from "/console/parts.js";
import { h } from "/console/render.js";
import { connected, state } from "/console/state.js";
import { t } from "/console/texts.js";

export function jobs() {
  const ads = Object.values(state.jobs);
  return [
    h(
      "div",
      { class: "view-head" },
      h("div", {}, h("h1", { tabindex: "-1" }, t("nav.jobs")), h("p", { class: "lead" }, t("jobs.lead"))),
      button(t("jobs.new"), () => open("newAd"), { kind: "primary", symbol: "plus" }),
    ),
    !state.connection
      ? loading()
      : ads.length === 0
        ? empty("bag", t("jobs.none"), t("jobs.none.text"))
        : h(
            "ul",
            { class: "cards" },
            ads
              .sort((one, other) => one.title.localeCompare(other.title))
              .map((ad) => h("li", { key: ad.id }, card(ad))),
          ),
  ];
}

function card(ad) {
  const { personio, missing = [] } = ad;
  const title = `ad-${ad.id}`;
  return h(
    "article",
    { class: "card ad", "aria-labelledby": title },
    h(
      "div",
      { class: "match-head" },
      h("h2", { id: title }, ad.title),
      h("div", { class: "chips" }, marks(ad)),
    ),
    h(
      "p",
      { class: "facts" },
      [ad.locations?.join(", "), ad.language?.toUpperCase()].filter(Boolean).join(" · "),
    ),
    ad.skills?.length > 0 &&
      h(
        "ul",
        { class: "tags", "aria-label": t("match.skills") },
        ad.skills.slice(0, 8).map((skill) => h("li", {}, skill)),
      ),
    !personio && h("p", { class: "hint" }, t("jobs.unlinked.text")),
    personio &&
      h("p", { class: "small" }, outside(personio.url, t("match.position", { id: personio.position_id }))),
    h(
      "div",
      { class: "actions" },
      personio?.changed &&
        Object.keys(personio.changed).length > 0 &&
        button(t("jobs.changes"), () => open("ad", { job: ad.id }), {
          kind: "primary small",
          symbol: "refresh",
          describe: `${t("jobs.changes")}: ${ad.title}`,
        }),
      missing.length > 0 &&
        button(t("jobs.complete"), () => open("ad", { job: ad.id }), {
          kind: "primary small",
          symbol: "list",
          describe: `${t("jobs.complete")}: ${ad.title}`,
        }),
      missing.length === 0 &&
        button(t("jobs.look"), () => open("ad", { job: ad.id }), {
          kind: "small",
          symbol: "list",
          describe: `${t("jobs.look")}: ${ad.title}`,
        }),
      !personio &&
        connected() &&
        button(t("link"), () => open("link", { job: ad.id }), {
          kind: "primary small",
          symbol: "link",
          describe: `${t("link")}: ${ad.title}`,
        }),
    ),
  );
}

function marks(ad) {
  return [
    ad.status === "draft"
      ? chip("warn", "list", t("jobs.draft"))
      : chip("good", "check", t("jobs.complete_ad")),
    ad.personio?.closed && chip("bad", "minus", t("positions.closed")),
    ad.personio?.changed &&
      Object.keys(ad.personio.changed).length > 0 &&
      chip("busy", "refresh", t("positions.changed")),
    !ad.personio && chip("calm", "link", t("jobs.unlinked")),
  ];
}
