// A job ad: what is still missing, what it says, and what changed at Personio since.

import type { Details, JobAd, Schemas } from "../client.js";
import type { Books } from "../desk.js";
import { Choice, Field, type Marks, Text } from "../fields.js";
import { Icon } from "../icons.js";
import type { Part } from "../part.js";
import { asProblem, given, type Pay, PayFields, payOf, typed } from "../pay.js";
import { Button, Note, ProblemNote } from "../pieces.js";
import { closePopup, focusPopup, openPopup } from "../popup.js";
import { count, known, t, word } from "../text.js";
import { said } from "../values.js";
import { Work } from "../work.js";

type Missing = JobAd["missing"][number];
type ChangingField = Schemas["ChangingField"];

const LISTS: readonly string[] = ["skills", "locations"];
const PAY: readonly string[] = ["salary", "salary.currency", "salary.period"];

/** `fresh`: it was imported a moment ago. */
export function openAd(owner: Part, books: Books, shown: JobAd, { fresh = false, pay: paying = false } = {}): void {
  let ad = shown;
  let values: Record<string, string> = {};
  let pay = startingPay(ad);
  const work = new Work(owner, () => focusPopup("[aria-invalid], .note.bad"));
  let news = fresh ? "imported" : "";
  const changes = Object.keys(ad.changed ?? {}) as ChangingField[];
  const taken = new Set(changes);

  function told(text: string): void {
    owner.say("personio-told", { text });
    owner.say("personio-changed", { what: "ad", job: ad.job_id });
    books.adsChanged();
  }

  const complete = (event: Event) => {
    event.preventDefault();
    return work.run(async () => {
      const details: Record<string, unknown> = Object.fromEntries(
        Object.entries(values)
          .filter(([, value]) => value.trim())
          .map(([name, value]) => [name, LISTS.includes(name) ? words(value) : value.trim()]),
      );
      if (pay && given(pay)) {
        const result = typed(pay);
        if ("wrong" in result) throw asProblem(result.wrong);
        details.salary = result.pay;
      }
      ad = await books.calls.completeJob(ad.job_id, details as Details);
      told(ad.missing.length ? count("ad.missing", ad.missing.length) : t("ad.created", { title: ad.title }));
      if (ad.missing.length === 0) return closePopup(owner);
      values = {};
      pay = startingPay(ad);
      news = "missing";
      focusPopup(".field input, .field select, .field textarea");
    });
  };

  const answer = () =>
    work.run(async () => {
      const take_over = changes.filter((name) => taken.has(name));
      const ignore = changes.filter((name) => !taken.has(name));
      await books.calls.answerChanges(ad.job_id, { take_over, ignore });
      told(t("saved"));
      await closePopup(owner);
    });

  const at = (name: string) => (work.problem?.field === `details.${name}` ? work.problem : undefined);
  const missing = () => ad.missing.filter(({ field }) => !PAY.includes(field));
  const inFields = () =>
    missing().some(({ field }) => at(field)) ||
    ["salary.min", "salary.max", "salary.currency", "salary.period"].some((name) => at(name));

  function form() {
    const wanted = ad.missing.filter(({ field }) => PAY.includes(field));
    return (
      <form onSubmit={(event) => void complete(event)} noValidate>
        {ad.missing.length > 0 && <h3>{t("ad.missing.title")}</h3>}
        {missing().map((part) => (
          <Field
            key={part.field}
            name={part.field}
            label={word("detail", part.field)}
            help={help(part, ad)}
            problem={at(part.field)}
            control={(props) => <Control part={part} values={values} props={props} />}
          />
        ))}
        {pay && (
          <PayFields
            pay={pay}
            help={wanted[0] && why(wanted[0], ad)}
            at={at}
            changed={() => owner.update()}
          />
        )}
        {work.problem && !inFields() && <ProblemNote problem={work.problem} />}
        <div class="popup-foot">
          <Button label={t(ad.missing.length > 0 ? "ad.later" : "cancel")} does={() => void closePopup(owner)} />
          <Button label={t(fresh ? "ad.create" : "save")} kind="primary" symbol="check" busy={work.busy} submits />
        </div>
      </form>
    );
  }

  function body() {
    const asks = ad.missing.length > 0 || pay !== undefined;
    return (
      <>
        {news !== "" && <Told ad={ad} imported={news === "imported"} />}
        {changes.length > 0 && (
          <ChangesSection ad={ad} changes={changes} taken={taken} busy={work.busy} answer={() => void answer()} />
        )}
        {asks && form()}
        <details class="ad-text" open={!asks}>
          <summary>{t("ad.text")}</summary>
          <Facts ad={ad} />
          <div class="description">{ad.description_text}</div>
        </details>
        {!asks && (
          <>
            {work.problem && <ProblemNote problem={work.problem} />}
            <div class="popup-foot">
              <Button
                label={t(ad.salary ? "ad.pay" : "ad.pay.add")}
                does={() => {
                  pay = payOf(ad.salary);
                  owner.update();
                  focusPopup(".pay input");
                }}
              />
              <Button label={t("close")} does={() => void closePopup(owner)} kind="primary" />
            </div>
          </>
        )}
      </>
    );
  }

  if (paying) pay ??= payOf(ad.salary);
  openPopup(owner, { title: () => ad.title, wide: true, body });
}

