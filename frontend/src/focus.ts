// Where the focus is, through all shadow roots; and that it never falls off the page.

export function focused(): Element | null {
  let inner = document.activeElement;
  while (inner?.shadowRoot?.activeElement) inner = inner.shadowRoot.activeElement;
  return inner;
}

const nowhere = () => [null, document.body, document.documentElement].includes(focused() as HTMLElement | null);

/** Draw; if what had the focus in `root` is gone after it, the nearest [data-rest] of before takes it. */
export function keepingFocus(root: ParentNode, draw: () => void): void {
  const before = focused();
  const inside = before !== null && contains(root, before);
  const rests = inside ? restsOf(before) : [];
  draw();
  if (inside && !before.isConnected && nowhere()) {
    const rest = rests.find((one) => one.isConnected) ?? root.querySelector("[data-rest]");
    (rest as HTMLElement | null)?.focus({ preventScroll: true });
  }
}

/** Places that can take the focus from `element`, nearest first: inside each ancestor the one before it. */
function restsOf(element: Element): Element[] {
  const found: Element[] = [];
  for (let one: Element | null = element; one; one = up(one)) {
    const rests = [...one.querySelectorAll("[data-rest]")];
    const before = rests.filter((rest) => element.compareDocumentPosition(rest) & Node.DOCUMENT_POSITION_PRECEDING);
    const rest = before.at(-1) ?? rests[0];
    if (rest && !found.includes(rest)) found.push(rest);
  }
  return found;
}

const up = (element: Element): Element | null =>
  element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;

function contains(root: ParentNode, element: Element): boolean {
  for (let one: Node | null = element; one; one = one.parentNode ?? ((one as Partial<ShadowRoot>).host ?? null)) {
    if (one === root) return true;
  }
  return false;
}
