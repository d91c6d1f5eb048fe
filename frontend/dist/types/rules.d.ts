import { type GivenRules, Problem, type Rules } from "./client.js";
/** One attribute: `source` is a field's name, `CONSTANT`, or empty while none is chosen. */
export interface Row {
    readonly key: number;
    id: string;
    source: string;
    constant: string;
    options: {
        word: string;
        option: string;
    }[];
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
export declare const CONSTANT = "=";
export declare const CUSTOM = "#";
export declare const PHASES: readonly ["unassigned", "offer", "accepted", "rejected", "withdrawn"];
export declare const rowFor: (id?: string) => Row;
export declare function draftOf(rules: Pick<Rules, "version" | "attributes" | "phase" | "tags" | "send">): Draft;
/** Whether two say the same. */
export declare const same: (one: Draft, other: Draft) => boolean;
/** As the functions would name it, could they see it: of two options with one word only one would reach them. */
export declare function unfit({ rows }: Draft): Problem | undefined;
/** Of a draft that is not `unfit`. */
export declare function given({ version, rows, phase, phaseId, tags, send }: Draft): GivenRules & {
    version: number;
};
