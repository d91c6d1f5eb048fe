// Hinzufügen: careers page → is this you? → credentials → done.

import { close, popup, turn } from "/console/dialog.js";
import { connection } from "/console/functions.js";
import { icon } from "/console/icons.js";
import { soon } from "/console/live.js";
import { button, copier, field, outside, problemNote } from "/console/parts.js";
import { h } from "/console/render.js";
import { change, state } from "/console/state.js";
import { count, languageName, t } from "/console/texts.js";

const STEPS = [1, 2, 3];
const FIELDS = { 1: ["url"], 2: [], 3: ["personio_company_id", "access_token", "channel_id"] };
const ABOUT_THE_PAGE = [
  "careers_url_invalid",
  "careers_url_not_personio",
  "board_not_found",
  "feed_switched_off",
  "left_personio",
  "feed_unreadable",
];

export function connectPopup(dialog) {
  dialog.typed ??= {
    url: state.connection?.careers_url ?? "",
    company_id: state.connection?.personio_company_id ?? "",
    channel: String(state.connection?.channel_id ?? ""),
  };
  const title = t(dialog.replacing ? "connection.replace" : "connect.title");
  if (dialog.step === 4) return popup(title, {}, done(dialog));
  return popup(
    title,
    {},
    !dialog.replacing && steps(dialog.step),
    [pageStep, companyStep, credentialsStep][dialog.step - 1](dialog),
  );
}

const steps = (now) =>
  h(
    "ol",
    { class: "steps", "aria-label": t("connect.steps") },
    STEPS.map((step) =>
      h(
        "li",
        {
          class: step < now ? "past" : step === now ? "now" : "",
          "aria-current": step === now ? "step" : null,
        },
        h("span", { class: "step-number", "aria-hidden": "true" }, step < now ? icon("check") : String(step)),
        h("span", {}, t(`connect.step.${step}`)),
      ),
    ),
  );

function pageStep(dialog) {
  return h(
    "form",
    { key: "page", novalidate: true, onSubmit: (event) => sent(event, () => resolve(dialog)) },
    h("p", {}, t("connect.page.text")),
    field(
      "url",
      t("connect.page.label"),
      text(dialog, "url", { placeholder: "acme.jobs.personio.de", inputmode: "url", autofocus: true }),
      { help: t("connect.page.help"), problem: dialog.problem },
    ),
    problem(dialog),
    foot(
      button(t("cancel"), close),
      button(t("next"), null, { kind: "primary", symbol: "arrow", type: "submit", busy: dialog.busy }),
    ),
  );
}

async function resolve(dialog) {
  await attempt(dialog, async () => {
    dialog.board = await connection.resolve(dialog.typed.url);
    to(dialog, 2);
  });
}

function companyStep(dialog) {
  const { board } = dialog;
  return h(
    "div",
    { key: "company" },
    h("h3", { tabindex: "-1", class: "question" }, t("connect.company.title")),
    h(
      "div",
      { class: "board" },
      h(
        "p",
        { class: "board-address" },
        outside(board.careers_url, board.careers_url.replace("https://", "")),
      ),
      h(
        "p",
        {},
        h("strong", {}, count("connect.company.positions", board.positions)),
        board.languages.length > 0 && ` · ${board.languages.map(languageName).join(", ")}`,
      ),
      h(
        "ul",
        {},
        board.titles.map((title) => h("li", {}, title)),
      ),
      board.subcompanies.length > 0 && h("p", { class: "small" }, board.subcompanies.join(" · ")),
    ),
    foot(
      button(t("connect.company.no"), () => to(dialog, 1), { symbol: "back" }),
      button(t("connect.company.yes"), () => to(dialog, 3), { kind: "primary", symbol: "check" }),
    ),
  );
}

