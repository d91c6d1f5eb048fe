// Personio's side, played by the stand-in: applicants as they arrive, positions, credentials, faults.

import { h } from "/frontend/dist/page.js";
import { soon } from "/console/live.js";
import { button, chip, copier, icon, loading } from "/console/parts.js";
import {
  FAULTS,
  moveApplicant,
  renewToken,
  setPosition,
  setScope,
  SYSTEM_STAGES,
} from "/console/personio_side.js";
import { change, state } from "/console/state.js";
import { moment, said, t, word } from "/console/texts.js";

const TABS = { applicants, positions, credentials, faults };

export function personio() {
  const side = state.personio;
  const on = side ? FAULTS.filter((fault) => fault.on(side)).length : 0;
  return h(
    "aside",
    { class: "personio", "aria-labelledby": "personio-side" },
    h(
      "div",
      { class: "window-bar" },
      h("span", { class: "window-address" }, icon("lock"), `${side?.company.slug ?? "…"}.app.personio.com`),
      h("span", { class: "played" }, t("side.played")),
    ),
    h(
      "div",
      { class: "personio-head" },
      h("h2", { id: "personio-side" }, "Personio"),
      h("p", {}, side?.company.name ?? ""),
    ),
    h(
      "div",
      { class: "tabs", role: "tablist", "aria-label": t("side.tabs"), onKeydown: arrows },
      Object.keys(TABS).map((name) =>
        h(
          "button",
          {
            type: "button",
            role: "tab",
            id: `tab-${name}`,
            "aria-controls": "tab-panel",
            "aria-selected": String(state.tab === name),
            tabindex: state.tab === name ? 0 : -1,
            onClick: () => change({ tab: name }),
          },
          t(`side.${name}`),
          name === "applicants" && side && h("span", { class: "number" }, String(side.applicants.length)),
          name === "faults" && on > 0 && h("span", { class: "number hot" }, String(on)),
        ),
      ),
    ),
    h(
      "div",
      {
        class: "tab-panel",
        role: "tabpanel",
        id: "tab-panel",
        "aria-labelledby": `tab-${state.tab}`,
        tabindex: 0,
        key: state.tab,
      },
      side ? TABS[state.tab](side) : loading(),
    ),
  );
}

function arrows(event) {
  const names = Object.keys(TABS);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = names[(names.indexOf(state.tab) + step + names.length) % names.length];
  change({ tab: next });
  queueMicrotask(() => document.getElementById(`tab-${next}`)?.focus());
}

function applicants(side) {
  const titles = Object.fromEntries(side.company.positions.map((position) => [position.id, position.name]));
  if (side.applicants.length === 0) return h("p", { class: "nothing" }, t("side.no_applicants"));
  return h(
    "ul",
    { class: "applicants", "aria-live": "polite" },
    [...side.applicants].reverse().map((one) =>
      h(
        "li",
        { class: "applicant", key: String(one.id) },
        h(
          "div",
          { class: "applicant-head" },
          h("strong", {}, one.anonymized ? t("side.anonymized") : `${one.first_name} ${one.last_name}`),
          h("time", { datetime: one.received_at }, moment(one.received_at)),
        ),
        h("p", {}, titles[one.job_position_id] ?? String(one.job_position_id)),
        h("p", { class: "small" }, one.email),
        h(
          "div",
          { class: "chips" },
          one.tags.map((tag) => h("span", { class: "tag" }, tag)),
          one.files.map((file) => h("span", { class: "tag" }, file.original_filename)),
        ),
        h(
          "details",
          {},
          h("summary", {}, t("side.application")),
          h(
            "dl",
            { class: "document" },
            Object.entries(one.attributes).map(([name, value]) =>
              h("div", {}, h("dt", {}, detail(name)), h("dd", {}, said(name, value))),
            ),
          ),
          one.message && h("p", { class: "message" }, one.message),
        ),
        stage(side, one),
      ),
    ),
  );
}

/** What an attribute is called; a company's own is known by its id alone. */
const detail = (id) => (id.startsWith("custom_") ? id : word("detail", id));

function stage(side, one) {
  const names = [
    ...side.company.phases.map(({ id, name }) => [id, name]),
    ...SYSTEM_STAGES.map((name) => [name, said("phase", name)]),
  ];
  const now = one.stages.at(-1).id;
  const name = Object.fromEntries(names)[now] ?? String(now);
  return h(
    "details",
    {},
    h("summary", {}, t("side.stage", { name })),
    h(
      "div",
      { class: "stages", role: "group", "aria-label": t("side.stages") },
      names.map(([id, label]) =>
        h(
          "button",
          {
            type: "button",
            class: "button small",
            key: String(id),
            "aria-pressed": String(id === now),
            onClick: () => done(moveApplicant(one.id, id)),
          },
          label,
        ),
      ),
    ),
  );
}

