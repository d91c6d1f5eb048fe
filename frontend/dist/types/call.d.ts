import type { paths } from "./generated/api.js";
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
type PathOf<M extends Method> = {
    [P in keyof paths]: paths[P][M] extends object ? P : never;
}[keyof paths];
type ValuesOf<O> = O extends {
    parameters: {
        path: infer Values;
    };
} ? Values : never;
type QueryOf<O> = O extends {
    parameters: {
        query?: infer Query;
    };
} ? Query : never;
type BodyOf<O> = O extends {
    requestBody?: {
        content: {
            "application/json": infer Body;
        };
    };
} ? Body : never;
type AnswerOf<O> = O extends {
    responses: {
        200: {
            content: {
                "application/json": infer Answer;
            };
        };
    };
} ? Answer : never;
/** `values` are the path's; throws `Problem` for everything but a success. */
export type Call = <M extends Method, P extends PathOf<M>>(method: M, path: P, values: ValuesOf<paths[P][M]>, more?: {
    query?: QueryOf<paths[P][M]>;
    body?: BodyOf<paths[P][M]>;
}) => Promise<AnswerOf<paths[P][M]>>;
export declare function caller(options: Options): Call;
export {};
