// Cutting the connection: said before what it means.

import { close, popup, turn } from "/console/dialog.js";
import { connection } from "/console/functions.js";
import { soon } from "/console/live.js";
import { button, problemNote, tell } from "/console/parts.js";
import { h } from "/console/render.js";
import { change } from "/console/state.js";
import { t } from "/console/texts.js";

export function disconnectPopup(dialog) {
  return popup(
    t("disconnect.title"),
    {},
    h("p", {}, t("disconnect.text")),
    problemNote(dialog.problem),
    h(
      "div",
      { class: "popup-foot" },
      button(t("cancel"), close, { autofocus: true }),
      button(t("connection.disconnect"), () => cut(dialog), {
        kind: "danger solid",
        symbol: "close",
        busy: dialog.busy,
      }),
    ),
  );
}

async function cut(dialog) {
  turn(dialog, { busy: true, problem: null });
  try {
    change({ connection: await connection.disconnect() });
    tell(t("disconnect.done"));
    close();
  } catch (problem) {
    turn(dialog, { problem });
  } finally {
    turn(dialog, { busy: false });
    soon({ all: true });
  }
}
