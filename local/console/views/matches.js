// Matches: the open ones, and those that are successful and go to Personio; search and filters.

import { h } from "/frontend/dist/page.js";
import { button, empty, icon, loading, note } from "/console/parts.js";
import { nameOf } from "/console/people.js";
import { change, state } from "/console/state.js";
import { t, word } from "/console/texts.js";
import { matchCard } from "/console/views/match_card.js";

const FEW = 8; // matches that need neither search nor filter

export function matches() {
  const { books, matches: all } = state;
  const known = all && books.connection;
  const successful = (all ?? []).filter((match) => match.status === "successful");
  return [
    head(successful),
    known && !books.connected && notConnected(),
    ...(known ? list(all, successful) : [loading(5)]),
  ];
}

function list(all, successful) {
  const others = all.filter((match) => match.status !== "successful");
  const segment = state.segment === "successful" ? successful : others;
  const shown = segment.filter(fits);
  return [
    h(
      "div",
      { class: "segments", role: "group", "aria-label": t("matches.segments"), key: "segments" },
      choice("open", t("matches.open"), others.length),
      choice("successful", t("matches.successful"), successful.length),
    ),
    segment.length > FEW && filters(segment),
    segment.length === 0
      ? empty("people", t(`matches.none.${state.segment}`), t(`matches.none.${state.segment}.text`))
      : shown.length === 0
        ? empty("search", t("matches.none.found"), t("matches.none.found.text"))
        : h(
            "ul",
            { class: "cards", key: "matches" },
            shown.map((match) => h("li", { key: match.id }, matchCard(match))),
          ),
  ];
}

function fits(match) {
  const { text, job, state: wanted } = state.wanted;
  if (text && !nameOf(match).toLowerCase().includes(text.trim().toLowerCase())) return false;
  if (job && match.job_id !== job) return false;
  return !wanted || state.segment === "open" || stateOf(match) === wanted;
}

const stateOf = (match) => state.books.exports.get(match.id)?.state ?? "none";

function filters(segment) {
  const jobs = [...new Set(segment.map((match) => match.job_id))].filter((id) => state.jobs[id]);
  const states = [...new Set(segment.map(stateOf))];
  return h(
    "form",
    { class: "controls", role: "search", key: "filters", onSubmit: (event) => event.preventDefault() },
    h(
      "div",
      { class: "search" },
      icon("search"),
      h("input", {
        type: "search",
        "aria-label": t("matches.search"),
        placeholder: t("matches.search"),
        value: state.wanted.text,
        onInput: (event) => want({ text: event.target.value }),
      }),
    ),
    select(
      "job",
      t("matches.job"),
      jobs.map((id) => [id, state.jobs[id].title]),
    ),
    state.segment === "successful" &&
      select(
        "state",
        t("matches.state"),
        states.map((one) => [one, word("state", one)]),
      ),
  );
}

const select = (name, label, options) =>
  h(
    "label",
    { class: "inline", key: name },
    h("span", {}, label),
    h(
      "select",
      { onChange: (event) => want({ [name]: event.target.value }) },
      [["", t("matches.every")], ...options].map(([value, text]) =>
        h("option", { key: value, value, selected: state.wanted[name] === value }, text),
      ),
    ),
  );

const want = (part) => change({ wanted: { ...state.wanted, ...part } });

const notConnected = () =>
  note(
    "info",
    t("matches.not_connected"),
    state.books.setup.admin
      ? t("matches.not_connected.admin")
      : t("matches.not_connected.recruiter", { names: state.books.setup.admins.join(", ") }),
    state.books.setup.admin &&
      button(
        t("export.connect"),
        () => {
          location.hash = "#/settings";
        },
        { kind: "primary small", symbol: "arrow" },
      ),
  );

const head = (successful) =>
  h(
    "div",
    { class: "view-head", key: "head" },
    h(
      "div",
      {},
      h("h1", { tabindex: -1, "data-rest": true }, t("nav.matches")),
      h("p", { class: "lead" }, t("matches.lead")),
    ),
    successful.length > 0 && h("personio-export-all", { successful: successful.map(({ id }) => id) }),
  );

const choice = (name, label, number) =>
  h(
    "button",
    {
      type: "button",
      key: name,
      "aria-pressed": String(state.segment === name),
      onClick: () => change({ segment: name, wanted: { text: "", job: "", state: "" } }),
    },
    label,
    h("span", { class: "number" }, String(number)),
  );
