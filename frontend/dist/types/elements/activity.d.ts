import type { Books } from "../desk.js";
import { Part } from "../part.js";
/** Needs `describe` of the set-up for people's names. */
export declare class PersonioActivity extends Part {
    private filter;
    private next;
    private readonly work;
    protected begin(): void;
    view(books: Books): import("preact").JSX.Element;
    private filters;
    private more;
}
