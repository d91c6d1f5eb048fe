// The functions' calls, typed from docs/openapi.yaml: token, language, waiting and problems are taken care of.

import createFetch from "openapi-fetch";
import type { components, paths } from "./generated/api.js";
import { isProblemDocument, noAnswer, Problem } from "./problem.js";

export { Problem } from "./problem.js";
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
export type Preview = Schemas["Preview"];
export type BackFill = Schemas["BackFill"];
export type Rules = Schemas["Rules"];
export type GivenRules = Schemas["GivenRules"];
export type Fault = NonNullable<Schemas["Problem"]["faults"]>[number];

export type FunctionName = "connect-personio" | "list-jobs" | "import-job" | "export-applicant";
export type Language = "de" | "en";

export interface Options {
  /** One address in front of all functions (locally), or Terraform's `function_urls`: name → base address. */
  addresses: string | Readonly<Record<FunctionName, string>>;
  /** The signed-in person's Firebase ID token; `renew` is true after a token was refused. */
  token: (renew: boolean) => string | Promise<string>;
  /** In which language sentences are answered; the document's, if absent. */
  language?: () => Language;
  /** Seconds that a call waits in all before it repeats itself where a problem names `retry_after`; 10, if absent. */
  patience?: number;
  /** Seconds until a call without an answer is given up; 75, if absent: the slowest takes Personio's time, too. */
  timeout?: number;
  /** For tests. */
  fetch?: (request: Request) => Promise<Response>;
  sleep?: (seconds: number) => Promise<void>;
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
  listExports(query?: { state?: ExportState; cursor?: string }): Promise<Schemas["ExportPage"]>;
  showExport(match: string): Promise<Export>;
  exportMatch(match: string, wish?: { again?: boolean; position_id?: number }): Promise<Export>;
  /** Under the rules in force, or under others that are not saved. */
  previewExport(match: string, rules?: GivenRules): Promise<Preview>;
  cancelExport(match: string): Promise<Export>;
  showBackFill(): Promise<BackFill>;
  backFill(): Promise<BackFill>;
}

export type Client = (company: string) => Company;

/** A client for whoever is signed in: `createClient(options)("acme").showConnection()`. */
export function createClient(options: Options): Client {
  const api = createFetch<paths>({
    baseUrl: typeof options.addresses === "string" ? options.addresses.replace(/\/$/, "") : PLACEHOLDER,
    fetch: (request: Request) => ask(request, options),
  });
  return (company) => {
    const of = { path: { company } };
    const job = (id: string) => ({ path: { company, job: id } });
    const match = (id: string) => ({ path: { company, match: id } });
    const answer = <T>(called: Promise<{ data?: T }>) => called.then(({ data }) => data as NonNullable<T>);
    return {
      resolveBoard: (url) =>
        answer(api.POST("/connect-personio/{company}/resolve", { params: of, body: { url } })),
      connectPersonio: (body) => answer(api.PUT("/connect-personio/{company}", { params: of, body })),
      showConnection: () => answer(api.GET("/connect-personio/{company}", { params: of })),
      settleConnection: (body) => answer(api.PATCH("/connect-personio/{company}", { params: of, body })),
      disconnectPersonio: () => answer(api.DELETE("/connect-personio/{company}", { params: of })),
      testConnection: () => answer(api.POST("/connect-personio/{company}/test", { params: of })),
      showRules: () => answer(api.GET("/connect-personio/{company}/rules", { params: of })),
      saveRules: (body) => answer(api.PUT("/connect-personio/{company}/rules", { params: of, body })),
      listPositions: (query = {}) =>
        answer(api.GET("/list-jobs/{company}", { params: { ...of, query } })),
      importPosition: (body) => answer(api.POST("/import-job/{company}", { params: of, body })),
      completeJob: (id, details) =>
        answer(api.PATCH("/import-job/{company}/jobs/{job}", { params: job(id), body: { details } })),
      discardJob: (id) => answer(api.DELETE("/import-job/{company}/jobs/{job}", { params: job(id) })),
      answerChanges: (id, body) =>
        answer(api.POST("/import-job/{company}/jobs/{job}/changes", { params: job(id), body })),
      linkJob: (id, position_id) =>
        answer(api.PUT("/import-job/{company}/jobs/{job}/link", { params: job(id), body: { position_id } })),
      unlinkJob: (id) => answer(api.DELETE("/import-job/{company}/jobs/{job}/link", { params: job(id) })),
      listExports: (query = {}) =>
        answer(api.GET("/export-applicant/{company}", { params: { ...of, query } })),
      showExport: (id) => answer(api.GET("/export-applicant/{company}/matches/{match}", { params: match(id) })),
      exportMatch: (id, body = {}) =>
        answer(
          api.POST("/export-applicant/{company}/matches/{match}", { params: match(id), body }),
        ) as Promise<Export>,
      previewExport: (id, rules) =>
        answer(
          api.POST("/export-applicant/{company}/matches/{match}", {
            params: match(id),
            body: { preview: true, ...(rules && { rules }) },
          }),
        ) as Promise<Preview>,
      cancelExport: (id) =>
        answer(api.DELETE("/export-applicant/{company}/matches/{match}", { params: match(id) })),
      showBackFill: () => answer(api.GET("/export-applicant/{company}/back-fill", { params: of })),
      backFill: () => answer(api.POST("/export-applicant/{company}/back-fill", { params: of })),
    };
  };
}

const PLACEHOLDER = "https://function.invalid"; // stands for the address that the path's first segment chooses

/** One call until it is answered for good; throws Problem for everything but a success. */
async function ask(request: Request, options: Options): Promise<Response> {
  let patience = options.patience ?? 10;
  for (let renewed = false; ; ) {
    const response = await send(request.clone(), options, renewed);
    if (response.ok) return response;
    if (response.status === 401 && !renewed) {
      renewed = true;
      continue;
    }
    const problem = await problemOf(response, languageOf(options));
    const wait = problem.retryable ? problem.retryAfter : undefined;
    if (wait === undefined || wait > patience) throw problem;
    patience -= wait;
    await (options.sleep ?? sleep)(wait);
  }
}

async function send(request: Request, options: Options, renew: boolean): Promise<Response> {
  const language = languageOf(options);
  try {
    const headers = new Headers(request.headers);
    headers.set("Authorization", `Bearer ${await options.token(renew)}`);
    headers.set("Accept-Language", language);
    const body = (await request.text()) || null; // `request.body` is not known to every browser
    const signal = AbortSignal.timeout((options.timeout ?? 75) * 1000);
    const whole = new Request(addressed(request.url, options), { method: request.method, headers, body, signal });
    return await (options.fetch ?? fetch)(whole);
  } catch {
    throw noAnswer(language);
  }
}

function addressed(url: string, { addresses }: Options): string {
  if (typeof addresses === "string") return url;
  const [name, ...rest] = url.slice(PLACEHOLDER.length + 1).split("/");
  return [addresses[name as FunctionName].replace(/\/$/, ""), ...rest].join("/");
}

async function problemOf(response: Response, language: Language): Promise<Problem> {
  const document: unknown = await response.json().catch(() => null);
  return isProblemDocument(document) ? new Problem(document) : noAnswer(language, response.status);
}

const languageOf = ({ language }: Options): Language =>
  language?.() ?? (document.documentElement.lang.startsWith("en") ? "en" : "de");

const sleep = (seconds: number) => new Promise<void>((done) => setTimeout(done, seconds * 1000));
