// What several views are made of: buttons, chips, notes, fields, and the sentence for what did not work.

import { icon } from "/console/icons.js";
import { h } from "/console/render.js";
import { change } from "/console/state.js";
import { t } from "/console/texts.js";

/** A button; `busy` shows that its work is under way and keeps it from being pressed twice. */
export function button(
  label,
  onClick,
  { kind = "plain", symbol, busy = false, disabled = false, describe, ...others } = {},
) {
  return h(
    "button",
    {
      type: "button",
      class: `button ${kind}${busy ? " busy" : ""}`,
      onClick: busy ? null : onClick,
      disabled: disabled || null,
      "aria-disabled": busy ? "true" : null,
      "aria-label": describe,
      ...others,
    },
    busy ? h("span", { class: "spinner", "aria-hidden": "true" }) : symbol && icon(symbol),
    h("span", {}, label),
  );
}

/** A word about a state: a drawing and a colour beside it, neither of them alone. */
export const chip = (tone, symbol, label) =>
  h("span", { class: `chip ${tone}` }, icon(symbol), h("span", {}, label));

/** A note that stands out: `tone` is info, good, warn or bad. */
export function note(tone, title, text, ...actions) {
  const symbol = { info: "hand", good: "check", warn: "alert", bad: "alert" }[tone];
  return h(
    "div",
    { class: `note ${tone}`, role: tone === "bad" ? "alert" : "status" },
    icon(symbol),
    h(
      "div",
      { class: "note-text" },
      title && h("strong", {}, title),
      text && h("p", {}, text),
      actions.length > 0 && h("div", { class: "actions" }, actions),
    ),
  );
}

/** A problem document as people read it: the cause, what to do next, and the number for the support. */
export function problemNote(problem, ...actions) {
  if (!problem) return null;
  return h(
    "div",
    { class: "note bad", role: "alert" },
    icon("alert"),
    h(
      "div",
      { class: "note-text" },
      h("strong", {}, problem.title),
      h("p", {}, problem.detail),
      problem.hint && h("p", { class: "hint" }, problem.hint),
      problem.trace_id &&
        ["internal", "temporarily_unavailable"].includes(problem.code) &&
        h("p", { class: "small" }, t("problem.trace", { id: problem.trace_id })),
      actions.length > 0 && h("div", { class: "actions" }, actions),
    ),
  );
}

/** A labelled field; where `problem` is about it, it is marked and the problem stands below it. */
export function field(name, label, control, { help, problem } = {}) {
  const wrong = problem?.field === name;
  const described = [help && `${name}-help`, wrong && `${name}-problem`].filter(Boolean).join(" ");
  Object.assign(control.props, {
    id: control.props.id ?? name,
    name,
    "aria-invalid": wrong ? "true" : null,
    "aria-describedby": described || null,
  });
  return h(
    "div",
    { class: "field" },
    h("label", { for: control.props.id }, label),
    control,
    help && h("p", { id: `${name}-help`, class: "help" }, help),
    wrong && h("div", { id: `${name}-problem` }, problemNote(problem)),
  );
}

/** A link to another site; it opens beside the page. */
export const outside = (address, label) =>
  h(
    "a",
    { href: address, target: "_blank", rel: "noopener noreferrer", class: "outside" },
    label,
    icon("open"),
    h("span", { class: "unseen" }, t("opens_new_window")),
  );

/** A button that copies a text and says so. */
export const copier = (text, label, describe) =>
  button(
    label,
    async () => {
      await navigator.clipboard.writeText(text);
      tell(t("copied"));
    },
    { kind: "quiet small", symbol: "copy", describe },
  );

let forgetting = null;

/** Say for a moment what was done, also to screen readers. */
export function tell(text) {
  clearTimeout(forgetting);
  change({ told: text });
  forgetting = setTimeout(() => change({ told: null }), 5000);
}

/** Nothing to show: what would stand here, and the next step. */
export const empty = (symbol, title, text, ...actions) =>
  h(
    "div",
    { class: "empty" },
    icon(symbol),
    h("h3", {}, title),
    h("p", {}, text),
    actions.length > 0 && h("div", { class: "actions" }, actions),
  );

/** Something is being fetched. */
export const loading = () =>
  h(
    "div",
    { class: "loading", role: "status" },
    h("span", { class: "spinner", "aria-hidden": "true" }),
    h("span", {}, t("loading")),
  );
