// The client as it is shipped: what it asks, when it asks again, and what it throws.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient, Problem } from "../dist/client.js";

const problem = (status, code, more = {}) =>
  Response.json(
    { type: `urn:${code}`, status, code, title: code, detail: code, hint: "", retryable: false, trace_id: "t", ...more },
    { status },
  );

/** A client whose calls are answered in turn; `asked` and `slept` keep what it did. */
function played(answers, options = {}) {
  const asked = [];
  const slept = [];
  const client = createClient({
    addresses: "http://functions.test",
    token: (renew) => (renew ? "new" : "old"),
    language: () => "en",
    sleep: async (seconds) => void slept.push(seconds),
    fetch: async (request) => {
      asked.push({ method: request.method, url: request.url, headers: request.headers, body: await request.text() });
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    ...options,
  })("acme");
  return { client, asked, slept };
}

test("a call carries the token, the language and its body", async () => {
  const { client, asked } = played([Response.json({ job_id: "j" })]);
  assert.deepEqual(await client.importPosition({ position_id: 7 }), { job_id: "j" });
  const [{ method, url, headers, body }] = asked;
  assert.equal(`${method} ${url}`, "POST http://functions.test/import-job/acme");
  assert.equal(headers.get("authorization"), "Bearer old");
  assert.equal(headers.get("accept-language"), "en");
  assert.equal(headers.get("content-type"), "application/json");
  assert.equal(body, '{"position_id":7}');
});

test("each function has its own address, which takes the first segment's place", async () => {
  const addresses = { "list-jobs": "https://list.test/", "connect-personio": "https://connect.test" };
  const { client, asked } = played([Response.json({}), Response.json({})], { addresses });
  await client.listPositions({ language: "de", q: "a b" });
  await client.showConnection();
  assert.deepEqual(
    asked.map(({ url }) => url),
    ["https://list.test/acme?language=de&q=a%20b", "https://connect.test/acme"],
  );
});

test("what a query does not name stands in no address", async () => {
  const { client, asked } = played([Response.json({}), Response.json({})]);
  await client.listExports({ state: undefined, cursor: "c" });
  await client.listExports();
  assert.deepEqual(
    asked.map(({ url }) => url),
    ["http://functions.test/export-applicant/acme?cursor=c", "http://functions.test/export-applicant/acme"],
  );
});

test("an id cannot lead to another path", async () => {
  const { client, asked } = played([Response.json({})]);
  await client.showExport("a/../b?c");
  assert.equal(asked[0].url, "http://functions.test/export-applicant/acme/matches/a%2F..%2Fb%3Fc");
});

test("a refused token is renewed once, and the call repeated with its body", async () => {
  const { client, asked } = played([problem(401, "sign_in_invalid"), Response.json({ state: "exported" })]);
  assert.equal((await client.exportMatch("m", { again: true })).state, "exported");
  assert.deepEqual(
    asked.map(({ headers, body }) => [headers.get("authorization"), body]),
    [
      ["Bearer old", '{"again":true}'],
      ["Bearer new", '{"again":true}'],
    ],
  );
});

test("a token that stays refused is a problem", async () => {
  const { client } = played([problem(401, "sign_in_invalid"), problem(401, "sign_in_invalid")]);
  await assert.rejects(client.showConnection(), { code: "sign_in_invalid", status: 401 });
});

test("where a problem names when to come back, the call waits and repeats itself", async () => {
  const later = () => problem(429, "too_many_requests", { retryable: true, retry_after: 4 });
  const { client, slept } = played([later(), later(), Response.json({ state: "connected" })]);
  assert.equal((await client.showConnection()).state, "connected");
  assert.deepEqual(slept, [4, 4]);
});

test("nobody waits longer than the patience in all", async () => {
  const later = () => problem(429, "too_many_requests", { retryable: true, retry_after: 4 });
  const { client, slept } = played([later(), later(), later()], { patience: 9 });
  await assert.rejects(client.showConnection(), { code: "too_many_requests", retryAfter: 4 });
  assert.deepEqual(slept, [4, 4]);
});

test("a problem without a time is not repeated", async () => {
  const { client, asked } = played([problem(503, "personio_unreachable", { retryable: true })]);
  await assert.rejects(client.showConnection(), (fault) => fault instanceof Problem && fault.traceId === "t");
  assert.equal(asked.length, 1);
});

for (const [what, answer, status] of [
  ["silence", new TypeError("offline"), 0],
  ["another's page", new Response("<html>", { status: 502 }), 502],
  ["another's page in place of an answer", new Response("<html>"), 200],
])
  test(`${what} is a problem like the functions' own`, async () => {
    const { client } = played([answer]);
    await assert.rejects(client.listPositions(), { code: "no_answer", title: "No answer", retryable: true, status });
  });

test("without a network, the token's own failure is no answer", async () => {
  const { client } = played([], { token: () => Promise.reject(new TypeError("offline")) });
  await assert.rejects(client.showConnection(), { code: "no_answer" });
});
