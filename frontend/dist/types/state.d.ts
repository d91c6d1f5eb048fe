import type { Export, Progress } from "./client.js";
import type { Books } from "./desk.js";
export declare const FINAL: readonly string[];
export declare const OPEN: readonly string[];
/** `entry` as export-applicant shows it; undefined counts as none. */
export declare function StateChip({ entry }: {
    entry: Export | undefined;
}): import("preact").JSX.Element;
/** What became of the applicant, and since when; Personio's own name of the stage where it says more. */
export declare function ProgressChip({ progress: { stage, name, since, sentence } }: {
    progress: Progress;
}): import("preact").JSX.Element;
/** What a click on the card does about what holds the export up. */
export type Remedy = "export" | "retry" | "link" | "relink" | "ask" | "resume" | "credentials" | "check" | "connect" | "rules";
/** The one that helps most; undefined where nothing does, or an admin has to. */
export declare function remedy(entry: Export, books: Books): Remedy | undefined;
/** Whether what held the entry up is mended, and only its own turn has not come yet. */
export declare function resuming(entry: Export, books: Books): boolean;
/** Whether the entry waits for an admin, and the signed-in person is none. */
export declare function waitsForAdmin(entry: Export, books: Books): boolean;
/** Who can do what needs an admin, by name where the page knows. */
export declare const askAdmin: ({ setup }: Books) => string;
export declare const REMEDY_WORDS: {
    readonly export: readonly ["export.go", "send"];
    readonly retry: readonly ["export.retry", "send"];
    readonly link: readonly ["export.link", "link"];
    readonly relink: readonly ["export.relink", "link"];
    readonly ask: readonly ["export.ask", "people"];
    readonly resume: readonly ["notice.resume", "arrow"];
    readonly credentials: readonly ["connection.replace", "key"];
    readonly check: readonly ["notice.check", "bolt"];
    readonly connect: readonly ["export.connect", "arrow"];
    readonly rules: readonly ["export.rules", "arrow"];
};
