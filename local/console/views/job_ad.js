// A job ad: what Personio gave, what is still missing, and what changed there since.

import { close, popup, turn } from "/console/dialog.js";
import { positions as functions } from "/console/functions.js";
import { icon } from "/console/icons.js";
import { soon } from "/console/live.js";
import { button, loading, note, problemNote, tell } from "/console/parts.js";
import { h } from "/console/render.js";
import { connected, state } from "/console/state.js";
import { count, languageName, t, word } from "/console/texts.js";

const LISTS = ["skills", "locations"];

/** "+ Jobanzeige": import, if there is something to import from. */
export function newAdPopup() {
  const can = connected();
  return popup(
    t("jobs.new"),
    {},
    h(
      "button",
      {
        type: "button",
        class: "choice",
        autofocus: true,
        onClick: () => {
          close();
          location.hash = "#/jobs/import";
        },
      },
      icon("bag"),
      h(
        "span",
        {},
        h("strong", {}, t("import.action")),
        h("span", {}, t(can ? "import.choice" : "import.choice.not_connected")),
      ),
      icon("arrow"),
    ),
    h("p", { class: "small" }, t("jobs.new.by_hand")),
  );
}

export function adPopup(dialog) {
  const ad = dialog.ad ?? state.jobs[dialog.job];
  if (!ad) return popup(t("nav.jobs"), {}, loading());
  dialog.values ??= {};
  const changed = Object.keys(ad.personio?.changed ?? {});
  return popup(
    ad.title,
    { wide: true },
    dialog.fresh &&
      note(
        "good",
        t("ad.imported"),
        ad.missing.length ? count("ad.missing", ad.missing.length) : t("ad.complete"),
      ),
    changed.length > 0 && changes(dialog, ad, changed),
    ad.missing.length > 0 && form(dialog, ad),
    h(
      "details",
      { class: "ad-text", open: ad.missing.length === 0 || null },
      h("summary", {}, t("ad.text")),
      facts(ad),
      h("div", { class: "description" }, ad.description_text),
    ),
    ad.missing.length === 0 &&
      h("div", { class: "popup-foot" }, button(t("done"), close, { kind: "primary" })),
  );
}

function facts(ad) {
  const rows = [
    ["locations", ad.locations?.join(", ")],
    ["employment_type", ad.employment_type && word("employment_type", ad.employment_type)],
    ["working_time", ad.working_time && word("working_time", ad.working_time)],
    ["seniority", ad.seniority && word("seniority", ad.seniority)],
    ["skills", ad.skills?.join(", ")],
    ["salary", salaryOf(ad.salary)],
    ["language", ad.language && languageName(ad.language)],
  ];
  return h(
    "dl",
    { class: "document" },
    rows
      .filter(([, value]) => value)
      .map(([name, value]) => h("div", {}, h("dt", {}, t(`detail.${name}`)), h("dd", {}, value))),
  );
}

const salaryOf = (salary) =>
  salary && [[salary.min, salary.max].filter(Boolean).join(" – "), salary.currency].filter(Boolean).join(" ");

function form(dialog, ad) {
  return h(
    "form",
    {
      novalidate: true,
      onSubmit: (event) => {
        event.preventDefault();
        complete(dialog, ad);
      },
    },
    h("h3", {}, t("ad.missing.title")),
    ad.missing.map((part) =>
      h(
        "div",
        { class: "field", key: part.field },
        h("label", { for: `ad-${part.field}` }, t(`detail.${part.field}`)),
        control(dialog, part),
        h("p", { class: "help", id: `ad-${part.field}-help` }, hint(part)),
      ),
    ),
    problemNote(dialog.problem),
    h(
      "div",
      { class: "popup-foot" },
      button(t("ad.later"), close),
      button(t(dialog.fresh ? "ad.create" : "save"), null, {
        kind: "primary",
        symbol: "check",
        type: "submit",
        busy: dialog.busy,
      }),
    ),
  );
}

