// An older job ad gets its position, so that its matches can leave.

import { close, popup, turn } from "/console/dialog.js";
import { positions as functions } from "/console/functions.js";
import { soon } from "/console/live.js";
import { button, loading, problemNote, tell } from "/console/parts.js";
import { h } from "/console/render.js";
import { change, state } from "/console/state.js";
import { t } from "/console/texts.js";

export function linkPopup(dialog) {
  if (!dialog.asked) {
    dialog.asked = true;
    functions
      .list(state.connection.language, "")
      .then(
        (list) => {
          dialog.list = list;
        },
        (problem) => {
          dialog.problem = problem;
        },
      )
      .finally(() => change());
  }
  const free = (dialog.list?.positions ?? []).filter((position) => !position.imported);
  return popup(
    t("link"),
    {},
    h("p", {}, t("link.text", { title: state.jobs[dialog.job]?.title ?? "" })),
    !dialog.list && !dialog.problem && loading(),
    dialog.list &&
      h(
        "div",
        { class: "field" },
        h("label", { for: "link-position" }, t("link.position")),
        h(
          "select",
          {
            id: "link-position",
            autofocus: true,
            value: dialog.position ?? "",
            onChange: (event) => turn(dialog, { position: event.target.value }),
          },
          h("option", { value: "" }, t("ad.choose")),
          free.map((position) =>
            h(
              "option",
              { value: String(position.position_id) },
              `${position.title} · ${position.position_id}`,
            ),
          ),
        ),
      ),
    problemNote(dialog.problem),
    h(
      "div",
      { class: "popup-foot" },
      button(t("cancel"), close),
      button(t("link"), () => tie(dialog), {
        kind: "primary",
        symbol: "link",
        busy: dialog.busy,
        disabled: !dialog.position,
      }),
    ),
  );
}

async function tie(dialog) {
  turn(dialog, { busy: true, problem: null });
  try {
    await functions.link(dialog.job, Number(dialog.position));
    tell(t("link.done"));
    close();
  } catch (problem) {
    turn(dialog, { problem });
  } finally {
    turn(dialog, { busy: false });
    soon({ all: true });
  }
}
