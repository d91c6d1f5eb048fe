import type { Books } from "../desk.js";
import { Part } from "../part.js";
/** Events: `personio-changed` (a job ad was made or changed), `personio-told`, `personio-go`. */
export declare class PersonioPositions extends Part {
    private list;
    private problem;
    private stale;
    private busy;
    private q;
    private language;
    private importing;
    private readonly chosen;
    private asked;
    private adsVersion;
    private typing;
    protected begin(books: Books): void;
    view(books: Books): import("preact").JSX.Element;
    private controls;
    private found;
    private card;
    private fetch;
    private wish;
    /** The position becomes a draft, and what is missing is asked for; one that is imported shows its ad as it is. */
    private take;
    private imported;
    /** One call after the other, each with its own result. */
    private importChosen;
}
