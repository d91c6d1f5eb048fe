// The functions' URLs, as a frontend calls them: a token, JSON, and a problem document where it did not work.

import { refresh, token } from "/console/session.js";
import { state } from "/console/state.js";
import { t } from "/console/texts.js";

const PATIENCE = 60_000; // milliseconds; a click waits for Personio's answer

/** What a call came to when it did not work: the fields of docs/openapi.yaml, "Problem". */
export class Problem extends Error {
  constructor(document) {
    super(document.detail ?? document.title);
    Object.assign(this, document);
  }
}

/** Call a function and return its JSON; throws Problem, also where nobody answers. */
export async function call(method, path, body, again = true) {
  const answer = await ask(method, path, body);
  if (answer.status === 401 && again) {
    await refresh();
    return call(method, path, body, false);
  }
  const document = await answer.json().catch(() => null);
  if (answer.ok && document !== null) return document;
  throw new Problem(document?.title ? document : silence(answer.status));
}

async function ask(method, path, body) {
  try {
    return await fetch(`/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        Authorization: `Bearer ${token()}`,
        "Accept-Language": state.language,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Problem(silence());
  }
}

const silence = (status) => ({
  code: "silence",
  title: t("problem.silence.title"),
  detail: t("problem.silence.detail") + (status ? ` (HTTP ${status})` : ""),
  hint: t("problem.silence.hint"),
  retryable: true,
});

const of = (name, rest = "") => `${name}/${encodeURIComponent(state.me.company)}${rest}`;

export const connection = {
  show: () => call("GET", of("connect-personio")),
  resolve: (url) => call("POST", of("connect-personio", "/resolve"), { url }),
  connect: (wanted) => call("PUT", of("connect-personio"), wanted),
  test: () => call("POST", of("connect-personio", "/test")),
  settle: (wanted) => call("PATCH", of("connect-personio"), wanted),
  disconnect: () => call("DELETE", of("connect-personio")),
};

export const positions = {
  list: (language, search) =>
    call("GET", of("list-jobs", `?${new URLSearchParams({ language, q: search })}`)),
  import: (wanted) => call("POST", of("import-job"), wanted),
  complete: (job, details) => call("PATCH", of("import-job", `/jobs/${job}`), { details }),
  answer: (job, answers) => call("POST", of("import-job", `/jobs/${job}/changes`), answers),
  link: (job, position_id) => call("PUT", of("import-job", `/jobs/${job}/link`), { position_id }),
};

export const exports = {
  list: (query = {}) => call("GET", of("export-applicant", `?${new URLSearchParams(query)}`)),
  show: (match) => call("GET", of("export-applicant", `/matches/${match}`)),
  send: (match, wanted = {}) => call("POST", of("export-applicant", `/matches/${match}`), wanted),
  cancel: (match) => call("DELETE", of("export-applicant", `/matches/${match}`)),
  startBackFill: () => call("POST", of("export-applicant", "/back-fill")),
  backFill: () => call("GET", of("export-applicant", "/back-fill")),
};
