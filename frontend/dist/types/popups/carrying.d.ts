export interface Typed {
    url: string;
    company: string;
    kind: "token" | "client";
    token: string;
    clientId: string;
    clientSecret: string;
    channel: string;
}
type Value = Exclude<keyof Typed, "kind">;
/** The value that each field of the body shows. */
export declare const VALUES: Readonly<Record<string, Value>>;
/** The values in what was pasted, without the names, quotes and signs around them. */
export declare const valuesIn: (pasted: string) => string[];
/** `typed` with the value of `from` where it belongs; what stood there takes its place, as two that were swapped. */
export declare function carriedOver(typed: Typed, from: Value, belongsTo: string): Typed;
export {};
