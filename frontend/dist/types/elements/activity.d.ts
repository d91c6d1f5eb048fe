import type { Books } from "../desk.js";
import { Part } from "../part.js";
/** Needs `describe` of the set-up for people's names. */
export declare class PersonioActivity extends Part {
    private filter;
    private next;
    private readonly work;
    protected begin(books: Books): void;
    view(books: Books): import("preact").JSX.Element;
    private shown;
    private hasMore;
    private figure;
    private filters;
    private choose;
    /** Read on until something comes that is not shown yet. */
    private more;
}
