import type { Books } from "../desk.js";
import { Part } from "../part.js";
/**
 * Stands on the card of a successful match.
 *
 * Attributes: `match` its id; `person` the name, for labels; `ad-title`; `succeeded-at` when it succeeded (ISO 8601);
 * `position-closed` where the job ad's position is no longer published.
 * Events: `personio-changed`, `personio-told`, `personio-go`.
 */
export declare class PersonioExport extends Part {
    static readonly observedAttributes: string[];
    private working;
    private problem;
    protected begin(books: Books): void;
    get match(): string;
    set match(match: string);
    private get called();
    view(books: Books): import("preact").JSX.Element | null;
    /** Where there is no entry yet. */
    private beforehand;
    /** What stays longest comes first, so that none of them moves when another one goes; what helps most is the last. */
    private actions;
    private mend;
    /** Do something for the match; what it answers is its new entry, why it fails is shown on the card. */
    private work;
    /** "Export again" is asked before; `warning` says what may be in Personio already. */
    private askAgain;
    /** A text for the person whose profile lacks something. */
    private askPerson;
}
