import type { Part } from "../part.js";
interface Question {
    title: () => string;
    text: () => string;
    yes: () => string;
    /** Once it is done the popup closes; what it fails with is shown in it. */
    does: () => Promise<void>;
}
export declare function openQuestion(owner: Part, { title, text, yes, does }: Question): void;
export {};
