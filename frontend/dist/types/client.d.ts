import { type Options } from "./call.js";
import type { components } from "./generated/api.js";
export { Problem } from "./problem.js";
export type { FunctionName, Language, Options } from "./call.js";
export type { ProblemCode, ProblemDocument } from "./problem.js";
export type { paths } from "./generated/api.js";
export type Schemas = components["schemas"];
export type Connection = Schemas["Connection"];
export type Board = Schemas["Board"];
export type JobList = Schemas["JobList"];
export type Position = Schemas["Position"];
export type JobAd = Schemas["JobAd"];
export type Details = Schemas["Details"];
export type Export = Schemas["Export"];
export type ExportState = Schemas["ExportState"];
export type Progress = Schemas["ApplicantProgress"];
export type Summary = Schemas["Summary"];
export type Erasure = Schemas["Erasure"];
export type Preview = Schemas["Preview"];
export type BackFill = Schemas["BackFill"];
export type Rules = Schemas["Rules"];
export type GivenRules = Schemas["GivenRules"];
export type Fault = NonNullable<Schemas["Problem"]["faults"]>[number];
export interface ExportsWanted {
    state?: ExportState;
    progress?: Progress["stage"];
    cursor?: string;
}
/** The calls for one company, by their `operationId`; each throws `Problem`. Every call is safe to repeat. */
export interface Company {
    resolveBoard(url: string): Promise<Board>;
    connectPersonio(wish: Schemas["Connect"]): Promise<Connection>;
    showConnection(): Promise<Connection>;
    settleConnection(wish: Schemas["Settle"]): Promise<Connection>;
    disconnectPersonio(): Promise<Connection>;
    testConnection(): Promise<Connection>;
    showRules(): Promise<Rules>;
    saveRules(wish: Schemas["SaveRules"]): Promise<Rules>;
    listPositions(query?: {
        language?: Schemas["Language"];
        q?: string;
    }): Promise<JobList>;
    importPosition(wish: Schemas["Import"]): Promise<JobAd>;
    completeJob(job: string, details: Details): Promise<JobAd>;
    discardJob(job: string): Promise<JobAd>;
    answerChanges(job: string, answer: Schemas["ChangesAnswer"]): Promise<JobAd>;
    linkJob(job: string, position: number): Promise<JobAd>;
    unlinkJob(job: string): Promise<JobAd>;
    listExports(query?: ExportsWanted): Promise<Schemas["ExportPage"]>;
    showSummary(): Promise<Summary>;
    showExport(match: string): Promise<Export>;
    exportMatch(match: string, wish?: {
        again?: boolean;
        position_id?: number;
    }): Promise<Export>;
    /** Under the rules in force, or under others that are not saved. */
    previewExport(match: string, rules?: GivenRules): Promise<Preview>;
    cancelExport(match: string): Promise<Export>;
    listErasures(): Promise<Schemas["Erasures"]>;
    /** Say that the applicant is erased in Personio, too; answers with what is left. */
    acknowledgeErasure(match: string): Promise<Schemas["Erasures"]>;
    showBackFill(): Promise<BackFill>;
    backFill(): Promise<BackFill>;
}
export type Client = (company: string) => Company;
/** A client for whoever is signed in: `createClient(options)("acme").showConnection()`. */
export declare function createClient(options: Options): Client;