/** The four fields where a salary, or a part of it, is missing; else it is asked for by a button. */
function startingPay(ad: JobAd): Pay | undefined {
  const wanted = ad.missing.filter(({ field }) => PAY.includes(field));
  if (wanted.length === 0) return undefined;
  return payOf(ad.salary, wanted.find(({ field }) => field === "salary.period")?.suggestion);
}

const words = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

/** How many details are missing is no success, and said as what is left to do. */
const Told = ({ ad, imported }: { ad: JobAd; imported: boolean }) => {
  const left = ad.missing.length;
  const text = left ? count("ad.missing", left) : t("ad.complete");
  return <Note tone={left ? "info" : "good"} title={imported ? t("ad.imported") : text} text={imported ? text : ""} />;
};

interface ControlOf {
  part: Missing;
  values: Record<string, string>;
  props: Marks & { name: string };
}

function Control({ part: { field, allowed, suggestion }, values, props }: ControlOf) {
  const preset = field === "language" ? "" : (suggestion ?? "");
  values[field] ??= preset;
  const typed = (value: string) => void (values[field] = value);
  const value = values[field];
  if (allowed.length > 0)
    return (
      <Choice
        {...props}
        value={value}
        among={[
          ["", t("ad.choose")],
          ...allowed.map((one) => [one, said(field, one)] as const),
        ]}
        chosen={typed}
      />
    );
  if (field === "description")
    return <textarea {...props} rows={5} value={value} onInput={(event) => typed(event.currentTarget.value)} />;
  return <Text {...props} value={value} typed={typed} />;
}

function help(part: Missing, ad: JobAd): string {
  const parts = [
    why(part, ad),
    part.field === "language" && t("ad.suggested.language"),
    part.field !== "language" && part.suggestion && t("ad.suggested"),
    LISTS.includes(part.field) && t("ad.commas"),
  ];
  return parts.filter(Boolean).join(" ");
}

function why({ field, why: reason }: Missing, ad: JobAd): string {
  const value = field === "salary.period" ? ad.salary?.period : ad[field as keyof JobAd];
  return t(`why.${reason}`, { value: known(field.split(".").at(-1)!, String(value)) ?? value ?? "" });
}

function Facts({ ad }: { ad: JobAd }) {
  const shown = ["locations", "employment_type", "working_time", "seniority", "skills", "salary", "language"] as const;
  const rows = shown.map((name) => [name, said(name, ad[name])] as const);
  return (
    <dl class="document">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{word("detail", name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

interface ChangesOf {
  ad: JobAd;
  changes: readonly ChangingField[];
  taken: Set<ChangingField>;
  busy: boolean;
  answer: () => void;
}

/** What changed in Personio: taken over or left, field by field. */
const ChangesSection = ({ ad, changes, taken, busy, answer }: ChangesOf) => (
  <section class="changes" aria-labelledby="changes-title">
    <h3 id="changes-title">{t("ad.changed")}</h3>
    <p>{t("ad.changed.text")}</p>
    {changes.map((name) => (
      <label class="check" key={name}>
        <input
          type="checkbox"
          checked={taken.has(name)}
          onChange={(event) => taken[event.currentTarget.checked ? "add" : "delete"](name)}
        />
        <span class="change">
          <strong>{word("detail", name)}</strong>
          <Difference ad={ad} name={name} />
        </span>
      </label>
    ))}
    <div class="actions">
      <Button label={t("ad.changed.answer")} does={answer} kind="primary small" symbol="check" busy={busy} />
    </div>
  </section>
);

/** What the ad says and what Personio says by now, where both are short enough to stand side by side. */
function Difference({ ad, name }: { ad: JobAd; name: ChangingField }) {
  const change = ad.changed?.[name];
  const [from, to] = [said(name, change?.from), said(name, change?.to)];
  if (name === "description" || Math.max(from.length, to.length) > 90) return <span>{t("ad.changed.long")}</span>;
  return (
    <span>
      <del>{from || "–"}</del>
      <span class="unseen">{t("ad.changed.becomes")}</span>
      <Icon name="arrow" />
      <ins>{to || "–"}</ins>
    </span>
  );
}
