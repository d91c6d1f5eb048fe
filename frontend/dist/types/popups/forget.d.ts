import type { Books } from "../desk.js";
import type { Part } from "../part.js";
export declare function openForget(owner: Part, books: Books): void;
