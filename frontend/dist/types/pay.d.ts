import type { Details } from "./client.js";
import { Problem } from "./client.js";
import { type Salary } from "./text.js";
export declare const PERIODS: readonly ["yearly", "monthly", "weekly", "daily", "hourly"];
/** What stands in the four fields. */
export interface Pay {
    min: string;
    max: string;
    currency: string;
    period: string;
}
export declare const payOf: (salary: Salary | undefined, period?: string) => Pay;
export declare const given: ({ min, max }: Pay) => boolean;
/** "60.000", "60,000", "60 000", "17,50" → decimal text; null where it is no number. */
export declare function decimal(written: string): string | null;
/** The pay as the functions take it; what is wrong with it, by field, where something is. */
export declare function typed(pay: Pay): {
    pay: NonNullable<Details["salary"]>;
} | {
    wrong: Wrong;
};
export interface Wrong {
    field: string;
    text: string;
}
/** As a problem of the functions' form, so that it is shown as theirs are. */
export declare const asProblem: ({ field, text }: Wrong) => Problem;
interface PayFieldsProps {
    pay: Pay;
    /** Why it is asked for. */
    help?: string | undefined;
    at: (field: string) => Problem | undefined;
    changed: () => void;
}
export declare function PayFields({ pay, help, at, changed }: PayFieldsProps): import("preact").JSX.Element;
export {};
