import type { Books } from "../desk.js";
import type { Part } from "../part.js";
export declare function openDisconnect(owner: Part, books: Books): void;
