// One gesture is one action: what was pressed, or what moves under the pointer or takes the focus meanwhile, is not
// pressed by a double click, or by a second Enter.

const SAME_PLACE = 12; // pixels
const SAME_GESTURE = 600; // milliseconds between the clicks of a double click, and a little more
const ACTION = "button, a[href], summary, input, select, textarea, [role=button]";
const ONCE = "button:not([aria-pressed], [role=switch])"; // what does not go back and forth

interface Press {
  x: number;
  y: number;
  at: number;
  what: Element | undefined;
}

let lastClick: Press | undefined;
let lastKey: Press | undefined;
let installed = false;

/** Installed once for the page. */
export function guard(): void {
  if (installed) return;
  installed = true;
  addEventListener("click", clicked, { capture: true });
  addEventListener("keydown", pressed, { capture: true });
  addEventListener("input", typed, { capture: true });
}

function clicked(event: MouseEvent): void {
  if (event.detail === 0) return; // by a key
  const now = { x: event.clientX, y: event.clientY, at: event.timeStamp, what: actionOf(event) };
  if (sameGesture(lastClick, now)) stop(event);
  else lastClick = now;
}

function pressed(event: KeyboardEvent): void {
  if (!["Enter", " "].includes(event.key)) return typed();
  const now = { x: 0, y: 0, at: event.timeStamp, what: actionOf(event) };
  const typing = now.what?.matches("input, textarea, select") === true && now.what === lastKey?.what;
  if (!typing && (event.repeat || sameGesture(lastKey, now))) stop(event);
  else lastKey = now;
}

/** Whoever typed in between begins anew. */
function typed(): void {
  lastKey = undefined;
}

function sameGesture(last: Press | undefined, now: Press): boolean {
  if (!last || now.at - last.at >= SAME_GESTURE) return false;
  if (Math.hypot(now.x - last.x, now.y - last.y) >= SAME_PLACE) return false;
  return now.what !== last.what || now.what?.matches(ONCE) === true;
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

const actionOf = (event: Event): Element | undefined =>
  event.composedPath().find((one): one is Element => one instanceof Element && one.matches(ACTION));
