// Before anybody is signed in: who do you want to be?

import { icon } from "/console/icons.js";
import { start } from "/console/live.js";
import { button, note } from "/console/parts.js";
import { h } from "/console/render.js";
import { signIn } from "/console/session.js";
import { change, state } from "/console/state.js";
import { t } from "/console/texts.js";

export function welcome() {
  if (!state.system) {
    const reload = button(t("reload"), () => location.reload(), { kind: "small", symbol: "refresh" });
    return h(
      "main",
      { class: "welcome", id: "main" },
      note("bad", t("problem.silence.title"), t("problem.silence.detail"), reload),
    );
  }
  return h(
    "main",
    { class: "welcome", id: "main" },
    h("h1", { tabindex: "-1" }, t("welcome.title")),
    h("p", { class: "lead" }, t("welcome.lead")),
    h(
      "ol",
      { class: "promises" },
      ["connect", "import", "export"].map((step) =>
        h(
          "li",
          {},
          h(
            "span",
            { class: "promise-symbol" },
            icon({ connect: "link", import: "bag", export: "send" }[step]),
          ),
          h("div", {}, h("strong", {}, t(`welcome.${step}.title`)), h("p", {}, t(`welcome.${step}.text`))),
        ),
      ),
    ),
    state.system.firestore
      ? people()
      : note("warn", t("welcome.no_firestore.title"), t("welcome.no_firestore.text")),
    h("p", { class: "small" }, t("welcome.local")),
  );
}

const people = () => [
  h("h2", {}, t("welcome.who")),
  h(
    "ul",
    { class: "people" },
    state.system.people.map((person) =>
      h(
        "li",
        { key: person.uid },
        h(
          "button",
          { type: "button", class: "person", onClick: () => enter(person) },
          h("span", { class: "avatar", "aria-hidden": "true" }, initials(person.name)),
          h(
            "span",
            { class: "person-text" },
            h("strong", {}, person.name),
            h("span", {}, `${t(`role.${person.role}`)} · ${person.company}`),
          ),
          icon("arrow"),
        ),
      ),
    ),
  ),
];

export const initials = (name) =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase() || "?";

async function enter(person) {
  await signIn(person);
  change();
  start();
}
