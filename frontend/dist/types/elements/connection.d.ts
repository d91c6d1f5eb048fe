import type { Books } from "../desk.js";
import { Part } from "../part.js";
/** Events: `personio-changed`, `personio-told`, `personio-go`. Everything but the state is for admins. */
export declare class PersonioConnection extends Part {
    private pausing;
    private busy;
    private problem;
    private good;
    private since;
    protected begin(): void;
    view(books: Books): import("preact").JSX.Element;
    private add;
    private details;
    private controls;
    private run;
}
