// Words for people: one catalogue, two languages; numbers, money and times as each language writes them.

import type { Language } from "./client.js";
import { WORDS } from "./words.js";

/** A key of the catalogue. */
export type Known = keyof typeof WORDS;

/** The document's language; German, unless it is English. */
export const language = (): Language => (document.documentElement.lang.startsWith("en") ? "en" : "de");
const locale = () => (language() === "de" ? "de-DE" : "en-GB");

/** The message in the document's language; {name} stands for `values.name`. */
export function t(key: Known, values: Readonly<Record<string, unknown>> = {}): string {
  const text = WORDS[key][language() === "de" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** One of `key.one` and `key.many`, by the number. */
export const count = (key: string, n: number): string => t(`${key}.${n === 1 ? "one" : "many"}` as Known, { n });

/** The message for a code, where the catalogue has one. */
export const known = (prefix: string, code: string | undefined): string | undefined =>
  `${prefix}.${code}` in WORDS ? t(`${prefix}.${code}` as Known) : undefined;

/** A message that may not exist yet, such as one for a new code of the functions: then the code, legibly. */
export const word = (prefix: string, code: string | undefined): string =>
  known(prefix, code) ?? (code ?? "").replaceAll("_", " ");


/** As people say it: "heute, 05:20", "gestern, 17:03", "24. Nov., 08:00". */
export function moment(iso: string): string {
  const then = new Date(iso);
  const time = dated({ hour: "2-digit", minute: "2-digit" }).format(then);
  return `${near(then) ?? dated({ day: "numeric", month: "short" }).format(then)}, ${time}`;
}

/** The day alone: "heute", "gestern", "24. November 2026". */
export const date = (iso: string): string => near(new Date(iso)) ?? day(iso);

/** "heute", "gestern", "morgen"; undefined of any other day. */
function near(then: Date): string | undefined {
  const days = Math.round((midnight(then) - midnight(new Date())) / 86_400_000);
  if (Math.abs(days) > 1) return undefined;
  return made("near", () => new Intl.RelativeTimeFormat(language(), { numeric: "auto" })).format(days, "day");
}

const formats = new Map<string, unknown>();

/** A format is dear to make: once for each language. */
function made<T>(what: string, make: () => T): T {
  const key = `${language()} ${what}`;
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key) as T;
}

const dated = (options: Intl.DateTimeFormatOptions) =>
  made(JSON.stringify(options), () => new Intl.DateTimeFormat(locale(), options));

const midnight = (moment: Date) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();

export const day = (iso: string): string =>
  dated({ day: "numeric", month: "long", year: "numeric" }).format(new Date(iso));

export const languageName = (code: string): string =>
  made("languages", () => new Intl.DisplayNames([language()], { type: "language" })).of(code) ?? code;

/** Short facts in one line; a dot never begins the next one. */
export const dotted = (parts: readonly (string | number | false | null | undefined)[]): string =>
  parts.filter(Boolean).join("\u00a0· ");

export const listed = (parts: readonly string[]): string =>
  new Intl.ListFormat(language(), { type: "conjunction" }).format(parts);

export interface Salary {
  min?: string | null;
  max?: string | null;
  currency?: string | null;
  period?: string | null;
}

/** "60.000 – 75.000 € pro Jahr"; one bound alone, and a missing currency or period, are left out as they are. */
export function money({ min, max, currency, period }: Salary): string {
  const amounts = [min, max].filter((one): one is string => Boolean(one));
  const [least, most] = [amounts[0], amounts.at(-1)];
  if (least === undefined || most === undefined) return "";
  const written = least === most ? amount(most, currency) : `${amount(least)} – ${amount(most, currency)}`;
  const bound = amounts.length === 1 ? t(min ? "salary.from" : "salary.to", { amount: written }) : written;
  return [bound, period && word("period", period)].filter(Boolean).join(" ");
}

function amount(text: string, currency?: string | null): string {
  const number = Number(text);
  const digits = Number.isInteger(number) ? 0 : 2;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: 2 };
  const known = currency && /^[A-Z]{3}$/.test(currency);
  return new Intl.NumberFormat(locale(), known ? { ...options, style: "currency", currency } : options).format(number);
}
