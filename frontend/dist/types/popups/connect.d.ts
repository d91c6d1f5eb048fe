import type { Books } from "../desk.js";
import type { Part } from "../part.js";
export declare function openConnect(owner: Part, books: Books, { replacing }?: {
    replacing?: boolean | undefined;
}): void;
