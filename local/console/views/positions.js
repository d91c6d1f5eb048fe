// Job importieren: the published positions, live; search, language, marks.

import { open } from "/console/dialog.js";
import { positions as functions } from "/console/functions.js";
import { icon } from "/console/icons.js";
import { soon } from "/console/live.js";
import { button, chip, empty, loading, note, problemNote } from "/console/parts.js";
import { h } from "/console/render.js";
import { admin, change, connected, state } from "/console/state.js";
import { count, languageName, moment, t, word } from "/console/texts.js";

const LANGUAGES = ["de", "en", "fr", "es", "nl", "it", "pt"];
const local = {
  company: null,
  list: null,
  problem: null,
  busy: false,
  q: "",
  language: null,
  importing: null,
  asked: 0,
};

export function positions() {
  if (state.connection && !connected()) return [head(), away()];
  if (!state.connection) return [head(), loading()];
  if (local.company !== state.me.company)
    Object.assign(local, { company: state.me.company, list: null, problem: null, language: null, q: "" });
  local.language ??= state.connection.language;
  if (!local.list && !local.problem && !local.busy) queueMicrotask(fetchList);
  const again = button(t("reload"), fetchList, { kind: "small", symbol: "refresh" });
  return [
    head(),
    controls(),
    problemNote(local.problem, again),
    local.list ? found() : !local.problem && loading(),
  ];
}

const head = () =>
  h(
    "div",
    { class: "view-head" },
    h(
      "div",
      {},
      h("p", { class: "path" }, h("a", { href: "#/jobs" }, t("nav.jobs"))),
      h("h1", { tabindex: "-1" }, t("import.action")),
      h("p", { class: "lead" }, t("import.lead")),
    ),
  );

const away = () =>
  note(
    "info",
    t("matches.not_connected"),
    t(admin() ? "import.not_connected.admin" : "import.not_connected.recruiter"),
    admin() &&
      button(
        t("connect.lead"),
        () => {
          location.hash = "#/settings";
        },
        { kind: "primary small", symbol: "arrow" },
      ),
  );

function controls() {
  let waiting = null;
  return h(
    "form",
    { class: "controls", role: "search", onSubmit: (event) => event.preventDefault() },
    h(
      "div",
      { class: "search" },
      icon("search"),
      h("input", {
        type: "search",
        id: "q",
        "aria-label": t("import.search"),
        placeholder: t("import.search"),
        initial: local.q,
        onInput: (event) => {
          local.q = event.target.value;
          clearTimeout(waiting);
          waiting = setTimeout(fetchList, 200);
        },
      }),
    ),
    h(
      "label",
      { class: "inline" },
      h("span", {}, t("import.language")),
      h(
        "select",
        {
          value: local.language,
          onChange: (event) => {
            local.language = event.target.value;
            fetchList();
          },
        },
        LANGUAGES.map((code) => h("option", { value: code }, languageName(code))),
      ),
    ),
    button(t("reload"), fetchList, { kind: "quiet", symbol: "refresh", busy: local.busy }),
  );
}

async function fetchList() {
  const mine = (local.asked += 1);
  Object.assign(local, { busy: true, problem: null });
  change();
  try {
    const list = await functions.list(local.language, local.q);
    if (mine === local.asked) local.list = list;
  } catch (problem) {
    if (mine === local.asked) Object.assign(local, { problem, list: problem.last?.list ?? null });
  } finally {
    if (mine === local.asked) local.busy = false;
    change();
  }
}

function found() {
  const { positions: all, closed, fetched_at } = local.list;
  return [
    h(
      "p",
      { class: "small", role: "status" },
      `${count("import.found", all.length)} · ${t("import.fetched", { when: moment(fetched_at) })}`,
    ),
    closed.length > 0 &&
      note("warn", count("import.closed", closed.length), closed.map((ad) => ad.title).join(" · ")),
    all.length === 0
      ? empty("search", t("import.none"), local.list.hint)
      : h(
          "ul",
          { class: "cards" },
          all.map((position) => h("li", { key: String(position.position_id) }, card(position))),
        ),
    all.length > 0 && h("p", { class: "small" }, local.list.hint),
  ];
}

function card(position) {
  const title = `position-${position.position_id}`;
  const written = position.languages.includes(local.language);
  const { imported, suggested: [suggested] = [] } = position;
  return h(
    "article",
    { class: "card position", "aria-labelledby": title },
    h(
      "div",
      { class: "position-main" },
      h(
        "div",
        { class: "match-head" },
        h("h2", { id: title }, position.title),
        h(
          "div",
          { class: "chips" },
          imported && chip("good", "check", t("positions.imported")),
          position.changed && chip("busy", "refresh", t("positions.changed")),
          position.closed && chip("bad", "minus", t("positions.closed")),
        ),
      ),
      h(
        "p",
        { class: "facts" },
        [
          position.offices.join(", "),
          position.department,
          position.employment_type && word("employment_type", position.employment_type),
          position.schedule && word("working_time", position.schedule),
        ]
          .filter(Boolean)
          .join(" · "),
      ),
      h(
        "p",
        { class: "small" },
        position.languages.length
          ? t("positions.languages", { languages: position.languages.map(languageName).join(", ") })
          : t("positions.no_text"),
      ),
      !written &&
        position.languages.length > 0 &&
        h(
          "p",
          { class: "small" },
          t("positions.other_language", {
            language: languageName(local.language),
            instead: languageName(position.languages[0]),
          }),
        ),
      suggested && h("p", { class: "hint" }, t("positions.suggested", { title: suggested.title })),
    ),
    h(
      "div",
      { class: "actions" },
      imported &&
        button(t(position.changed ? "jobs.changes" : "import.open"), () => open("ad", { job: imported }), {
          kind: "small",
          symbol: "list",
          describe: `${t("import.open")}: ${position.title}`,
        }),
      suggested &&
        button(
          t("link"),
          () => open("link", { job: suggested.job_id, position: String(position.position_id) }),
          { kind: "primary small", symbol: "link", describe: `${t("link")}: ${position.title}` },
        ),
      !imported &&
        button(t("import.pick"), () => take(position), {
          kind: `${suggested ? "" : "primary"} small`,
          symbol: "plus",
          busy: local.importing === position.position_id,
          describe: `${t("import.pick")}: ${position.title}`,
        }),
    ),
  );
}

/** The position becomes a draft; then what is missing is asked for. */
async function take(position) {
  Object.assign(local, { importing: position.position_id, problem: null });
  change();
  try {
    const language = position.languages.includes(local.language) ? local.language : undefined;
    const ad = await functions.import({ position_id: position.position_id, language });
    local.importing = null;
    open("ad", { job: ad.job_id, ad, fresh: true });
    fetchList();
    soon({ all: true });
  } catch (problem) {
    local.problem = problem;
  } finally {
    local.importing = null;
    change();
  }
}
