// "Erfolgreiche Matches" → "Personio Export": what would be sent, then all of it, with its progress.

import { close, popup } from "/console/dialog.js";
import { exports } from "/console/functions.js";
import { soon } from "/console/live.js";
import { button, note, problemNote } from "/console/parts.js";
import { h } from "/console/render.js";
import { admin, change, state } from "/console/state.js";
import { count, t } from "/console/texts.js";
import { FINAL, stateChip } from "/console/views/chips.js";
import { nameOf } from "/console/views/match_card.js";
import { previewOf } from "/console/views/preview.js";

const settled = (id) => [...FINAL, "cancelled", "needs_action", "waiting"].includes(state.exports[id]?.state);

export function exportAllPopup(dialog) {
  const successful = (state.matches ?? []).filter((match) => match.status === "successful");
  dialog.wanted ??= successful
    .filter((match) => !state.exports[match.id] || state.exports[match.id].state === "none")
    .map((match) => match.id);
  const wanted = dialog.wanted.map((id) => successful.find((match) => match.id === id)).filter(Boolean);
  return popup(
    t("export_all"),
    { wide: true },
    dialog.started ? progress(dialog, wanted) : offer(dialog, wanted, successful.length),
  );
}

function offer(dialog, wanted, successful) {
  if (wanted.length === 0) {
    return [
      note("good", t("export_all.nothing"), count("export_all.nothing.text", successful)),
      h("div", { class: "popup-foot" }, button(t("close"), close, { kind: "primary" })),
    ];
  }
  return [
    h("p", { class: "lead" }, count("export_all.lead", wanted.length)),
    h(
      "ul",
      { class: "rows" },
      wanted.map((match) => h("li", { key: match.id }, row(dialog, match))),
    ),
    problemNote(dialog.problem),
    !admin() && note("info", t("export_all.admin_only"), t("export_all.admin_only.text")),
    h(
      "div",
      { class: "popup-foot" },
      button(t("cancel"), close),
      admin() &&
        button(count("export_all.go", wanted.length), () => go(dialog), {
          kind: "primary",
          symbol: "send",
          busy: dialog.busy,
        }),
    ),
  ];
}

function row(dialog, match) {
  dialog.previews ??= {};
  const holder = (dialog.previews[match.id] ??= { match: match.id });
  return h(
    "details",
    {
      onToggle: (event) => {
        holder.open = event.target.open;
        change();
      },
    },
    h(
      "summary",
      {},
      h(
        "span",
        { class: "row-title" },
        h("strong", {}, nameOf(match)),
        h("span", {}, state.jobs[match.job_id]?.title ?? ""),
      ),
      h("span", { class: "row-more" }, t("preview")),
    ),
    holder.open && previewOf(holder),
  );
}

async function go(dialog) {
  Object.assign(dialog, { busy: true, problem: null });
  change();
  try {
    change({ backFill: await exports.startBackFill() });
    dialog.started = true;
  } catch (problem) {
    dialog.problem = problem;
  }
  dialog.busy = false;
  change();
  soon({ all: true });
}

function progress(dialog, wanted) {
  const done = wanted.filter((match) => settled(match.id)).length;
  const sent = wanted.filter((match) => FINAL.includes(state.exports[match.id]?.state)).length;
  const over = done === wanted.length;
  return [
    h(
      "p",
      { class: "lead", id: "progress-label" },
      over ? count("export_all.done", sent) : t("export_all.progress", { done, all: wanted.length }),
    ),
    h("progress", { max: wanted.length, value: done, "aria-labelledby": "progress-label" }),
    h("p", { class: "small" }, t("export_all.pace")),
    h(
      "ul",
      { class: "rows" },
      wanted.map((match) =>
        h(
          "li",
          { key: match.id, class: "row" },
          h(
            "span",
            { class: "row-title" },
            h("strong", {}, nameOf(match)),
            h("span", {}, state.exports[match.id]?.sentence ?? t("export_all.next")),
          ),
          stateChip(state.exports[match.id]),
        ),
      ),
    ),
    h("div", { class: "popup-foot" }, button(t("close"), close, { kind: over ? "primary" : "plain" })),
  ];
}
