// <personio-activity>: every export with its attempts; filter, look closer, again.

import type { Export } from "../client.js";
import type { Books } from "../desk.js";
import { define, Part } from "../part.js";
import { Button, Empty, ProblemNote, Skeleton } from "../pieces.js";
import { StateChip } from "../state.js";
import { dotted, moment, t, word } from "../text.js";
import { Work } from "../work.js";

const STATES = ["queued", "exporting", "waiting", "needs_action", "exported", "already_in_personio", "cancelled"] as const;
type Attempt = NonNullable<Export["attempts"]>[number];

/** Needs `describe` of the set-up for people's names. */
export class PersonioActivity extends Part {
  private filter: Export["state"] | "" = "";
  private next: string | null | undefined;
  private readonly work = new Work(this);

  protected override begin(): void {
    Object.assign(this, { filter: "", next: undefined });
    this.work.problem = undefined;
  }

  view(books: Books) {
    if (!books.connection) return books.trouble ? <ProblemNote problem={books.trouble} /> : <Skeleton rows={4} />;
    const known = [...books.exports.values()].filter(({ state }) => state !== "none");
    const shown = known
      .filter(({ state }) => !this.filter || state === this.filter)
      .sort((one, other) => (other.updated_at ?? "").localeCompare(one.updated_at ?? ""));
    return (
      <div class="positions">
        {this.filters(known)}
        <ProblemNote problem={this.work.problem} />
        {shown.length === 0 ? (
          <Empty symbol="clock" title={t("activity.none")} text={t("activity.none.text")} />
        ) : (
          <ul class="cards tight">
            {shown.map((entry) => (
              <li key={entry.match_id}>
                <Entry entry={entry} books={books} />
              </li>
            ))}
          </ul>
        )}
        {this.next !== null && known.length >= 50 && (
          <div class="actions">
            <Button label={t("activity.more")} does={() => this.more(books)} symbol="down" busy={this.work.busy} />
          </div>
        )}
      </div>
    );
  }

  private filters(known: readonly Export[]) {
    const number = (name: string) => known.filter(({ state }) => !name || state === name).length;
    const one = (name: Export["state"] | "", label: string) => (
      <button
        key={name || "all"}
        type="button"
        aria-pressed={this.filter === name ? "true" : "false"}
        onClick={() => {
          this.filter = name;
          this.update();
        }}
      >
        {label}
        <span class="number">{number(name)}</span>
      </button>
    );
    return (
      <div class="segments" role="group" aria-label={t("activity.filter")} data-rest tabIndex={-1}>
        {one("", t("activity.all"))}
        {STATES.filter((name) => number(name) > 0 || name === this.filter).map((name) => one(name, t(`state.${name}`)))}
      </div>
    );
  }

  private more(books: Books): void {
    void this.work.run(async () => {
      const cursor = this.next ?? (await books.calls.listExports()).next;
      const page = cursor ? await books.calls.listExports({ cursor }) : undefined;
      for (const entry of page?.exports ?? []) books.put(entry);
      this.next = page?.next ?? null;
    });
  }
}

function Entry({ entry, books }: { entry: Export; books: Books }) {
  const match = books.setup.describe?.(entry.match_id);
  const name = match?.person ?? entry.match_id;
  const attempts = entry.attempts ?? [];
  const facts = [
    match?.job,
    entry.origin && t(`origin.${entry.origin}`),
    entry.updated_at && moment(entry.updated_at),
  ];
  return (
    <article class="card entry" aria-label={name}>
      <div class="head">
        <h2>{name}</h2>
        <StateChip entry={entry} />
      </div>
      <p class="facts">{dotted(facts)}</p>
      <p>{entry.sentence}</p>
      {entry.hint && <p class="hint">{entry.hint}</p>}
      {attempts.length > 0 && (
        <details>
          <summary>{t("activity.attempts", { n: attempts.length })}</summary>
          <ol class="attempts" aria-label={`${t("activity.attempts", { n: attempts.length })}: ${name}`}>
            {attempts.map((attempt) => (
              <li key={attempt.at}>
                <AttemptLine attempt={attempt} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </article>
  );
}

function AttemptLine({ attempt }: { attempt: Attempt }) {
  const took = attempt.seconds < 1 ? t("attempt.short") : t("attempt.seconds", { n: Math.round(attempt.seconds) });
  const fields = (attempt.fields ?? []).map((name) => word("detail", name)).join(", ");
  return (
    <>
      <strong>{word("outcome", attempt.outcome)}</strong>
      <span>{moment(attempt.at)}</span>
      {fields && <span>{t("export.fields", { fields })}</span>}
      <span>
        {t("attempt.took")}: {took}
      </span>
      {attempt.document !== "none" && (
        <span>
          {t("attempt.document")}: {word("attachment", attempt.document)}
        </span>
      )}
      {attempt.trace_id && (
        <span class="small">
          {t("attempt.support")}: <code>{attempt.trace_id.slice(0, 8)}</code>
        </span>
      )}
    </>
  );
}

define("personio-activity", PersonioActivity);
