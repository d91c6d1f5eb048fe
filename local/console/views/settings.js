// Einstellungen → Apps und Integrationen → Personio: add, or what is connected and how it is.

import { open } from "/console/dialog.js";
import { connection as functions } from "/console/functions.js";
import { soon } from "/console/live.js";
import { button, chip, loading, note, outside, problemNote, tell } from "/console/parts.js";
import { h } from "/console/render.js";
import { admin, change, connected, state } from "/console/state.js";
import { day, languageName, moment, t } from "/console/texts.js";

const LANGUAGES = ["de", "en", "fr", "es", "nl", "it", "pt"];
const TONES = {
  connected: ["good", "check"],
  needs_reconnect: ["warn", "key"],
  feature_off: ["warn", "alert"],
  disconnected: ["calm", "minus"],
  none: ["calm", "minus"],
};
const local = { busy: null, problem: null, good: null };

export function settings() {
  const shown = state.connection;
  return [
    h(
      "div",
      { class: "view-head" },
      h(
        "div",
        {},
        h("p", { class: "path" }, t("nav.settings")),
        h("h1", { tabindex: "-1" }, t("settings.apps")),
        h("p", { class: "lead" }, t("settings.lead")),
      ),
    ),
    !shown
      ? loading()
      : h(
          "section",
          { class: "card integration", "aria-labelledby": "personio-title" },
          h(
            "div",
            { class: "integration-head" },
            h("span", { class: "app-logo", "aria-hidden": "true" }, "P"),
            h(
              "div",
              { class: "integration-title" },
              h("h2", { id: "personio-title" }, "Personio"),
              h("p", {}, t("settings.personio")),
            ),
            chip(...TONES[shown.state], t(`connection.${shown.state}`)),
          ),
          connected() ? details(shown) : add(shown),
        ),
  ];
}

function add(shown) {
  return h(
    "div",
    { class: "integration-body" },
    shown.state === "disconnected" && h("p", {}, t("settings.was_connected")),
    h(
      "ul",
      { class: "benefits" },
      ["import", "export", "safe"].map((one) => h("li", {}, t(`settings.benefit.${one}`))),
    ),
    admin()
      ? button(t("add"), () => open("connect", { step: 1 }), { kind: "primary", symbol: "plus" })
      : note("info", t("admin_only"), t("settings.admin_only")),
  );
}

function details(shown) {
  return h(
    "div",
    { class: "integration-body" },
    shown.feed?.problem && note("warn", shown.feed.sentence, shown.feed.hint),
    shown.state !== "connected" && note("warn", shown.sentence, t(`connection.${shown.state}.next`)),
    h(
      "dl",
      { class: "facts-list" },
      line("connection.page", outside(shown.careers_url, shown.careers_url.replace("https://", ""))),
      line("connection.company_id", shown.personio_company_id),
      line("connection.token", shown.token_tail ? `•••• •••• ${shown.token_tail}` : "••••••••"),
      line(
        "connection.channel",
        shown.channel_id
          ? `${shown.channel_id}${shown.channel_refused ? ` · ${t("connection.channel_refused")}` : ""}`
          : t("connection.no_channel"),
      ),
      line(
        "connection.last_success",
        shown.last_success_at ? moment(shown.last_success_at) : t("connection.no_success"),
      ),
      line(
        "connection.since",
        t("connection.since_by", { day: day(shown.connected_at), who: nameOf(shown.connected_by) }),
      ),
    ),
    local.good && note("good", local.good),
    problemNote(local.problem),
    admin() ? controls(shown) : note("info", t("admin_only"), t("settings.admin_only")),
  );
}

const line = (key, value) => h("div", {}, h("dt", {}, t(key)), h("dd", {}, value));

const nameOf = (uid) => state.system.people.find((person) => person.uid === uid)?.name ?? uid;

function controls(shown) {
  return [
    h(
      "div",
      { class: "settle" },
      h("label", { for: "connection-language" }, t("connection.language")),
      h(
        "select",
        {
          id: "connection-language",
          value: shown.language,
          onChange: (event) =>
            run("language", () => functions.settle({ language: event.target.value }), t("saved")),
        },
        LANGUAGES.map((code) => h("option", { value: code }, languageName(code))),
      ),
      h(
        "label",
        { class: "check" },
        h("input", {
          type: "checkbox",
          checked: shown.paused,
          onChange: (event) =>
            run("pause", () => functions.settle({ paused: event.target.checked }), t("saved")),
        }),
        h("span", {}, t("connection.pause")),
      ),
    ),
    h(
      "div",
      { class: "actions" },
      button(t("connection.test"), () => run("test", functions.test, t("connection.test.good")), {
        symbol: "bolt",
        busy: local.busy === "test",
      }),
      button(t("connection.replace"), () => open("connect", { step: 3, replacing: true }), {
        symbol: "key",
        kind: shown.state === "needs_reconnect" ? "primary" : "plain",
      }),
      button(t("connection.disconnect"), () => open("disconnect"), { kind: "danger", symbol: "close" }),
    ),
  ];
}

async function run(what, action, said) {
  Object.assign(local, { busy: what, problem: null, good: null });
  change();
  try {
    change({ connection: await action() });
    if (what === "test") local.good = said;
    else tell(said);
  } catch (problem) {
    local.problem = problem;
  } finally {
    local.busy = null;
    change();
    soon({ all: true });
  }
}

addEventListener("hashchange", () => Object.assign(local, { problem: null, good: null }));
