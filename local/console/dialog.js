// Popups: the focus goes in, stays in, and is given back to what opened them.
// A popup lies over matched.io alone: Personio's side is another window, from which one copies what is asked for.

import { icon } from "/console/icons.js";
import { h } from "/console/render.js";
import { change } from "/console/state.js";
import { t } from "/console/texts.js";

let opener = null;

/** Open a popup; `kind` and what it needs. The element that has the focus now gets it back. */
export function open(kind, values = {}) {
  opener = document.activeElement;
  change({ dialog: { kind, ...values } });
}

export function close() {
  change({ dialog: null });
}

/** Change what the open popup needs; nothing, if another one or none is open by now. */
export function turn(dialog, values) {
  Object.assign(dialog, values);
  change();
}

/** The popup's frame. */
export function popup(title, { wide = false } = {}, ...content) {
  return h(
    "dialog",
    {
      class: `popup${wide ? " wide" : ""}`,
      "aria-modal": "true",
      "aria-labelledby": "popup-title",
      mounted: show,
      removed: giveBack,
      onKeydown: keep,
    },
    h(
      "div",
      { class: "popup-head" },
      h("h2", { id: "popup-title", tabindex: "-1" }, title),
      h(
        "button",
        { type: "button", class: "button quiet round", "aria-label": t("close"), onClick: close },
        icon("close"),
      ),
    ),
    h("div", { class: "popup-body" }, content),
  );
}

function show(element) {
  queueMicrotask(() => {
    if (!element.isConnected) return;
    element.show();
    (element.querySelector("[autofocus]") ?? element.querySelector("h2")).focus();
  });
}

function giveBack() {
  const back = opener;
  queueMicrotask(() => (back?.isConnected ? back : document.querySelector("main h1"))?.focus());
}

const FOCUSABLE =
  "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']";

/** Escape closes; Tab goes round inside. */
function keep(event) {
  if (event.key === "Escape") return close();
  if (event.key !== "Tab") return;
  const stops = [...event.currentTarget.querySelectorAll(FOCUSABLE)].filter(
    (element) => element.getClientRects().length > 0,
  );
  const [first, last] = [stops[0], stops.at(-1)];
  const here = document.activeElement;
  if (event.shiftKey && (here === first || !stops.includes(here))) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && here === last) {
    event.preventDefault();
    first?.focus();
  }
}
