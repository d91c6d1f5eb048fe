// The page's words beside the elements' own, which are asked for by the same function.

import { count, moment, said, t as ours, word } from "/frontend/dist/page.js";
import { MESSAGES } from "/console/messages.js";
import { state } from "/console/state.js";

export { count, moment, said, word };

/** The message in the chosen language; {name} stands for `values.name`. */
export function t(key, values = {}) {
  const both = MESSAGES[key];
  if (!both) return ours(key, values);
  const text = both[state.language === "de" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function setLanguage(language) {
  localStorage.setItem("language", language);
  state.language = language;
  document.documentElement.lang = language;
}
