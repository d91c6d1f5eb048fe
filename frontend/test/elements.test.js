// The bundle of the elements as it is shipped.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const read = (path) => readFile(new URL(path, import.meta.url), "utf8");

test("the elements know nobody's address and no inline markup", async () => {
  const code = (await read("../dist/elements.js")) + (await read("../dist/shared.js"));
  for (const forbidden of ["createPolicy", "insertAdjacentHTML", "document.write", "eval("])
    assert.ok(!code.includes(forbidden), forbidden);
});
