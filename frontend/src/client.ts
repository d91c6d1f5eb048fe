// The functions' calls, typed from docs/openapi.yaml.

import { caller, type Options } from "./call.js";
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
  listPositions(query?: { language?: Schemas["Language"]; q?: string }): Promise<JobList>;
  importPosition(wish: Schemas["Import"]): Promise<JobAd>;
  completeJob(job: string, details: Details): Promise<JobAd>;
  discardJob(job: string): Promise<JobAd>;
  answerChanges(job: string, answer: Schemas["ChangesAnswer"]): Promise<JobAd>;
  linkJob(job: string, position: number): Promise<JobAd>;
  unlinkJob(job: string): Promise<JobAd>;
  listExports(query?: ExportsWanted): Promise<Schemas["ExportPage"]>;
  showSummary(): Promise<Summary>;
  showExport(match: string): Promise<Export>;
  exportMatch(match: string, wish?: { again?: boolean; position_id?: number }): Promise<Export>;
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
export function createClient(options: Options): Client {
  const call = caller(options);
  return (company) => {
    const of = { company };
    const job = (id: string) => ({ company, job: id });
    const match = (id: string) => ({ company, match: id });
    return {
      resolveBoard: (url) => call("post", "/connect-personio/{company}/resolve", of, { body: { url } }),
      connectPersonio: (body) => call("put", "/connect-personio/{company}", of, { body }),
      showConnection: () => call("get", "/connect-personio/{company}", of),
      settleConnection: (body) => call("patch", "/connect-personio/{company}", of, { body }),
      disconnectPersonio: () => call("delete", "/connect-personio/{company}", of),
      testConnection: () => call("post", "/connect-personio/{company}/test", of),
      showRules: () => call("get", "/connect-personio/{company}/rules", of),
      saveRules: (body) => call("put", "/connect-personio/{company}/rules", of, { body }),
      listPositions: (query) => call("get", "/list-jobs/{company}", of, { query }),
      importPosition: (body) => call("post", "/import-job/{company}", of, { body }),
      completeJob: (id, details) =>
        call("patch", "/import-job/{company}/jobs/{job}", job(id), { body: { details } }),
      discardJob: (id) => call("delete", "/import-job/{company}/jobs/{job}", job(id)),
      answerChanges: (id, body) => call("post", "/import-job/{company}/jobs/{job}/changes", job(id), { body }),
      linkJob: (id, position_id) =>
        call("put", "/import-job/{company}/jobs/{job}/link", job(id), { body: { position_id } }),
      unlinkJob: (id) => call("delete", "/import-job/{company}/jobs/{job}/link", job(id)),
      listExports: (query) => call("get", "/export-applicant/{company}", of, { query }),
      showSummary: () => call("get", "/export-applicant/{company}/summary", of),
      showExport: (id) => call("get", "/export-applicant/{company}/matches/{match}", match(id)),
      exportMatch: (id, body = {}) =>
        call("post", "/export-applicant/{company}/matches/{match}", match(id), { body }) as Promise<Export>,
      previewExport: (id, rules) =>
        call("post", "/export-applicant/{company}/matches/{match}", match(id), {
          body: { preview: true, ...(rules && { rules }) },
        }) as Promise<Preview>,
      cancelExport: (id) => call("delete", "/export-applicant/{company}/matches/{match}", match(id)),
      listErasures: () => call("get", "/export-applicant/{company}/erasures", of),
      acknowledgeErasure: (id) => call("delete", "/export-applicant/{company}/erasures/{match}", match(id)),
      showBackFill: () => call("get", "/export-applicant/{company}/back-fill", of),
      backFill: () => call("post", "/export-applicant/{company}/back-fill", of),
    };
  };
}
