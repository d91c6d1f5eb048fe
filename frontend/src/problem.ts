// What a call came to when it did not work: a problem document of the functions, or nobody's answer.

import type { components } from "./generated/api.js";

export type ProblemDocument = components["schemas"]["Problem"];

/** The functions' closed list, and `no_answer`: nobody answered, or not with a document of the functions. */
export type ProblemCode = components["schemas"]["ProblemCode"] | "no_answer";

/** Decide by `code`; `title`, `detail` and `hint` are ready to be shown in the language that was asked for. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly title: string;
  readonly detail: string;
  readonly hint: string;
  readonly retryable: boolean;
  /** The HTTP status; 0 where nobody answered. */
  readonly status: number;
  /** The input at fault. */
  readonly field: string | undefined;
  /** The field that the value at fault belongs to by its looks; `client` where it holds id and secret. */
  readonly belongsTo: ProblemDocument["belongs_to"];
  /** Seconds after which the same call may succeed. */
  readonly retryAfter: number | undefined;
  /** Finds the line in the functions' log. */
  readonly traceId: string | undefined;
  /** Of `listPositions`: the list as it was last read, and how many seconds ago. */
  readonly last: ProblemDocument["last"];
  /** Of `saveRules`: all that is wrong, or what is in force now. */
  readonly faults: ProblemDocument["faults"];
  readonly rules: ProblemDocument["rules"];

  constructor(document: Omit<ProblemDocument, "type" | "trace_id" | "code"> & { code: ProblemCode; trace_id?: string }) {
    super(document.detail);
    this.code = document.code;
    this.title = document.title;
    this.detail = document.detail;
    this.hint = document.hint;
    this.retryable = document.retryable;
    this.status = document.status;
    this.field = document.field;
    this.belongsTo = document.belongs_to;
    this.retryAfter = document.retry_after;
    this.traceId = document.trace_id;
    this.last = document.last;
    this.faults = document.faults;
    this.rules = document.rules;
  }
}

const NO_ANSWER = {
  de: ["Keine Antwort", "matched.io hat nicht geantwortet.", "Versucht es in einem Augenblick noch einmal."],
  en: ["No answer", "matched.io did not answer.", "Try again in a moment."],
} as const;

/** Nobody answered, or with something that no function says; `status` is 0 in the first case. */
export function noAnswer(language: "de" | "en", status = 0): Problem {
  const [title, detail, hint] = NO_ANSWER[language];
  return new Problem({ code: "no_answer", title, detail, hint, retryable: true, status });
}

export function isProblemDocument(value: unknown): value is ProblemDocument {
  return typeof value === "object" && value !== null && "code" in value && "title" in value && "detail" in value;
}
