// Before anybody is signed in: who do you want to be?

import { h } from "/frontend/dist/page.js";
import { start } from "/console/live.js";
import { button, icon, note } from "/console/parts.js";
import { initials } from "/console/people.js";
import { signIn } from "/console/session.js";
import { change, state } from "/console/state.js";
import { t } from "/console/texts.js";

export function welcome() {
  if (!state.system) {
    const reload = button(t("reload"), () => location.reload(), { kind: "small", symbol: "refresh" });
    return h(
      "main",
      { class: "welcome", id: "main" },
      note("bad", t("no_answer"), t("no_answer.text"), reload),
    );
  }
  return h(
    "main",
    { class: "welcome", id: "main" },
    h("h1", { tabindex: -1, "data-rest": true }, t("welcome.title")),
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

async function enter(person) {
  await signIn(person);
  change();
  start();
}