function positions(side) {
  const applied = (id) => side.applicants.filter((one) => one.job_position_id === id).length;
  return h(
    "ul",
    { class: "shelf" },
    side.company.positions.map((position) =>
      h(
        "li",
        { key: String(position.id) },
        h(
          "div",
          { class: "shelf-text" },
          h("strong", {}, position.name),
          h("span", { class: "small" }, `${position.id} · ${t("side.applied", { n: applied(position.id) })}`),
        ),
        position.state === "published"
          ? chip("good", "check", t("side.published"))
          : chip("calm", "minus", t(`side.${position.state}`)),
        h(
          "div",
          { class: "actions" },
          button(
            t(position.state === "published" ? "side.archive" : "side.publish"),
            () =>
              done(
                setPosition(side.company.id, position.id, {
                  state: position.state === "published" ? "archived" : "published",
                }),
              ),
            {
              kind: "quiet small",
              about: position.name,
            },
          ),
          button(
            t("side.rename"),
            () => done(setPosition(side.company.id, position.id, { name: renamed(position.name) })),
            { kind: "quiet small", about: position.name },
          ),
        ),
      ),
    ),
  );
}

const renamed = (name) => (name.endsWith(" · Hybrid") ? name.slice(0, -9) : `${name} · Hybrid`);

function credentials(side) {
  return [
    h("p", { class: "path" }, t("side.credentials.path")),
    h(
      "dl",
      { class: "credentials" },
      h(
        "div",
        {},
        h("dt", {}, t("connection.company_id")),
        h(
          "dd",
          {},
          h("code", {}, String(side.company.id)),
          copier(String(side.company.id), t("copy"), t("connection.company_id")),
        ),
      ),
      h(
        "div",
        {},
        h("dt", {}, t("connect.token")),
        h(
          "dd",
          {},
          h("code", {}, side.company.token),
          copier(side.company.token, t("copy"), t("connect.token")),
        ),
      ),
      side.company.channels.length > 0 &&
        h(
          "div",
          {},
          h("dt", {}, t("side.channel")),
          h("dd", {}, h("code", {}, side.company.channels.join(", "))),
        ),
    ),
    h(
      "div",
      { class: "actions" },
      button(t("side.renew"), () => done(renewToken(side.company.id)), { kind: "small", symbol: "refresh" }),
    ),
    h("p", { class: "small" }, t("side.renew.text")),
    side.company.clients.map((client) => apiClient(side.company.id, client)),
  ];
}

function apiClient(account, client) {
  const shown = [
    [t("side.client.id"), client.id],
    [t("side.client.secret"), client.secret],
  ];
  return [
    h("p", { class: "path" }, t("side.client.path")),
    h(
      "dl",
      { class: "credentials" },
      shown.map(([label, value]) =>
        h(
          "div",
          {},
          h("dt", {}, label),
          h("dd", {}, h("code", {}, value), copier(value, t("copy"), label)),
        ),
      ),
    ),
    h(
      "fieldset",
      { class: "scopes" },
      h("legend", {}, t("side.scopes")),
      ["read", "write"].map((right) => {
        const scope = `personio:recruiting:${right}`;
        return h(
          "label",
          { class: "check", key: right },
          h("input", {
            type: "checkbox",
            checked: client.scopes.includes(scope),
            onChange: (event) => done(setScope(account, client, scope, event.target.checked)),
          }),
          h("span", {}, t(`side.scope.${right}`)),
        );
      }),
    ),
  ];
}

function faults(side) {
  return [
    h("p", { class: "small" }, t("side.faults.text")),
    h(
      "ul",
      { class: "faults" },
      FAULTS.map((fault) =>
        h(
          "li",
          { key: fault.name },
          h(
            "button",
            {
              type: "button",
              role: "switch",
              class: "switch",
              "aria-checked": String(fault.on(side)),
              "aria-describedby": `fault-${fault.name}`,
              onClick: () => done(fault.set(side.company.id, !fault.on(side), side)),
            },
            h("span", { class: "switch-name" }, t(`fault.${fault.name}`)),
            h("span", { class: "switch-track", "aria-hidden": "true" }, h("span", { class: "switch-knob" })),
          ),
          h("p", { class: "small", id: `fault-${fault.name}` }, t(`fault.${fault.name}.text`)),
        ),
      ),
    ),
  ];
}

async function done(action) {
  await action;
  soon();
}
