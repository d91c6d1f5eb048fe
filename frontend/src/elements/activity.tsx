// <personio-activity>: whom to erase, then every export with its attempts; figures that filter, look closer, more.

import type { Erasure, Export, ExportsWanted, Summary } from "../client.js";
import type { Books } from "../desk.js";
import { define, Part } from "../part.js";
import { Button, Copier, Empty, ProblemNote, Skeleton } from "../pieces.js";
import { openErased } from "../popups/erased.js";
import { ProgressChip, StateChip } from "../state.js";
import { count, dotted, moment, t, word } from "../text.js";
import { Work } from "../work.js";

const STATES = ["queued", "exporting", "waiting", "needs_action", "exported", "already_in_personio", "cancelled"] as const;
const STAGES = ["in_process", "offer", "hired", "rejected", "withdrawn", "gone"] as const;
/** By state, or by what became of the applicant. */
type Filter = Pick<ExportsWanted, "state" | "progress">;
type Attempt = NonNullable<Export["attempts"]>[number];

/** Needs `describe` of the set-up for people's names. */
export class PersonioActivity extends Part {
  private filter: Filter = {};
  private next: string | null | undefined; // of the filter's pages; undefined before the first
  private readonly work = new Work(this);

  protected override begin(books: Books): void {
    Object.assign(this, { filter: {}, next: undefined });
    this.work.problem = undefined;
    books.wantOverview(this);
  }

  view(books: Books) {
    const { connection, overview, trouble } = books;
    if (!connection || !overview) return trouble ? <ProblemNote problem={trouble} /> : <Skeleton rows={4} />;
    const shown = this.shown(books);
    return (
      <div class="positions">
        <Erasures erasures={overview.erasures} owner={this} books={books} />
        {this.filters(overview.summary, books)}
        <ProblemNote problem={this.work.problem} />
        {shown.length > 0 ? (
          <ul class="cards tight">
            {shown.map((entry) => (
              <li key={entry.match_id}>
                <Entry entry={entry} books={books} />
              </li>
            ))}
          </ul>
        ) : this.work.busy ? (
          <Skeleton rows={1} />
        ) : (
          <Empty symbol="clock" title={t("activity.none")} text={t("activity.none.text")} />
        )}
        {this.hasMore(books) && (
          <div class="actions">
            <Button label={t("activity.more")} does={() => this.more(books)} symbol="down" busy={this.work.busy} />
          </div>
        )}
      </div>
    );
  }

  private shown({ exports }: Books): Export[] {
    const { state: wanted, progress: stage } = this.filter;
    return [...exports.values()]
      .filter(({ state, progress }) => (wanted ? state === wanted : stage ? progress?.stage === stage : state !== "none"))
      .sort((one, other) => (other.updated_at ?? "").localeCompare(one.updated_at ?? ""));
  }

  private hasMore(books: Books): boolean {
    const figure = books.overview ? this.figure(books.overview.summary, this.filter) : 0;
    return this.next !== null && this.shown(books).length < figure;
  }

  private figure({ exports, applicants }: Summary, { state, progress }: Filter): number {
    if (state) return exports[state];
    return progress ? applicants[progress] : Object.values(exports).reduce((sum, one) => sum + one, 0);
  }

  private filters(summary: Summary, books: Books) {
    const is = ({ state, progress }: Filter) => state === this.filter.state && progress === this.filter.progress;
    const shown = (filter: Filter) => this.figure(summary, filter) > 0 || is(filter);
    const one = (filter: Filter, label: string) => (
      <button
        key={label}
        type="button"
        aria-pressed={is(filter) ? "true" : "false"}
        onClick={() => this.choose(filter, books)}
      >
        {label}
        <span class="number">{this.figure(summary, filter)}</span>
      </button>
    );
    const stages = STAGES.filter((progress) => shown({ progress }));
    return (
      <div class="controls">
        <div class="segments" role="group" aria-label={t("activity.filter")} data-rest tabIndex={-1}>
          {one({}, t("activity.all"))}
          {STATES.filter((state) => shown({ state })).map((state) => one({ state }, t(`state.${state}`)))}
        </div>
        {stages.length > 0 && (
          <div class="segments" role="group" aria-label={t("activity.filter.progress")}>
            {stages.map((progress) => one({ progress }, t(`progress.${progress}`)))}
          </div>
        )}
      </div>
    );
  }

  private choose(filter: Filter, books: Books): void {
    this.filter = filter;
    this.next = undefined;
    this.update();
    if ((filter.state || filter.progress) && this.hasMore(books)) this.more(books);
  }

  /** Read on until something comes that is not shown yet. */
  private more(books: Books): void {
    void this.work.run(async () => {
      const { filter } = this;
      const before = this.shown(books).length;
      while (filter === this.filter && this.next !== null && this.shown(books).length === before) {
        const page = await books.calls.listExports({ ...filter, ...(this.next && { cursor: this.next }) });
        for (const entry of page.exports) books.put(entry);
        if (filter === this.filter) this.next = page.next ?? null;
      }
    });
  }
}

interface ErasuresProps {
  erasures: readonly Erasure[];
  owner: Part;
  books: Books;
}

/** Who deleted their profile: only the company can erase them in its Personio. */
function Erasures({ erasures, owner, books }: ErasuresProps) {
  if (erasures.length === 0) return null;
  return (
    <section class="positions" aria-labelledby="erasures">
      <h2 id="erasures" tabIndex={-1} data-rest>
        {count("erasure.title", erasures.length)}
      </h2>
      <ul class="cards tight">
        {erasures.map((erasure) => (
          <li key={erasure.match_id}>
            <ErasureCard erasure={erasure} does={() => openErased(owner, books, erasure)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ErasureCard({ erasure, does }: { erasure: Erasure; does: () => void }) {
  const { first_name, last_name, email, title, position_id, application_id, exported_at } = erasure;
  const name = [first_name, last_name].filter(Boolean).join(" ") || title || erasure.match_id;
  return (
    <article class="card entry" aria-label={name}>
      <h3>{name}</h3>
      <p class="facts">
        {email && <span>{email}</span>}
        {title && title !== name && <span>{title}</span>}
        <span>{t("erasure.position", { id: position_id })}</span>
        {application_id && <span>{t("erasure.application", { id: application_id })}</span>}
        {exported_at && <span>{t("erasure.exported", { when: moment(exported_at) })}</span>}
      </p>
      <p>{erasure.sentence}</p>
      <p class="hint">{erasure.hint}</p>
      <div class="actions">
        <Button label={t("erasure.done")} about={name} kind="small" symbol="check" does={does} />
        {email && <Copier text={email} label={t("erasure.copy")} about={name} />}
      </div>
    </article>
  );
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
        <div class="chips">
          <StateChip entry={entry} />
          {entry.progress && <ProgressChip progress={entry.progress} />}
        </div>
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
