// Every export with its attempts: filter, look closer, again.

import { exports } from "/console/functions.js";
import { button, empty, loading, problemNote } from "/console/parts.js";
import { h } from "/console/render.js";
import { change, state } from "/console/state.js";
import { moment, t, word } from "/console/texts.js";
import { FINAL, retryHelps, stateChip } from "/console/views/chips.js";
import { nameOf } from "/console/views/match_card.js";

const STATES = [
  "queued",
  "exporting",
  "waiting",
  "needs_action",
  "exported",
  "already_in_personio",
  "cancelled",
];
const local = { filter: "", older: [], next: undefined, busy: null, problem: null, company: null };

export function activity() {
  if (local.company !== state.me.company)
    Object.assign(local, {
      company: state.me.company,
      filter: "",
      older: [],
      next: undefined,
      problem: null,
    });
  const all = {
    ...Object.fromEntries(local.older.map((entry) => [entry.match_id, entry])),
    ...state.exports,
  };
  const known = Object.values(all).filter((entry) => entry.state !== "none");
  const shown = known
    .filter((entry) => !local.filter || entry.state === local.filter)
    .sort((one, other) => other.updated_at.localeCompare(one.updated_at));
  return [
    h(
      "div",
      { class: "view-head" },
      h(
        "div",
        {},
        h("h1", { tabindex: "-1" }, t("nav.activity")),
        h("p", { class: "lead" }, t("activity.lead")),
      ),
    ),
    filters(known),
    problemNote(local.problem),
    !state.matches
      ? loading()
      : shown.length === 0
        ? empty("clock", t("activity.none"), t("activity.none.text"))
        : h(
            "ul",
            { class: "cards tight" },
            shown.map((entry) => h("li", { key: entry.match_id }, row(entry))),
          ),
    local.next !== null &&
      known.length >= 50 &&
      h(
        "div",
        { class: "actions" },
        button(t("activity.more"), more, { symbol: "down", busy: local.busy === "more" }),
      ),
  ];
}

function filters(known) {
  const number = (name) => known.filter((entry) => !name || entry.state === name).length;
  const one = (name, label) =>
    h(
      "button",
      {
        type: "button",
        "aria-pressed": String(local.filter === name),
        onClick: () => {
          local.filter = name;
          change();
        },
      },
      label,
      h("span", { class: "number" }, String(number(name))),
    );
  return h(
    "div",
    { class: "segments wrap", role: "group", "aria-label": t("activity.filter") },
    one("", t("activity.all")),
    STATES.filter((name) => number(name) > 0 || name === local.filter).map((name) =>
      one(name, t(`state.${name}`)),
    ),
  );
}

function row(entry) {
  const match = state.matches.find((one) => one.id === entry.match_id);
  const name = match ? nameOf(match) : entry.match_id;
  const can = retryHelps(entry) || FINAL.includes(entry.state);
  const attempts = entry.attempts ?? [];
  return h(
    "article",
    { class: "card entry", "aria-label": name },
    h("div", { class: "match-head" }, h("h2", {}, name), stateChip(entry)),
    h(
      "p",
      { class: "facts" },
      [state.jobs[entry.job_id]?.title, t(`origin.${entry.origin}`), moment(entry.updated_at)]
        .filter(Boolean)
        .join(" · "),
    ),
    h("p", {}, entry.sentence),
    attempts.length > 0 &&
      h(
        "details",
        {},
        h("summary", {}, t("activity.attempts", { n: attempts.length })),
        table(attempts, name),
      ),
    can &&
      h(
        "div",
        { class: "actions" },
        button(t(entry.can_retry ? "match.retry" : "match.again"), () => again(entry), {
          kind: "small",
          symbol: "refresh",
          busy: local.busy === entry.match_id,
          describe: `${t("match.again")}: ${name}`,
        }),
      ),
  );
}

function table(attempts, name) {
  const head = ["at", "outcome", "status", "document", "seconds", "trace"];
  return h(
    "div",
    {
      class: "table",
      role: "region",
      tabindex: "0",
      "aria-label": `${t("activity.attempts", { n: attempts.length })}: ${name}`,
    },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head.map((one) => h("th", { scope: "col" }, t(`attempt.${one}`))),
        ),
      ),
      h(
        "tbody",
        {},
        attempts.map((attempt) =>
          h(
            "tr",
            {},
            h("td", {}, moment(attempt.at)),
            h(
              "td",
              {},
              word("outcome", attempt.outcome),
              attempt.reasons && h("span", { class: "small" }, attempt.reasons.join(", ")),
            ),
            h("td", {}, attempt.status ?? "–"),
            h("td", {}, word("attachment", attempt.document)),
            h("td", {}, attempt.seconds?.toFixed(2) ?? "–"),
            h("td", { class: "trace" }, attempt.trace_id?.slice(0, 8) ?? "–"),
          ),
        ),
      ),
    ),
  );
}

async function again(entry) {
  await attempt(entry.match_id, async () => {
    const shown = await exports.send(entry.match_id, entry.can_retry ? {} : { again: true });
    change({ exports: { ...state.exports, [entry.match_id]: shown } });
  });
}

async function more() {
  await attempt("more", async () => {
    const cursor = local.next ?? (await exports.list()).next;
    if (!cursor) return void (local.next = null);
    const page = await exports.list({ cursor });
    local.older.push(...page.exports);
    local.next = page.next;
  });
}

async function attempt(busy, action) {
  Object.assign(local, { busy, problem: null });
  change();
  try {
    await action();
  } catch (problem) {
    local.problem = problem;
  } finally {
    local.busy = null;
    change();
  }
}
