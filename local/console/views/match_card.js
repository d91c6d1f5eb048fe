// One match: who, for which job ad, and what became of it in Personio.

import { open } from "/console/dialog.js";
import { setStatus } from "/console/firestore.js";
import { exports } from "/console/functions.js";
import { icon } from "/console/icons.js";
import { soon } from "/console/live.js";
import { button, chip, outside, problemNote, tell } from "/console/parts.js";
import { h } from "/console/render.js";
import { change, connected, state } from "/console/state.js";
import { moment, t, word } from "/console/texts.js";
import { FINAL, retryHelps, stateChip } from "/console/views/chips.js";
import { initials } from "/console/views/welcome.js";

const working = new Map(); // match → what is under way for it
const problems = new Map(); // match → why the last click did not work

export const nameOf = (match) => {
  const developer = state.developers[match.developer_id];
  return developer ? `${developer.first_name ?? ""} ${developer.last_name ?? ""}`.trim() : match.developer_id;
};

export function matchCard(match) {
  const developer = state.developers[match.developer_id] ?? {};
  const job = state.jobs[match.job_id];
  const entry = state.exports[match.id];
  const successful = match.status === "successful";
  const title = `match-${match.id}`;
  return h(
    "article",
    { class: "card match", "aria-labelledby": title },
    h("span", { class: "avatar", "aria-hidden": "true" }, initials(nameOf(match))),
    h(
      "div",
      { class: "match-main" },
      h(
        "div",
        { class: "match-head" },
        h("h2", { id: title }, nameOf(match)),
        successful && connected() && stateChip(entry),
        !successful && chip("calm", "minus", t("match.open")),
      ),
      h(
        "p",
        { class: "facts" },
        fact("bag", job?.title ?? t("match.job_unknown")),
        developer.location && fact("pin", developer.location),
      ),
      developer.skills?.length > 0 &&
        h(
          "ul",
          { class: "tags", "aria-label": t("match.skills") },
          developer.skills.slice(0, 6).map((skill) => h("li", {}, skill)),
        ),
      successful && connected() && outcome(match, entry),
      problemNote(problems.get(match.id)),
      h("div", { class: "actions" }, successful ? after(match, entry, job) : before(match)),
    ),
  );
}

const fact = (symbol, text) => h("span", { class: "fact" }, icon(symbol), text);

/** What happened, why, when and by whom. */
function outcome(match, entry) {
  const known = entry && entry.state !== "none";
  const older = !known && state.connection.connected_at > (match.successful_at ?? match.written);
  const sentence = known ? entry.sentence : t(older ? "match.older" : "match.coming");
  const job = state.jobs[match.job_id];
  const url = job?.personio?.url;
  return h(
    "div",
    { class: "outcome", "aria-live": "polite" },
    h("p", {}, sentence),
    entry?.hint && h("p", { class: "hint" }, entry.hint),
    entry?.fields?.length > 0 &&
      h(
        "p",
        { class: "hint" },
        t("match.fields", { fields: entry.fields.map((name) => word("detail", name)).join(", ") }),
      ),
    known &&
      h(
        "p",
        { class: "small" },
        h(
          "span",
          {},
          t("match.when", { when: moment(entry.exported_at ?? entry.updated_at), who: who(entry) }),
        ),
        entry.who && h("span", {}, t("match.turn", { who: word("turn", entry.who) })),
        due(entry) && h("span", {}, t("match.next", { when: moment(entry.due_at) })),
        entry.taken_back_at && h("span", {}, t("match.taken_back")),
      ),
    url &&
      h(
        "p",
        { class: "small" },
        outside(url, t("match.position", { id: entry?.position_id ?? job.personio.position_id })),
      ),
  );
}

const due = (entry) =>
  entry.due_at &&
  ["queued", "waiting"].includes(entry.state) &&
  new Date(entry.due_at) > new Date(Date.now() + 2000);

function who(entry) {
  if (!entry.by) return t("automatic");
  return state.system.people.find((person) => person.uid === entry.by)?.name ?? t("somebody");
}

function before(match) {
  return [
    button(
      t("match.succeed"),
      () =>
        work(match, "status", async () => {
          await setStatus(match.id, "successful");
          tell(t("match.succeeded", { name: nameOf(match) }));
          change({ segment: "successful" });
        }),
      {
        kind: "primary small",
        symbol: "check",
        busy: working.get(match.id) === "status",
        describe: `${t("match.succeed")}: ${nameOf(match)}`,
      },
    ),
  ];
}

function after(match, entry, job) {
  const of = (label) => `${label}: ${nameOf(match)}`;
  const busy = (what) => working.get(match.id) === what;
  const known = entry && entry.state !== "none";
  const final = FINAL.includes(entry?.state);
  const can = connected() && (!known || retryHelps(entry));
  const unlinked = connected() && job && !job.personio;
  return [
    unlinked &&
      button(t("link"), () => open("link", { job: job.id }), {
        kind: "primary small",
        symbol: "link",
        describe: `${t("link")}: ${job.title}`,
      }),
    can &&
      button(
        t(known ? "match.retry" : "match.export"),
        () => work(match, "send", () => exports.send(match.id)),
        {
          kind: `${unlinked || entry?.who === "developer" ? "plain" : "primary"} small`,
          symbol: "send",
          busy: busy("send"),
          describe: of(t(known ? "match.retry" : "match.export")),
        },
      ),
    connected() &&
      button(t("preview"), () => open("preview", { match: match.id }), {
        kind: "small",
        symbol: "list",
        describe: of(t("preview")),
      }),
    final &&
      connected() &&
      button(t("match.again"), () => work(match, "again", () => exports.send(match.id, { again: true })), {
        kind: "quiet small",
        symbol: "refresh",
        busy: busy("again"),
        describe: of(t("match.again")),
      }),
    known &&
      ["queued", "waiting", "needs_action"].includes(entry.state) &&
      button(t("match.cancel"), () => work(match, "cancel", () => exports.cancel(match.id)), {
        kind: "quiet small",
        symbol: "close",
        busy: busy("cancel"),
        describe: of(t("match.cancel")),
      }),
    button(t("match.take_back"), () => work(match, "status", () => setStatus(match.id, "open")), {
      kind: "quiet small",
      symbol: "back",
      busy: busy("status"),
      describe: of(t("match.take_back")),
    }),
  ];
}

/** Do something for a match; what it answers is its new entry, why it fails is shown on the card. */
async function work(match, what, action) {
  working.set(match.id, what);
  problems.delete(match.id);
  change();
  try {
    const entry = await action();
    if (entry?.state) change({ exports: { ...state.exports, [match.id]: entry } });
  } catch (problem) {
    problems.set(
      match.id,
      problem.title ? problem : { title: t("trouble.title"), detail: t("trouble.text") },
    );
  } finally {
    working.delete(match.id);
    change();
    soon();
  }
}
