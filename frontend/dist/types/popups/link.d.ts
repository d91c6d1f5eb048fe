import type { Books } from "../desk.js";
import type { Part } from "../part.js";
interface Wish {
    job: string;
    title?: string | undefined;
    /** Chosen from the start. */
    position?: number | undefined;
    /** The one it has: not offered. */
    instead?: number | undefined;
}
export declare function openLink(owner: Part, books: Books, wish: Wish): void;
/** Ask, then untie an ad from its position. */
export declare function openUnlink(owner: Part, books: Books, { job, title }: Wish): void;
export {};
