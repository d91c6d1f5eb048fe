import type { ComponentChildren, JSX } from "preact";
import { Problem } from "./client.js";
import { type IconName } from "./icons.js";
export declare const LANGUAGES: readonly ["de", "en", "fr", "es", "nl", "it", "pt"];
interface ButtonProps {
    label: string;
    does?: (() => void) | undefined;
    kind?: string;
    symbol?: IconName;
    busy?: boolean;
    disabled?: boolean;
    /** The whole name, where the label alone would not say what it is about. */
    about?: string | undefined;
    submits?: boolean;
    first?: boolean;
}
/** `busy` shows that its work is under way and keeps it from being pressed twice; the focus stays on it. */
export declare const Button: ({ label, does, kind, symbol, busy, disabled, about, submits, first }: ButtonProps) => JSX.Element;
export type Tone = "info" | "good" | "warn" | "bad" | "busy" | "calm";
/** A word about a state: a drawing and a colour beside it, neither of them alone. */
export declare const Chip: ({ tone, symbol, label }: {
    tone: Tone;
    symbol: IconName;
    label: string;
}) => JSX.Element;
interface NoteProps {
    tone: Tone;
    title?: string | undefined;
    text?: string | undefined;
    /** Said at once, also where it stands in the page from the start. */
    loud?: boolean;
    children?: ComponentChildren;
}
export declare const Note: ({ tone, title, text, loud, children }: NoteProps) => JSX.Element;
/** A problem as people read it: the cause, what to do next, and the number for the support. */
export declare function ProblemNote({ problem, children }: {
    problem: Problem | undefined;
    children?: ComponentChildren;
}): JSX.Element | null;
interface FieldProps {
    name: string;
    label: string;
    help?: string | undefined;
    /** Shown below the field, and the field is marked, where it is the one at fault. */
    problem?: Problem | undefined;
    /** What mends the problem with one click. */
    remedy?: ComponentChildren;
    control: (props: ControlProps) => JSX.Element;
}
export interface ControlProps {
    id: string;
    name: string;
    "aria-invalid"?: "true" | undefined;
    "aria-describedby"?: string | undefined;
}
export declare function Field({ name, label, help, problem, remedy, control }: FieldProps): JSX.Element;
export declare const LanguageOptions: ({ chosen }: {
    chosen: string | undefined;
}) => JSX.Element[];
/** A link to another site; it opens beside the page. */
export declare const Outside: ({ address, label }: {
    address: string;
    label: string;
}) => JSX.Element;
/** Copies a text and says so beside itself. */
export declare function Copier({ text, label, about }: {
    text: string;
    label: string;
    about?: string;
}): JSX.Element;
interface EmptyProps {
    symbol: IconName;
    title: string;
    text: string;
    children?: ComponentChildren;
}
/** Nothing to show: what would stand here, and the next step. */
export declare const Empty: ({ symbol, title, text, children }: EmptyProps) => JSX.Element;
/** Something is being fetched: the shape of what will stand here. */
export declare const Skeleton: ({ rows }: {
    rows?: number;
}) => JSX.Element;
/** Whatever a call threw, as a problem that can be shown; anything else is a fault of ours and thrown on. */
export declare function problemOf(fault: unknown): Problem;
export {};
