// The frame: matched.io on the left, Personio's side on the right, the popups above both.

import { h } from "/frontend/dist/page.js";
import { inOtherWords } from "/console/live.js";
import { icon } from "/console/parts.js";
import { signOut } from "/console/session.js";
import { change, state } from "/console/state.js";
import { setLanguage, t } from "/console/texts.js";
import { activity } from "/console/views/activity.js";
import { importing, jobs } from "/console/views/jobs.js";
import { matches } from "/console/views/matches.js";
import { personio } from "/console/views/personio.js";
import { settings } from "/console/views/settings.js";
import { welcome } from "/console/views/welcome.js";

const VIEWS = { matches, jobs, activity, settings };

export function shell() {
  if (!state.me)
    return [
      h(
        "div",
        { class: "welcome-frame", key: "welcome" },
        h("div", { class: "welcome-top" }, brand(), languages()),
        welcome(),
      ),
      told(),
    ];
  return [
    h("a", { class: "skip", href: "#main", onClick: toMain, key: "skip" }, t("skip")),
    h(
      "div",
      { class: `stage shows-${state.side}${state.system.personio ? "" : " alone"}`, key: "stage" },
      left(),
      state.system.personio && personio(),
      state.system.personio && sides(),
    ),
    told(),
  ];
}

function left() {
  const [place = "matches", sub] = state.route;
  const view = place === "jobs" && sub === "import" ? importing : (VIEWS[place] ?? matches);
  return h(
    "div",
    { class: "app" },
    h(
      "header",
      { class: "top" },
      h("div", { class: "top-line" }, brand(), who(), languages()),
      h(
        "nav",
        { "aria-label": t("nav") },
        Object.keys(VIEWS).map((name) =>
          h(
            "a",
            {
              href: `#/${name}`,
              "aria-current": (VIEWS[place] ? place : "matches") === name ? "page" : null,
            },
            t(`nav.${name}`),
          ),
        ),
      ),
    ),
    h("main", { id: "main", key: `${place}-${sub ?? ""}` }, h("personio-notice", { key: "notice" }), view()),
    h("div", { class: "popups", "personio-popups": "", key: "popups" }),
  );
}

const brand = () =>
  h(
    "div",
    { class: "brand" },
    h(
      "svg",
      { class: "logo", viewBox: "0 0 32 32", "aria-hidden": "true" },
      h("rect", { width: 32, height: 32, rx: 9 }),
      h("circle", { cx: 12.5, cy: 16, r: 6 }),
      h("circle", { cx: 19.5, cy: 16, r: 6 }),
    ),
    h("span", {}, "matched.io"),
  );

const who = () =>
  h(
    "div",
    { class: "who" },
    h(
      "div",
      { class: "who-text" },
      h("strong", {}, state.company?.name ?? ""),
      h("span", {}, `${state.me.name} · ${t(`role.${state.me.role}`)}`),
    ),
    h(
      "button",
      {
        type: "button",
        class: "button quiet round",
        "aria-label": t("sign_out"),
        title: t("sign_out"),
        onClick: signOut,
      },
      icon("exit"),
    ),
  );

function languages() {
  return h(
    "div",
    { class: "languages", role: "group", "aria-label": t("language") },
    ["de", "en"].map((one) =>
      h(
        "button",
        {
          type: "button",
          lang: one,
          "aria-pressed": String(state.language === one),
          "aria-label": { de: "Deutsch", en: "English" }[one],
          onClick: () => choose(one),
        },
        one.toUpperCase(),
      ),
    ),
  );
}

function choose(language) {
  setLanguage(language);
  change();
  if (state.me) inOtherWords();
}

/** On a narrow window one half is shown; these two choose which. */
function sides() {
  const side = (name, label) =>
    h(
      "button",
      { type: "button", "aria-pressed": String(state.side === name), onClick: () => change({ side: name }) },
      label,
    );
  const applicants = state.personio?.applicants.length ?? 0;
  return h(
    "div",
    { class: "sides", role: "group", "aria-label": t("sides") },
    side("matched", "matched.io"),
    side("personio", `Personio (${applicants})`),
  );
}

const told = () =>
  h(
    "div",
    { class: "told", role: "status", "aria-live": "polite", key: "told" },
    state.told && h("p", {}, icon("check"), state.told),
  );

function toMain(event) {
  event.preventDefault();
  document.querySelector("main h1")?.focus();
}
