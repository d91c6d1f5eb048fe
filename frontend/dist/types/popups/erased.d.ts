import type { Erasure } from "../client.js";
import type { Books } from "../desk.js";
import type { Part } from "../part.js";
export declare function openErased(owner: Part, books: Books, { match_id }: Erasure): void;
