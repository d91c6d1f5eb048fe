import type { components } from "./generated/api.js";
export type ProblemDocument = components["schemas"]["Problem"];
/** The functions' closed list, and `no_answer`: nobody answered, or not with a document of the functions. */
export type ProblemCode = components["schemas"]["ProblemCode"] | "no_answer";
/** Decide by `code`; `title`, `detail` and `hint` are ready to be shown in the language that was asked for. */
export declare class Problem extends Error {
    readonly name = "Problem";
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
    constructor(document: Omit<ProblemDocument, "type" | "trace_id" | "code"> & {
        code: ProblemCode;
        trace_id?: string;
    });
}
/** Nobody answered, or with something that no function says; `status` is 0 in the first case. */
export declare function noAnswer(language: "de" | "en", status?: number): Problem;
export declare function isProblemDocument(value: unknown): value is ProblemDocument;
