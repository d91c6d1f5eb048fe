import type { JobAd } from "../client.js";
import type { Books } from "../desk.js";
import { Part } from "../part.js";
/**
 * Property: `ad`, the job ad in the functions' form (`JobAd`).
 * Events: `personio-changed`, `personio-told`.
 */
export declare class PersonioJob extends Part {
    private known;
    get ad(): JobAd | undefined;
    set ad(ad: JobAd | undefined);
    view(books: Books): import("preact").JSX.Element | null;
    private actions;
}
