import type { JobAd } from "../client.js";
import type { Books } from "../desk.js";
import type { Part } from "../part.js";
/** `fresh`: it was imported a moment ago. */
export declare function openAd(owner: Part, books: Books, shown: JobAd, { fresh, pay: paying }?: {
    fresh?: boolean | undefined;
    pay?: boolean | undefined;
}): void;
