// Numbers, pay and times as people type and read them; from the sources, bundled for this test.

import assert from "node:assert/strict";
import { test } from "node:test";
import { build } from "esbuild";

globalThis.document = { documentElement: { lang: "de" } };

const bundled = await build({
  stdin: {
    contents: 'export { decimal, typed } from "./src/pay.tsx"; export { date, moment, money } from "./src/text.ts"; export { said } from "./src/values.ts";',
    resolveDir: new URL("..", import.meta.url).pathname,
  },
  bundle: true,
  write: false,
  format: "esm",
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
});
const source = Buffer.from(bundled.outputFiles[0].contents).toString("base64");
const { date, decimal, money, moment, said, typed } = await import(`data:text/javascript;base64,${source}`);

const spoken = (text) => text.replaceAll(/[\u00a0\u202f]/g, " ");
const inLanguage = (lang, say) => {
  document.documentElement.lang = lang;
  return spoken(say());
};

for (const [written, read] of [
  ["60000", "60000"],
  ["60.000", "60000"],
  ["60,000", "60000"],
  ["1 100", "1100"],
  ["17,50", "17.50"],
  ["17.5", "17.5"],
  ["60k", null],
  ["85 €", null],
  ["1.1", "1.1"],
  ["-5", null],
])
  test(`"${written}" is read as ${read}`, () => assert.equal(decimal(written), read));

test("a salary is said with its currency and period, in each language", () => {
  const pay = { min: "60000", max: "75000", currency: "EUR", period: "yearly" };
  assert.equal(inLanguage("de", () => money(pay)), "60.000 – 75.000 € pro Jahr");
  assert.equal(inLanguage("en", () => money(pay)), "60,000 – €75,000 a year");
  assert.equal(inLanguage("de", () => money({ ...pay, max: null, period: "hourly", min: "17.5" })), "ab 17,50 € pro Stunde");
  assert.equal(inLanguage("en", () => money({ ...pay, min: null })), "up to €75,000 a year");
});

test("a salary is complete with an amount and a period", () => {
  const pay = { min: "60.000", max: "", currency: "EUR", period: "yearly" };
  assert.deepEqual(typed(pay), { pay: { min: "60000", max: null, currency: "EUR", period: "yearly" } });
  assert.equal(typed({ ...pay, period: "" }).wrong.field, "salary.period");
  assert.equal(typed({ ...pay, max: "50000" }).wrong.field, "salary.max");
  assert.equal(typed({ ...pay, min: "60k" }).wrong.field, "salary.min");
});

test("a moment is said as people say it", () => {
  const at = (days) => {
    const then = new Date();
    then.setDate(then.getDate() + days);
    then.setHours(5, 20, 0, 0);
    return then.toISOString();
  };
  assert.equal(inLanguage("de", () => moment(at(0))), "heute, 05:20");
  assert.equal(inLanguage("de", () => moment(at(-1))), "gestern, 05:20");
  assert.equal(inLanguage("en", () => moment(at(1))), "tomorrow, 05:20");
  assert.match(inLanguage("de", () => moment(at(-9))), /^\d{1,2}\. \p{L}+\.?, 05:20$/u);
});

test("a day is said as people say it, and with its year", () => {
  assert.equal(inLanguage("de", () => date(new Date().toISOString())), "heute");
  assert.equal(inLanguage("en", () => date("2025-03-09T12:00:00Z")), "9 March 2025");
});

for (const [name, value, german, english] of [
  ["employment_type", "working_student", "Werkstudium", "Working student"],
  ["working_time", "four-day-week", "Vier-Tage-Woche", "Four-day week"],
  ["gender", "female", "weiblich", "female"],
  ["phase", "unassigned", "Nicht zugeordnet", "Unassigned"],
  ["employment_type", "dual_study", "„dual_study“", "“dual_study”"],
  ["experience_years", { min: 2, max: 5 }, "2 bis 5 Jahre", "2 to 5 years"],
  ["experience_years", { min: 0, max: 1 }, "weniger als ein Jahr", "less than a year"],
  ["experience_years", { min: 15, max: null }, "mehr als 15 Jahre", "more than 15 years"],
  ["birthday", "1990-12-31", "31. Dezember 1990", "31 December 1990"],
  ["language", "de", "Deutsch", "German"],
  ["skills", ["Go", "SQL"], "Go, SQL", "Go, SQL"],
  ["available_from", "sofort", "sofort", "sofort"],
  ["gender", null, "", ""],
])
  test(`${name} ${JSON.stringify(value)} is said as people say it`, () => {
    assert.equal(inLanguage("de", () => said(name, value)), german);
    assert.equal(inLanguage("en", () => said(name, value)), english);
  });
