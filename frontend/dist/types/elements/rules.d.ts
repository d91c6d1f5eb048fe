import type { Books } from "../desk.js";
import { Part } from "../part.js";
/**
 * Properties: `successful`, the ids of matches to preview; `attribute`, the id of one that Personio asked for.
 * Events: `personio-changed`, `personio-told`. Recruiters see everything; admins save.
 */
export declare class PersonioRules extends Part {
    successful: readonly string[];
    private wanted;
    private rules;
    private draft;
    private problem;
    private busy;
    private match;
    private shown;
    private previewProblem;
    private asking;
    private timer;
    get attribute(): string;
    set attribute(id: string);
    protected begin(books: Books): void;
    view(books: Books): import("preact").JSX.Element;
    private get dirty();
    private trouble;
    private side;
    private preview;
    /** What the last save found at fault there. */
    private readonly fault;
    private add;
    /** The one that Personio asked for is filled in, unless it is there. */
    private take;
    private focusSoon;
    private change;
    private reset;
    private load;
    private save;
    private later;
    private ask;
}
