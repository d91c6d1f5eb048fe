// A company's rules while they are being edited: what a form holds, and what the functions take.

import { type Fault, type GivenRules, Problem, type Rules } from "./client.js";
import { t } from "./text.js";

/** One attribute: `source` is a field's name, `CONSTANT`, or empty while none is chosen. */
export interface Row {
  readonly key: number;
  id: string;
  source: string;
  constant: string;
  options: { word: string; option: string }[];
}

/** `phase` is empty, one of Personio's own words, or `CUSTOM` with the number in `phaseId`. */
export interface Draft {
  version: number;
  rows: Row[];
  phase: string;
  phaseId: string;
  tags: string;
  send: Record<string, boolean>;
}

export const CONSTANT = "=";
export const CUSTOM = "#";
export const PHASES = ["unassigned", "offer", "accepted", "rejected", "withdrawn"] as const;

let keys = 0;

export const rowFor = (id = ""): Row => ({ key: ++keys, id, source: "", constant: "", options: [] });

export function draftOf(rules: Pick<Rules, "version" | "attributes" | "phase" | "tags" | "send">): Draft {
  const { version, attributes, phase, tags, send } = rules;
  return {
    version,
    rows: attributes.map(({ id, field, constant, options }) => ({
      ...rowFor(id),
      source: field ?? CONSTANT,
      constant: constant ?? "",
      options: Object.entries(options ?? {}).map(([word, option]) => ({ word, option })),
    })),
    phase: phase ? (phase.type === "custom" ? CUSTOM : String(phase.id)) : "",
    phaseId: phase?.type === "custom" ? String(phase.id) : "",
    tags: (tags ?? []).join(", "),
    send: { ...send },
  };
}

/** Whether two say the same. */
export const same = (one: Draft, other: Draft): boolean => written(one) === written(other);

const written = (draft: Draft) => JSON.stringify(draft, (name, value: unknown) => (name === "key" ? undefined : value));

/** As the functions would name it, could they see it: of two options with one word only one would reach them. */
export function unfit({ rows }: Draft): Problem | undefined {
  const faults = rows.flatMap(({ source, options }, at): Fault[] =>
    source === CONSTANT ? [] : repeated(options).map((number) => twice(`attributes[${at}].options[${number}]`)),
  );
  if (faults.length === 0) return undefined;
  const [title, detail] = [t("rules.unfit"), t("rules.unfit.text")];
  return new Problem({ code: "rules_invalid", title, detail, hint: "", retryable: false, status: 0, faults });
}

const twice = (path: string): Fault => ({ path, code: "twice", detail: t("rules.twice") });

/** The numbers of the options whose word stands before them already; capitals make no other word of it. */
function repeated(options: Row["options"]): number[] {
  const words = options.map(({ word }) => word.trim().toLowerCase());
  return [...words.keys()].filter((number) => words[number] && words.indexOf(words[number]) < number);
}

/** Of a draft that is not `unfit`. */
export function given({ version, rows, phase, phaseId, tags, send }: Draft): GivenRules & { version: number } {
  const number = phaseId.trim();
  const id = /^\d{1,15}$/.test(number) ? Number(number) : number;
  return {
    version,
    attributes: rows.map((row) => ({
      id: row.id.trim(),
      ...(row.source === CONSTANT ? { constant: row.constant } : row.source ? { field: row.source } : {}),
      ...(row.source !== CONSTANT && row.options.length > 0
        ? { options: Object.fromEntries(row.options.map(({ word, option }) => [word.trim(), option.trim()])) }
        : {}),
    })),
    phase: phase ? { type: phase === CUSTOM ? "custom" : "system", id: phase === CUSTOM ? id : phase } : null,
    tags: tags
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
    send,
  };
}
