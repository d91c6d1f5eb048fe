import type { ComponentChildren } from "preact";
import { Problem } from "./client.js";
import { type IconName } from "./icons.js";
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
export declare const Button: ({ label, does, kind, symbol, busy, disabled, about, submits, first }: ButtonProps) => import("preact").JSX.Element;
export type Tone = "info" | "good" | "warn" | "bad" | "busy" | "calm";
/** A word about a state: a drawing and a colour beside it, neither of them alone. */
export declare const Chip: ({ tone, symbol, label }: {
    tone: Tone;
    symbol: IconName;
    label: string;
}) => import("preact").JSX.Element;
interface NoteProps {
    tone: Tone;
    title?: string | undefined;
    text?: string | undefined;
    /** Said at once, also where it stands in the page from the start. */
    loud?: boolean;
    children?: ComponentChildren;
}
export declare const Note: ({ tone, title, text, loud, children }: NoteProps) => import("preact").JSX.Element;
/** A problem as people read it: the cause, what to do next, and the number for the support. */
export declare function ProblemNote({ problem, children }: {
    problem: Problem | undefined;
    children?: ComponentChildren;
}): import("preact").JSX.Element | null;
/** A link to another site; it opens beside the page. */
export declare const Outside: ({ address, label }: {
    address: string;
    label: string;
}) => import("preact").JSX.Element;
/** Copies a text and says so beside itself. */
export declare function Copier({ text, label, about }: {
    text: string;
    label: string;
    about?: string;
}): import("preact").JSX.Element;
interface EmptyProps {
    symbol: IconName;
    title: string;
    text: string;
    children?: ComponentChildren;
}
/** Nothing to show: what would stand here, and the next step. */
export declare const Empty: ({ symbol, title, text, children }: EmptyProps) => import("preact").JSX.Element;
/** Something is being fetched: the shape of what will stand here. */
export declare const Skeleton: ({ rows }: {
    rows?: number;
}) => import("preact").JSX.Element;
/** Whatever a call threw, as a problem that can be shown; anything else is a fault of ours and thrown on. */
export declare function problemOf(fault: unknown): Problem;
export {};
