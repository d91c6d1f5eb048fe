// One call of a function, as docs/openapi.yaml describes it: token, language, waiting and problems are taken care of.

import createFetch from "openapi-fetch";
import type { paths } from "./generated/api.js";
import { isProblemDocument, noAnswer, Problem } from "./problem.js";

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

type Method = "get" | "put" | "post" | "patch" | "delete";
/** The paths that know the method. */
type PathOf<M extends Method> = { [P in keyof paths]: paths[P][M] extends object ? P : never }[keyof paths];
type ValuesOf<O> = O extends { parameters: { path: infer Values } } ? Values : never;
type QueryOf<O> = O extends { parameters: { query?: infer Query } } ? Query : never;
type BodyOf<O> = O extends { requestBody?: { content: { "application/json": infer Body } } } ? Body : never;
type AnswerOf<O> = O extends { responses: { 200: { content: { "application/json": infer Answer } } } } ? Answer : never;

/** `values` are the path's; throws `Problem` for everything but a success. */
export type Call = <M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  values: ValuesOf<paths[P][M]>,
  more?: { query?: QueryOf<paths[P][M]>; body?: BodyOf<paths[P][M]> },
) => Promise<AnswerOf<paths[P][M]>>;

const PLACEHOLDER = "https://function.invalid"; // stands for the address that the path's first segment chooses

export function caller(options: Options): Call {
  const api = createFetch<paths>({
    baseUrl: typeof options.addresses === "string" ? options.addresses.replace(/\/$/, "") : PLACEHOLDER,
    fetch: (request: Request) => answered(request, options),
  });
  const request = api.request as unknown as Asking; // `Call` has checked what is asked
  return async (method, path, values, { query, body } = {}) => {
    const called = request(method, path, { params: { path: values, query }, body });
    const { data } = await called.catch((why: unknown) => {
      throw why instanceof Problem ? why : noAnswer(languageOf(options), 200); // a success that is no JSON
    });
    return data as never;
  };
}

type Asking = (method: string, path: string, init: object) => Promise<{ data?: unknown }>;

/** Asks until there is an answer for good. */
async function answered(request: Request, options: Options): Promise<Response> {
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
