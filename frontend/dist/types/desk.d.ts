import type { BackFill, Client, Company, Connection, Erasure, Export, Preview, Summary } from "./client.js";
import { Problem } from "./client.js";
export interface Setup {
    client: Client;
    /** matched.io's id of the company. */
    company: string;
    /** Whether the signed-in person may connect, settle and disconnect. */
    admin: boolean;
    /** The signed-in person's name, for texts that they send. */
    name?: string;
    /** The company's admins by name: who can help a recruiter. */
    admins?: readonly string[];
    /** A uid's name; undefined where it is not known. */
    nameOf?: (uid: string) => string | undefined;
    /** Whose match it is and for which job ad, for lists of exports; whether the ad's position is published no more. */
    describe?: (match: string) => {
        person?: string;
        job?: string;
        closed?: boolean;
    } | undefined;
    /** False where the page says what changed (`changed`, `refresh`) instead of having it asked for; true, if absent. */
    asks?: boolean;
    /** One more sentence where the credentials are asked for, such as a demonstration's. */
    credentialsHint?: () => string;
}
/** What the list of exports shows beside the exports. */
export interface Overview {
    summary: Summary;
    erasures: readonly Erasure[];
}
/** What is known about a company; tells its listeners when something is new. */
export declare class Books {
    readonly setup: Setup;
    readonly calls: Company;
    connection: Connection | undefined;
    readonly exports: Map<string, {
        match_id: string;
        state: import("./generated/api.js").components["schemas"]["ExportShown"];
        code?: import("./generated/api.js").components["schemas"]["ExportCode"];
        sentence: string;
        hint?: string;
        who?: "recruiter" | "admin" | "developer" | "matched.io";
        fields?: string[];
        can_retry?: boolean;
        can_again?: boolean;
        origin?: "click" | "live" | "back_fill";
        by?: string;
        job_id?: string;
        position_id?: number;
        due_at?: string;
        exported_at?: string;
        evidence?: "created" | "read" | "inferred";
        application_url?: string;
        applied_at?: string;
        progress?: import("./generated/api.js").components["schemas"]["ApplicantProgress"];
        carried_by?: string;
        taken_back_at?: string;
        updated_at?: string;
        attempts?: import("./generated/api.js").components["schemas"]["Attempt"][];
    }>;
    backFill: BackFill | undefined;
    overview: Overview | undefined;
    /** Why it may be out of date. */
    trouble: Problem | undefined;
    /** Grows when positions or job ads changed by something that was done here. */
    adsVersion: number;
    private readonly listeners;
    private readonly wanted;
    private readonly overviewers;
    private timer;
    private looking;
    private telling;
    constructor(setup: Setup);
    get connected(): boolean;
    /** Hear of every change; the first listener starts the looking, the last ends it. */
    subscribe(listener: () => void): () => void;
    /** Look at the connection and the exports again. */
    refresh(): Promise<void>;
    /** This match's export may have changed. */
    changed(match: string): Promise<void>;
    /** A match stands on the page: its export is to be known. */
    want(match: string): void;
    /** Have the overview read, again and again, while this element stands in the page. */
    wantOverview(element: Node): void;
    /** An erasure was acknowledged: these are left. */
    leave(erasures: readonly Erasure[]): void;
    put(entry: Export): void;
    settle(connection: Connection): void;
    adsChanged(): void;
    /** How many exports wait for the connection. */
    get waiting(): number;
    get outage(): boolean;
    /** Have everything drawn anew: of itself, or because what `describe` and `nameOf` say has changed. */
    tell(): void;
    /** What the list answers anew has none; entries that no page has any more would keep theirs. */
    private forgetProgress;
    private look;
    private readList;
    /** Matches that no page had: mostly those without an entry, which may get one at any moment. */
    private readOthers;
    private readOverview;
    private later;
}
/** Say who is signed in, before or after elements stand in the page; null after they signed out. */
export declare function setUp(setup: Setup | null): Books | undefined;
/** The books as they are, undefined before `setUp`; `listener` hears of every other set-up. */
export declare const open: () => Books | undefined;
export declare function onSetUp(listener: () => void): () => void;
export type { Preview };
