// One call of a function, as docs/openapi.yaml describes it: token, language, waiting and problems are taken care of.

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

interface Asked {
  method: string;
  url: string;
  body: string | null;
}

export function caller(options: Options): Call {
  return async (method, path, values, { query = {}, body } = {}) => {
    const url = addressed(filled(path, values as Texts), options) + searched(query as Texts);
    const asked = { method: method.toUpperCase(), url, body: body === undefined ? null : JSON.stringify(body) };
    const response = await answered(asked, options);
    return response.json().catch(() => Promise.reject(noAnswer(languageOf(options), response.status)));
  };
}

type Texts = Readonly<Record<string, string | undefined>>;

const filled = (path: string, values: Texts): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name]!));

const searched = (query: Texts): string => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.map(([name, value], at) => `${at ? "&" : "?"}${name}=${encodeURIComponent(value!)}`).join("");
};

/** The path's first segment is the function's name. */
function addressed(path: string, { addresses }: Options): string {
  const [, name, ...rest] = path.split("/");
  const base = typeof addresses === "string" ? `${addresses.replace(/\/$/, "")}/${name}` : addresses[name as FunctionName];
  return [base.replace(/\/$/, ""), ...rest].join("/");
}

/** Asks until there is an answer for good. */
async function answered(asked: Asked, options: Options): Promise<Response> {
  let patience = options.patience ?? 10;
  for (let renewed = false; ; ) {
    const response = await send(asked, options, renewed);
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

async function send({ method, url, body }: Asked, options: Options, renew: boolean): Promise<Response> {
  const language = languageOf(options);
  try {
    const headers = {
      Authorization: `Bearer ${await options.token(renew)}`,
      "Accept-Language": language,
      ...(body !== null && { "Content-Type": "application/json" }),
    };
    const signal = AbortSignal.timeout((options.timeout ?? 75) * 1000);
    return await (options.fetch ?? fetch)(new Request(url, { method, headers, body, signal }));
  } catch {
    throw noAnswer(language);
  }
}

async function problemOf(response: Response, language: Language): Promise<Problem> {
  const document: unknown = await response.json().catch(() => null);
  return isProblemDocument(document) ? new Problem(document) : noAnswer(language, response.status);
}

const languageOf = ({ language }: Options): Language =>
  language?.() ?? (document.documentElement.lang.startsWith("en") ? "en" : "de");

const sleep = (seconds: number) => new Promise<void>((done) => setTimeout(done, seconds * 1000));
