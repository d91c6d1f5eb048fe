// matched.io's documents over Firestore's REST interface, with the member's own token: the security rules decide.

import { refresh, token } from "/console/session.js";
import { state } from "/console/state.js";

const name = (path) =>
  `projects/${state.system.project}/databases/(default)/documents${path ? `/${path}` : ""}`;

/** The document's fields with `id` and `written` (its update time); null where there is none, or none to see. */
export async function read(path) {
  const answer = await ask("GET", `/v1/${name(path)}`);
  return answer.ok ? plain(await answer.json()) : null;
}

/** Several documents of one collection at once: id → fields. */
export async function readAll(collection, ids) {
  if (!ids.length) return {};
  const documents = ids.map((id) => name(`${collection}/${id}`));
  const rows = await told(ask("POST", `/v1/${name()}:batchGet`, { documents }));
  return Object.fromEntries(rows.filter((row) => row.found).map((row) => [id(row.found), plain(row.found)]));
}

/** The company's own documents of a collection. */
export async function ofCompany(collection, company) {
  const rows = await told(
    ask("POST", `/v1/${name()}:runQuery`, {
      structuredQuery: {
        from: [{ collectionId: collection }],
        where: {
          fieldFilter: { field: { fieldPath: "company_id" }, op: "EQUAL", value: { stringValue: company } },
        },
        limit: 300,
      },
    }),
  );
  return rows.filter((row) => row.document).map((row) => plain(row.document));
}

/** What matched.io's product writes when company and developer have agreed, or when that is taken back. */
export async function setStatus(match, status) {
  const update = { name: name(`matches/${match}`), fields: { status: { stringValue: status } } };
  const write = { update, updateMask: { fieldPaths: ["status"] }, currentDocument: { exists: true } };
  if (status === "successful")
    write.updateTransforms = [{ fieldPath: "successful_at", setToServerValue: "REQUEST_TIME" }];
  await told(ask("POST", `/v1/${name()}:commit`, { writes: [write] }));
}

async function ask(method, path, body, again = true) {
  const answer = await fetch(path, {
    method,
    body: body && JSON.stringify(body),
    headers: { Authorization: `Bearer ${token()}`, "Content-Type": "application/json" },
    signal: AbortSignal.timeout(15_000),
  });
  if (answer.status !== 401 || !again) return answer;
  await refresh();
  return ask(method, path, body, false);
}

async function told(asked) {
  const answer = await asked;
  if (!answer.ok) throw new Error(`Firestore answered ${answer.status}`);
  return answer.json();
}

const id = (document) => document.name.slice(document.name.lastIndexOf("/") + 1);

function plain(document) {
  return { ...fields(document.fields ?? {}), id: id(document), written: document.updateTime };
}

const fields = (map) => Object.fromEntries(Object.entries(map).map(([key, value]) => [key, decoded(value)]));

function decoded(value) {
  const [[kind, content]] = Object.entries(value);
  if (kind === "mapValue") return fields(content.fields ?? {});
  if (kind === "arrayValue") return (content.values ?? []).map(decoded);
  if (kind === "integerValue") return Number(content);
  return kind === "nullValue" ? null : content;
}
