// What stands in a field of an ad or of an application, as people say it.

import { count, day, languageName, known, money, type Salary, t } from "./text.js";

/** Fields whose values are words of Personio's; one that nobody knows is the customer's, quoted as they wrote it. */
const VOCABULARIES: readonly string[] = ["employment_type", "working_time", "seniority", "gender", "phase"];
const DATE = /^\d{4}-\d\d-\d\d$/;

/** The value of the field `name` in words; "" where there is none. */
export function said(name: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value)) return value.join(", ");
  if (name === "salary") return money(value as Salary);
  if (name === "experience_years") return years(value as Years);
  if (name === "language") return languageName(String(value));
  if (VOCABULARIES.includes(name)) return known(name, String(value)) ?? t("quoted", { text: value });
  return DATE.test(String(value)) ? day(`${String(value)}T12:00`) : String(value);
}

interface Years {
  min: number;
  max: number | null;
}

/** "mehr als 15 Jahre", "weniger als ein Jahr", "2 bis 5 Jahre". */
function years({ min, max }: Years): string {
  if (max === null) return t("years.more", { n: min });
  return min === 0 ? count("years.less", max) : t("years.range", { min, max });
}
