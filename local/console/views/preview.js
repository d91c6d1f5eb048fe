// Exactly what would be sent to Personio, before it is.

import { popup } from "/console/dialog.js";
import { exports } from "/console/functions.js";
import { loading, note, problemNote } from "/console/parts.js";
import { h } from "/console/render.js";
import { change, state } from "/console/state.js";
import { t, word } from "/console/texts.js";
import { nameOf } from "/console/views/match_card.js";

export function previewPopup(dialog) {
  const match = state.matches.find((one) => one.id === dialog.match);
  return popup(t("preview.title", { name: match ? nameOf(match) : "" }), {}, previewOf(dialog));
}

/** The preview of `holder.match`, fetched once and kept in `holder`. */
export function previewOf(holder) {
  if (!holder.asked) {
    holder.asked = true;
    exports
      .send(holder.match, { preview: true })
      .then(
        (shown) => {
          holder.shown = shown;
        },
        (problem) => {
          holder.problem = problem;
        },
      )
      .finally(() => change());
  }
  if (holder.problem) return problemNote(holder.problem);
  if (!holder.shown) return loading();
  const { would_send, document, export: instead } = holder.shown;
  return [
    would_send
      ? note("good", t("preview.would_send"), t("preview.would_send.text"))
      : note("info", t("preview.would_not_send"), instead?.sentence ?? ""),
    document && fields(document),
  ];
}

function fields(document) {
  const { attributes = [], message, tags = [], ...rest } = document;
  const rows = [
    ...Object.entries(rest),
    ...attributes.map(({ id, value }) => [id, value]),
    ["tags", tags.join(", ")],
  ];
  return h(
    "dl",
    { class: "document" },
    rows
      .filter(([, value]) => value !== null && value !== "")
      .map(([name, value]) => h("div", {}, h("dt", {}, word("detail", name)), h("dd", {}, String(value)))),
    message &&
      h("div", { class: "whole" }, h("dt", {}, t("detail.message")), h("dd", { class: "message" }, message)),
  );
}
