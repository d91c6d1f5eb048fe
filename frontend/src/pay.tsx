// A salary as four fields, read as people write numbers, and echoed as it will stand in the ad.

import type { Details, Schemas } from "./client.js";
import { Problem } from "./client.js";
import { Choice, Field, Text } from "./fields.js";
import { money, type Salary, t } from "./text.js";

export const PERIODS = ["yearly", "monthly", "weekly", "daily", "hourly"] as const;
const CURRENCIES = ["EUR", "CHF", "GBP", "USD", "PLN", "SEK", "DKK", "CZK"];

/** What stands in the four fields. */
export interface Pay {
  min: string;
  max: string;
  currency: string;
  period: string;
}

export const payOf = (salary: Salary | undefined, period?: string): Pay => ({
  min: salary?.min ?? "",
  max: salary?.max ?? "",
  currency: salary?.currency ?? "EUR",
  period: salary?.period && (PERIODS as readonly string[]).includes(salary.period) ? salary.period : (period ?? ""),
});

export const given = ({ min, max }: Pay): boolean => Boolean(min.trim() || max.trim());

/** "60.000", "60,000", "60 000", "17,50" → decimal text; null where it is no number. */
export function decimal(written: string): string | null {
  const text = written.trim();
  if (/^\d{1,3}(?:[.,'\u2019 \u00a0\u202f]\d{3})+$/.test(text)) return text.replace(/\D/g, "");
  return /^\d{1,9}(?:[.,]\d{1,2})?$/.test(text) ? text.replace(",", ".") : null;
}

/** The pay as the functions take it; what is wrong with it, by field, where something is. */
export function typed(pay: Pay): { pay: NonNullable<Details["salary"]> } | { wrong: Wrong } {
  for (const bound of ["min", "max"] as const) {
    if (pay[bound].trim() && decimal(pay[bound]) === null)
      return { wrong: { field: `salary.${bound}`, text: t("salary.not_a_number", { value: pay[bound].trim() }) } };
  }
  const [min, max] = [pay.min.trim() ? decimal(pay.min) : null, pay.max.trim() ? decimal(pay.max) : null];
  if (min && max && Number(min) > Number(max)) return { wrong: { field: "salary.max", text: t("salary.turned") } };
  if (!pay.period) return { wrong: { field: "salary.period", text: t("ad.choose") } };
  return { pay: { min, max, currency: pay.currency, period: pay.period as Schemas["Period"] } };
}

export interface Wrong {
  field: string;
  text: string;
}

/** As a problem of the functions' form, so that it is shown as theirs are. */
export const asProblem = ({ field, text }: Wrong): Problem =>
  new Problem({
    code: "detail_invalid",
    title: t("salary.wrong"),
    detail: text,
    hint: "",
    retryable: false,
    status: 0,
    field: `details.${field}`,
  });

interface PayFieldsProps {
  pay: Pay;
  /** Why it is asked for. */
  help?: string | undefined;
  at: (field: string) => Problem | undefined;
  changed: () => void;
}

export function PayFields({ pay, help, at, changed }: PayFieldsProps) {
  const amount = (name: "min" | "max") => (
    <Field
      name={`salary.${name}`}
      label={t(`salary.${name}`)}
      problem={at(`salary.${name}`)}
      control={(props) => (
        <Text
          {...props}
          inputmode="decimal"
          autocomplete="off"
          value={pay[name]}
          typed={(value) => {
            pay[name] = value;
            changed();
          }}
        />
      )}
    />
  );
  const choice = (name: "currency" | "period", among: readonly (readonly [string, string])[]) => (
    <Field
      name={`salary.${name}`}
      label={t(`salary.${name}`)}
      problem={at(`salary.${name}`)}
      control={(props) => (
        <Choice
          {...props}
          value={pay[name]}
          among={among}
          chosen={(value) => {
            pay[name] = value;
            changed();
          }}
        />
      )}
    />
  );
  const result = given(pay) ? typed(pay) : undefined;
  const currencies = CURRENCIES.includes(pay.currency) ? CURRENCIES : [pay.currency, ...CURRENCIES];
  return (
    <fieldset class="pay">
      <legend>{t("detail.salary")}</legend>
      <div class="pay-fields">
        {amount("min")}
        {amount("max")}
        {choice(
          "currency",
          currencies.map((one) => [one, one]),
        )}
        {choice("period", [["", t("ad.choose")], ...PERIODS.map((one) => [one, t(`period.${one}`)] as const)])}
      </div>
      <p class="help">{[help, t("salary.help")].filter(Boolean).join(" ")}</p>
      <p class="echo" role="status">
        {result && "pay" in result ? t("salary.echo", { salary: money(result.pay) }) : ""}
      </p>
    </fieldset>
  );
}
