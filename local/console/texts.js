// Words for people: one catalogue, two languages; numbers and times as each language writes them.

import { MESSAGES } from "/console/messages.js";
import { state } from "/console/state.js";

/** The message in the chosen language; {name} stands for `values.name`. */
export function t(key, values = {}) {
  const both = MESSAGES[key];
  if (!both) throw new Error(`no message ${key}`);
  const text = both[state.language === "de" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** One of `key.one` and `key.many`, by the number. */
export const count = (key, number) => t(`${key}.${number === 1 ? "one" : "many"}`, { n: number });

/** A message that may not exist, such as one for a code or for a word of Personio's: then the word itself. */
export const word = (prefix, code) =>
  MESSAGES[`${prefix}.${code}`] ? t(`${prefix}.${code}`) : String(code ?? "");

export function setLanguage(language) {
  localStorage.setItem("language", language);
  state.language = language;
  document.documentElement.lang = language;
}

/** A moment: the time today, date and time otherwise. */
export function moment(iso) {
  const then = new Date(iso);
  const today = then.toDateString() === new Date().toDateString();
  const options = today
    ? { hour: "2-digit", minute: "2-digit", second: "2-digit" }
    : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  return then.toLocaleString(state.language === "de" ? "de-DE" : "en-GB", options);
}

export function day(iso) {
  return new Date(iso).toLocaleDateString(state.language === "de" ? "de-DE" : "en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}

export function languageName(code) {
  return new Intl.DisplayNames([state.language], { type: "language" }).of(code);
}
