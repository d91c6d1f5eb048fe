// What every custom element is: a shadow root that is drawn anew, once for all changes of a moment.

import { type ComponentChildren, render } from "preact";
import { type Books, onSetUp, open } from "./desk.js";
import { keepingFocus } from "./focus.js";
import { guard } from "./guard.js";
import { drawPopup } from "./popup.js";
import { sheet } from "./style.js";

/** An element of the package. `view()` describes what stands in it; `update()` has it drawn. */
export abstract class Part extends HTMLElement {
  private drawing = false;
  private leave: (() => void)[] = [];

  abstract view(books: Books): ComponentChildren;

  /** Where books are opened anew: for another person or company. */
  protected begin(_books: Books): void {}

  connectedCallback(): void {
    guard();
    this.root.adoptedStyleSheets = [sheet()];
    let ended = () => {};
    const anew = () => {
      ended();
      const books = open();
      if (books) this.begin(books);
      ended = books ? books.subscribe(() => this.update()) : () => {};
      this.draw();
    };
    this.leave = [onSetUp(anew), () => ended()];
    SPEAKING.add(this);
    anew();
  }

  disconnectedCallback(): void {
    for (const leave of this.leave) leave();
    SPEAKING.delete(this);
    queueMicrotask(() => this.isConnected || render(null, this.root));
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.update();
  }

  /** Draw soon: what it shows has changed. */
  update(): void {
    if (this.drawing) return;
    this.drawing = true;
    queueMicrotask(() => {
      this.drawing = false;
      if (this.isConnected) this.draw();
    });
  }

  /** Tell the page; `detail` is what it needs to know. */
  say(type: string, detail: unknown = {}): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  private get root(): ShadowRoot {
    return this.shadowRoot ?? this.attachShadow({ mode: "open" });
  }

  private draw(): void {
    const books = open();
    keepingFocus(this.root, () => render(books ? this.view(books) : null, this.root));
    drawPopup(this);
  }
}

const SPEAKING = new Set<Part>();

if (typeof MutationObserver !== "undefined") {
  new MutationObserver(() => {
    for (const part of SPEAKING) part.update();
  }).observe(document.documentElement, { attributeFilter: ["lang"] });
}

export function define(name: string, part: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, part);
}
