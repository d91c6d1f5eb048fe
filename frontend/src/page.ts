// What the page of `make run` takes besides the elements, so that it has Preact and these parts once.

export { h, render } from "preact";
export * from "./elements.js";
export { keepingFocus } from "./focus.js";
export { guard } from "./guard.js";
export { Icon } from "./icons.js";
export { Button, Chip, Copier, Empty, Note, Skeleton } from "./pieces.js";
export { closePopup, drawPopup, openPopup } from "./popup.js";
export { count, moment, t, word } from "./text.js";
export { said } from "./values.js";
