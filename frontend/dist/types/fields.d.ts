import type { ComponentChildren, JSX } from "preact";
import type { Problem } from "./client.js";
/** What ties a control to its label, its help and its fault. */
export interface Marks {
    id: string;
    "aria-invalid"?: "true" | undefined;
    "aria-describedby"?: string | undefined;
}
interface LabelledProps {
    id: string;
    label: string;
    help?: string | undefined;
    /** Shown below the control, which is marked. */
    fault?: ComponentChildren;
    children: (marks: Marks) => JSX.Element;
}
export declare function Labelled({ id, label, help, fault, children }: LabelledProps): JSX.Element;
interface FieldProps {
    name: string;
    label: string;
    help?: string | undefined;
    problem?: Problem | undefined;
    /** What mends the problem with one click. */
    remedy?: ComponentChildren;
    control: (props: Marks & {
        name: string;
    }) => JSX.Element;
}
/** A field of a popup's form: its fault is a problem of the functions. */
export declare const Field: ({ name, label, help, problem, remedy, control }: FieldProps) => JSX.Element;
type TextProps = JSX.IntrinsicElements["input"] & {
    typed: (value: string) => void;
};
export declare const Text: ({ typed, ...props }: TextProps) => JSX.Element;
interface ChoiceProps extends Partial<Marks> {
    name?: string;
    value: string | undefined;
    /** Values with their words. */
    among: readonly (readonly [string, string])[];
    chosen: (value: string) => void;
}
export declare const Choice: ({ value, among, chosen, ...props }: ChoiceProps) => JSX.Element;
/** The languages that Personio knows, for a choice. */
export declare const languages: () => (readonly ["de" | "en" | "fr" | "es" | "nl" | "it" | "pt", string])[];
export {};
