// Popups: one at a time; the focus goes in, and back to what opened it. Escape and the browser's Back close it.
// Where the page has an element with `personio-popups`, popups stand in it and cover no more than it covers; its
// siblings rest meanwhile, and the remainder of the page stays in use. Else a popup is a modal dialog of the page.

import { type ComponentChildren, render } from "preact";
import { focused, keepingFocus } from "./focus.js";
import { Icon } from "./icons.js";
import { sheet } from "./style.js";
import { t } from "./text.js";

/** Whoever opens a popup; redrawn with its owner. */
export interface Owner {
  update(): void;
}

export interface Popup {
  title: string | (() => string);
  body: () => ComponentChildren;
  wide?: boolean;
  closed?: () => void;
}

interface Open extends Popup {
  owner: Owner;
  host: HTMLElement;
  opener: Element | null;
  rested: HTMLElement[];
}

const MARK = "personioPopup";
let current: Open | undefined;
let returning: (() => void) | undefined;

/** Open a popup of `owner`; one that is open already gives way. */
export function openPopup(owner: Owner, popup: Popup): void {
  const opener = current?.opener ?? focused();
  if (current) dismiss(false);
  else history.pushState({ ...(history.state as object | null), [MARK]: true }, "");
  const place = document.querySelector<HTMLElement>("[personio-popups]");
  const host = document.createElement("div");
  host.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet()];
  host.className = "personio-popup";
  (place ?? document.body).append(host);
  const siblings = place ? [...(place.parentElement?.children ?? [])].filter((one) => one !== place) : [];
  const rested = siblings.filter((one): one is HTMLElement => one instanceof HTMLElement && !one.inert);
  for (const one of rested) one.inert = true;
  current = { ...popup, owner, host, opener, rested };
  drawPopup(owner);
  const dialog = host.shadowRoot!.querySelector("dialog")!;
  if (place) dialog.show();
  else dialog.showModal();
  ((dialog.querySelector("[data-first]") ?? dialog.querySelector("h2")) as HTMLElement).focus();
}

export const popupIs = (owner: Owner): boolean => current?.owner === owner;

/** Close it, if it is this owner's; resolves when the browser's history is back where it was. */
export async function closePopup(owner?: Owner): Promise<void> {
  if (!current || (owner && current.owner !== owner)) return;
  dismiss(true);
  if (!(history.state as Record<string, unknown> | null)?.[MARK]) return;
  await new Promise<void>((done) => {
    returning = done;
    setTimeout(done, 300);
    history.back();
  });
}

/** Draw the open popup anew, if it is this owner's. */
export function drawPopup(owner: Owner): void {
  if (current?.owner !== owner) return;
  const { host, title, body, wide } = current;
  const root = host.shadowRoot!;
  keepingFocus(root, () =>
    render(
      <dialog
        class={`popup${wide ? " wide" : ""}`}
        aria-labelledby="popup-title"
        onCancel={(event: Event) => {
          event.preventDefault();
          void closePopup();
        }}
      >
        <div class="popup-head">
          <h2 id="popup-title" tabIndex={-1} data-rest>
            {typeof title === "string" ? title : title()}
          </h2>
          <button type="button" class="button quiet round" aria-label={t("close")} onClick={() => void closePopup()}>
            <Icon name="close" />
          </button>
        </div>
        <div class="popup-body">{body()}</div>
      </dialog>,
      root,
    ),
  );
}

/** Put the focus where a popup's next thing is: its [data-first], or its title. */
export function focusPopup(selector = "[data-first]"): void {
  queueMicrotask(() =>
    queueMicrotask(() => {
      const dialog = current?.host.shadowRoot?.querySelector("dialog");
      const found = (dialog?.querySelector(selector) ?? dialog?.querySelector("h2")) as HTMLElement | null;
      found?.focus();
      found?.closest(".field")?.scrollIntoView({ block: "nearest" }); // what is wrong with it, too
    }),
  );
}

function dismiss(back: boolean): void {
  if (!current) return;
  const { host, opener, rested, closed, owner } = current;
  current = undefined;
  for (const one of rested) one.inert = false;
  render(null, host.shadowRoot!);
  host.remove();
  if (back) giveBack(opener);
  closed?.();
  owner.update();
}

function giveBack(opener: Element | null): void {
  const known = opener?.isConnected && opener !== document.body ? opener : null;
  const root = opener?.getRootNode();
  const rest = root instanceof ShadowRoot && root.host.isConnected ? root.querySelector("[data-rest]") : null;
  ((known ?? rest ?? document.querySelector("main h1")) as HTMLElement | null)?.focus({ preventScroll: true });
}

function pressed(event: KeyboardEvent): void {
  if (event.key !== "Escape" || !current || event.defaultPrevented) return;
  const at = focused();
  const outside = at !== null && at !== document.body && at.getRootNode() !== current.host.shadowRoot;
  if (!outside) void closePopup();
}

if (typeof document !== "undefined") {
  document.addEventListener("keydown", pressed);
  addEventListener("popstate", () => {
    returning?.();
    returning = undefined;
    if (current && !(history.state as Record<string, unknown> | null)?.[MARK]) dismiss(true);
  });
}
