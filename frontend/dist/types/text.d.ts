import type { Language } from "./client.js";
import { WORDS } from "./words.js";
/** A key of the catalogue. */
export type Known = keyof typeof WORDS;
/** The document's language; German, unless it is English. */
export declare const language: () => Language;
/** The message in the document's language; {name} stands for `values.name`. */
export declare function t(key: Known, values?: Readonly<Record<string, unknown>>): string;
/** One of `key.one` and `key.many`, by the number. */
export declare const count: (key: string, n: number) => string;
/** The message for a code, where the catalogue has one. */
export declare const known: (prefix: string, code: string | undefined) => string | undefined;
/** A message that may not exist yet, such as one for a new code of the functions: then the code, legibly. */
export declare const word: (prefix: string, code: string | undefined) => string;
/** As people say it: "heute, 05:20", "gestern, 17:03", "24. Nov., 08:00". */
export declare function moment(iso: string): string;
/** The day alone: "heute", "gestern", "24. November 2026". */
export declare const date: (iso: string) => string;
export declare const day: (iso: string) => string;
export declare const languageName: (code: string) => string;
/** Short facts in one line; a dot never begins the next one. */
export declare const dotted: (parts: readonly (string | number | false | null | undefined)[]) => string;
export declare const listed: (parts: readonly string[]) => string;
export interface Salary {
    min?: string | null;
    max?: string | null;
    currency?: string | null;
    period?: string | null;
}
/** "60.000 – 75.000 € pro Jahr"; one bound alone, and a missing currency or period, are left out as they are. */
export declare function money({ min, max, currency, period }: Salary): string;
