// The elements' own parts, described the way the page's views are.

import { Button, Chip, Copier, Empty, h, Icon, Note, Skeleton } from "/frontend/dist/page.js";

/** A button; `about` completes its name where the label alone would not say what it is about. */
export const button = (label, does, options = {}) => h(Button, { label, does, ...options });
export const chip = (tone, symbol, label) => h(Chip, { tone, symbol, label });
export const icon = (name) => h(Icon, { name });
export const note = (tone, title, text, ...actions) =>
  h(Note, { tone, title, text }, actions.length > 0 && h("div", { class: "actions" }, actions));
export const empty = (symbol, title, text) => h(Empty, { symbol, title, text });
export const copier = (text, label, about) => h(Copier, { text, label, about });
export const loading = (rows) => h(Skeleton, { rows });
