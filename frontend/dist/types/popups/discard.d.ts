import { type JobAd } from "../client.js";
import type { Books } from "../desk.js";
import type { Part } from "../part.js";
export declare function openDiscard(owner: Part, books: Books, { job_id, title }: JobAd): void;
