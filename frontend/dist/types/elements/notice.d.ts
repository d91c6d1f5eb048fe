import type { Books } from "../desk.js";
import { Part } from "../part.js";
/** Events: `personio-changed`. */
export declare class PersonioNotice extends Part {
    private readonly work;
    protected begin(): void;
    view(books: Books): import("preact").JSX.Element;
    private about;
    private check;
    private run;
}