function credentialsStep(dialog) {
  const address =
    dialog.board?.credentials_url ??
    `https://${state.connection?.slug}.app.personio.com/configuration/marketplace/connected`;
  return h(
    "form",
    {
      key: "credentials",
      novalidate: true,
      autocomplete: "off",
      onSubmit: (event) => sent(event, () => connect(dialog)),
    },
    h("p", {}, t("connect.credentials.text"), " ", outside(address, t("connect.credentials.link"))),
    h("p", { class: "help" }, t("connect.credentials.where")),
    colleague(address),
    field(
      "personio_company_id",
      t("connection.company_id"),
      text(dialog, "company_id", { inputmode: "numeric", autofocus: true, autocomplete: "off" }),
      { problem: dialog.problem },
    ),
    field(
      "access_token",
      t("connect.token"),
      text(dialog, "token", { type: "password", autocomplete: "off" }),
      { help: t("connect.token.help"), problem: dialog.problem },
    ),
    field(
      "channel_id",
      t("connect.channel"),
      text(dialog, "channel", { inputmode: "numeric", autocomplete: "off" }),
      { help: t("connect.channel.help"), problem: dialog.problem },
    ),
    problem(dialog),
    foot(
      dialog.replacing
        ? button(t("cancel"), close)
        : button(t("back"), () => to(dialog, 2), { symbol: "back" }),
      button(t("connect.check"), null, {
        kind: "primary",
        symbol: "check",
        type: "submit",
        busy: dialog.busy,
      }),
    ),
  );
}

/** For whoever connects and may not see Personio's page: a text for the colleague who may. */
function colleague(address) {
  const message = t("connect.colleague.message", { address, name: state.me.name });
  return h(
    "details",
    { class: "colleague" },
    h("summary", {}, t("connect.colleague")),
    h("textarea", { readonly: true, rows: 8, "aria-label": t("connect.colleague.label"), value: message }),
    h(
      "div",
      { class: "actions" },
      copier(message, t("copy")),
      h(
        "a",
        {
          class: "button quiet small",
          href: `mailto:?subject=${encodeURIComponent(t("connect.colleague.subject"))}&body=${encodeURIComponent(message)}`,
        },
        icon("send"),
        h("span", {}, t("connect.colleague.mail")),
      ),
    ),
  );
}

async function connect(dialog) {
  const { url, company_id, token, channel } = dialog.typed;
  await attempt(dialog, async () => {
    const shown = await connection.connect({
      url: dialog.board?.careers_url ?? url,
      personio_company_id: company_id,
      access_token: token ?? "",
      channel_id: channel?.trim() || null,
    });
    dialog.typed.token = "";
    change({ connection: shown });
    to(dialog, 4);
    soon({ all: true });
  });
}

function done(dialog) {
  return h(
    "div",
    { class: "done", key: "done" },
    h("span", { class: "done-symbol" }, icon("check")),
    h(
      "h3",
      { tabindex: "-1", class: "question" },
      t(dialog.replacing ? "connect.replaced.title" : "connect.done.title"),
    ),
    h("p", {}, t(dialog.replacing ? "connect.replaced.text" : "connect.done.text")),
    foot(
      !dialog.replacing &&
        button(
          t("import.action"),
          () => {
            close();
            location.hash = "#/jobs/import";
          },
          { symbol: "bag" },
        ),
      button(t("done"), close, { kind: "primary" }),
    ),
  );
}

const text = (dialog, name, props = {}) =>
  h("input", {
    type: "text",
    spellcheck: "false",
    autocapitalize: "off",
    ...props,
    id: `connect-${name}`,
    initial: dialog.typed[name] ?? "",
    onInput: (event) => {
      dialog.typed[name] = event.target.value;
    },
  });

const foot = (...buttons) => h("div", { class: "popup-foot" }, buttons);

/** What is wrong with none of the step's fields, and the next click: back to the careers page, if it is about that. */
function problem(dialog) {
  const { problem: wrong, step } = dialog;
  if (!wrong || FIELDS[step].includes(wrong.field)) return null;
  const back = step === 3 && !dialog.replacing && ABOUT_THE_PAGE.includes(wrong.code);
  return problemNote(
    wrong,
    back && button(t("connect.back_to_page"), () => to(dialog, 1), { kind: "small", symbol: "back" }),
  );
}

function sent(event, action) {
  event.preventDefault();
  action();
}

async function attempt(dialog, action) {
  if (dialog.busy) return;
  turn(dialog, { busy: true, problem: null });
  try {
    await action();
  } catch (fault) {
    turn(dialog, { problem: fault.title ? fault : { title: t("trouble.title"), detail: t("trouble.text") } });
    queueMicrotask(() => document.querySelector("dialog [aria-invalid='true']")?.focus());
  } finally {
    turn(dialog, { busy: false });
  }
}

function to(dialog, step) {
  turn(dialog, { step, problem: null });
  queueMicrotask(() => document.querySelector("dialog .question, dialog input")?.focus());
}
