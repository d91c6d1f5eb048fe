// The words of the elements, and the numbers that people type, in the bundle that is shipped.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const read = (path) => readFile(new URL(path, import.meta.url), "utf8");

test("the elements know nobody's address and no inline markup", async () => {
  const code = await read("../dist/elements.js");
  for (const forbidden of ["createPolicy", "insertAdjacentHTML", "document.write", "eval("])
    assert.ok(!code.includes(forbidden), forbidden);
});

test("each sentence is there in both languages", async () => {
  const words = await read("../src/words.ts");
  const keys = [...words.matchAll(/^ {2}"([^"]+)": \[/gm)].map(([, key]) => key);
  assert.equal(new Set(keys).size, keys.length, "a key twice");
  assert.ok(keys.length > 200);
});

test("no sentence falls back into what the page said before", async () => {
  const words = await read("../src/words.ts");
  for (const jargon of ["HTTP", "XML", "hinüber", "Spur", "stands in", "by itself", "is proven", "goes over"])
    assert.ok(!words.includes(jargon), jargon);
});