function control(dialog, { field, allowed = [], suggestion }) {
  const shared = {
    id: `ad-${field}`,
    "aria-describedby": `ad-${field}-help`,
    onInput: (event) => {
      dialog.values[field] = event.target.value;
    },
  };
  if (suggestion && dialog.values[field] === undefined) dialog.values[field] = suggestion;
  if (allowed.length > 0) {
    return h(
      "select",
      { ...shared, value: dialog.values[field] ?? "" },
      h("option", { value: "" }, t("ad.choose")),
      allowed.map((value) =>
        h("option", { value }, field === "language" ? languageName(value) : word(field, value)),
      ),
    );
  }
  if (field === "description")
    return h("textarea", { ...shared, rows: 5, initial: dialog.values[field] ?? "" });
  return h("input", { ...shared, type: "text", initial: dialog.values[field] ?? "" });
}

function hint({ field, why, suggestion }) {
  const parts = [
    word("why", why),
    suggestion && t("ad.suggested"),
    LISTS.includes(field) && t("ad.commas"),
    field === "salary" && t("ad.salary"),
  ];
  return parts.filter(Boolean).join(" ");
}

async function complete(dialog, ad) {
  const given = Object.entries(dialog.values).filter(([, value]) => String(value).trim());
  await attempt(dialog, async () => {
    const done = await functions.complete(
      ad.job_id ?? ad.id,
      Object.fromEntries(given.map(([name, value]) => [name, typed(name, value)])),
    );
    if (done.missing.length === 0) {
      tell(t("ad.created", { title: done.title }));
      close();
    } else {
      turn(dialog, { ad: done, values: {}, fresh: false });
      tell(count("ad.missing", done.missing.length));
    }
  });
}

function typed(name, value) {
  if (LISTS.includes(name))
    return value
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean);
  if (name !== "salary") return value.trim();
  const [min, max] = value.replace(/\./g, "").match(/\d+/g) ?? [];
  return { min: min ?? null, max: max ?? null, currency: "EUR", period: "yearly" };
}

/** What changed in Personio: taken over or left, field by field. */
function changes(dialog, ad, changed) {
  dialog.taken ??= new Set(changed);
  return h(
    "section",
    { class: "changes", "aria-labelledby": "changes-title" },
    h("h3", { id: "changes-title" }, t("ad.changed")),
    h("p", {}, t("ad.changed.text")),
    changed.map((name) =>
      h(
        "label",
        { class: "check", key: name },
        h("input", {
          type: "checkbox",
          checked: dialog.taken.has(name),
          onChange: (event) => dialog.taken[event.target.checked ? "add" : "delete"](name),
        }),
        h("span", { class: "change" }, h("strong", {}, word("detail", name)), difference(ad, name)),
      ),
    ),
    h(
      "div",
      { class: "actions" },
      button(t("ad.changed.answer"), () => answer(dialog, ad, changed), {
        kind: "primary small",
        symbol: "check",
        busy: dialog.busy,
      }),
    ),
  );
}

/** What the ad says and what Personio says by now, where both are short enough to stand side by side. */
function difference(ad, name) {
  const [from, to] = [said(name, ad[name]), said(name, ad.personio.changed[name].to)];
  if (name === "description" || Math.max(from.length, to.length) > 90)
    return h("span", {}, t("ad.changed.long"));
  return h(
    "span",
    {},
    h("del", {}, from || "–"),
    h("span", { class: "unseen" }, t("ad.changed.becomes")),
    icon("arrow"),
    h("ins", {}, to || "–"),
  );
}

function said(name, value) {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.join(", ");
  if (name === "salary") return salaryOf(value);
  return typeof value === "object"
    ? Object.values(value)
        .filter((part) => part !== null)
        .join(" – ")
    : word(name, value);
}

async function answer(dialog, ad, changed) {
  await attempt(dialog, async () => {
    const take_over = changed.filter((name) => dialog.taken.has(name));
    await functions.answer(ad.id, { take_over, ignore: changed.filter((name) => !dialog.taken.has(name)) });
    tell(t("saved"));
    close();
  });
}

async function attempt(dialog, action) {
  turn(dialog, { busy: true, problem: null });
  try {
    await action();
  } catch (problem) {
    turn(dialog, {
      problem: problem.title ? problem : { title: t("trouble.title"), detail: t("trouble.text") },
    });
  } finally {
    turn(dialog, { busy: false });
    soon({ all: true });
  }
}
