// One click is one action: what moves under the pointer, or takes the focus, is not pressed by the same gesture.

const SAME_PLACE = 12; // pixels
const SAME_GESTURE = 600; // milliseconds between the clicks of a double click, and a little more
const ACTION = "button, a[href], summary, input, select, textarea, [role=button]";

let last: { x: number; y: number; at: number; what: Element | undefined } | undefined;
let installed = false;

/** Installed once for the page. */
export function guard(): void {
  if (installed) return;
  installed = true;
  addEventListener("click", clicked, { capture: true });
  addEventListener("keydown", (event) => event.repeat && ["Enter", " "].includes(event.key) && pressed(event), {
    capture: true,
  });
}

function clicked(event: MouseEvent): void {
  if (event.detail === 0) return; // by a key
  const what = actionOf(event);
  const now = { x: event.clientX, y: event.clientY, at: event.timeStamp, what };
  const again =
    last !== undefined &&
    now.at - last.at < SAME_GESTURE &&
    Math.hypot(now.x - last.x, now.y - last.y) < SAME_PLACE &&
    now.what !== last.what;
  if (again) stop(event);
  else last = now;
}

/** A key that is held down types on, but presses a button once. */
function pressed(event: KeyboardEvent): void {
  const what = actionOf(event);
  if (what && !["INPUT", "TEXTAREA", "SELECT"].includes(what.tagName)) stop(event);
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

const actionOf = (event: Event): Element | undefined =>
  event.composedPath().find((one): one is Element => one instanceof Element && one.matches(ACTION));
