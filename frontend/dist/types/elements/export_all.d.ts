import type { Books } from "../desk.js";
import { Part } from "../part.js";
/** Property: `successful`, the ids of the company's successful matches. Event: `personio-changed`. */
export declare class PersonioExportAll extends Part {
    successful: readonly string[];
    view(books: Books): import("preact").JSX.Element | null;
    private open;
}
