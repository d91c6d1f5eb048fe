// <personio-positions>: Job importieren. The published positions, live; search, language, marks; one or several.

import type { JobAd, JobList, Position } from "../client.js";
import { Problem } from "../client.js";
import type { Books } from "../desk.js";
import { Choice, languages, Text } from "../fields.js";
import { Icon } from "../icons.js";
import { define, Part } from "../part.js";
import {
  Button,
  Chip,
  Empty,
  Note,
  problemOf,
  ProblemNote,
  Skeleton,
} from "../pieces.js";
import { closePopup, openPopup } from "../popup.js";
import { openAd } from "../popups/ad.js";
import { openLink } from "../popups/link.js";
import { askAdmin } from "../state.js";
import { count, dotted, languageName, moment, t } from "../text.js";
import { said } from "../values.js";

type Language = NonNullable<Parameters<Books["calls"]["listPositions"]>[0]>["language"];
type Result = "wait" | "busy" | { ad: JobAd } | { problem: Problem };

const TYPING = 200; // milliseconds after the last letter until a search is asked

/** Events: `personio-changed` (a job ad was made or changed), `personio-told`, `personio-go`. */
export class PersonioPositions extends Part {
  private list: JobList | undefined;
  private problem: Problem | undefined;
  private stale: string | undefined;
  private busy = false;
  private q = "";
  private language: Language;
  private importing: number | undefined;
  private readonly chosen = new Map<number, Position>();
  private asked = 0;
  private adsVersion = 0;
  private typing: ReturnType<typeof setTimeout> | undefined;

  protected override begin(books: Books): void {
    Object.assign(this, { list: undefined, problem: undefined, q: "", language: undefined, importing: undefined });
    this.chosen.clear();
    this.adsVersion = books.adsVersion;
  }

  view(books: Books) {
    if (!books.connection) return books.trouble ? <ProblemNote problem={books.trouble} /> : <Skeleton rows={5} />;
    if (!books.connected) return <Away part={this} books={books} />;
    this.language ??= books.connection.language ?? "de";
    if (this.adsVersion !== books.adsVersion) {
      this.adsVersion = books.adsVersion;
      void this.fetch(books);
    } else if (!this.list && !this.problem && !this.busy) void this.fetch(books);
    return (
      <div class="positions">
        {this.controls(books)}
        <ProblemNote problem={this.problem}>
          <Button label={t("reload")} does={() => void this.fetch(books)} kind="small" symbol="refresh" />
        </ProblemNote>
        {this.list ? this.found(books, this.list) : !this.problem && <Skeleton rows={5} />}
      </div>
    );
  }

  private controls(books: Books) {
    return (
      <form class="controls" role="search" onSubmit={(event) => event.preventDefault()}>
        <div class="search">
          <Icon name="search" />
          <Text
            type="search"
            aria-label={t("import.search")}
            placeholder={t("import.search")}
            value={this.q}
            typed={(value) => {
              this.q = value;
              clearTimeout(this.typing);
              this.typing = setTimeout(() => void this.fetch(books), TYPING);
            }}
          />
        </div>
        <label class="inline">
          <span>{t("import.language")}</span>
          <Choice
            value={this.language}
            among={languages()}
            chosen={(language) => {
              this.language = language as Language;
              void this.fetch(books);
            }}
          />
        </label>
        <Button label={t("reload")} does={() => void this.fetch(books)} kind="quiet" symbol="refresh" busy={this.busy} />
      </form>
    );
  }

  private found(books: Books, { positions, closed, fetched_at, hint }: JobList) {
    return (
      <>
        <p class="small" role="status" data-rest tabIndex={-1}>
          {count("import.found", positions.length)} · {t("import.fetched", { when: moment(fetched_at) })}
        </p>
        {this.stale && <Note tone="warn" title={t("import.stale", { when: this.stale })} />}
        {closed.length > 0 && (
          <Note
            tone="warn"
            title={count("import.closed", closed.length)}
            text={dotted(closed.map(({ title }) => title))}
          />
        )}
        {positions.length === 0 ? (
          <Empty symbol="search" title={t("import.none")} text={hint} />
        ) : (
          <ul class="cards">
            {positions.map((position) => (
              <li key={position.position_id}>{this.card(books, position)}</li>
            ))}
          </ul>
        )}
        {positions.length > 0 && <p class="small">{hint}</p>}
        {this.chosen.size > 0 && (
          <div class="chosen">
            <Button
              label={count("import.selected", this.chosen.size)}
              kind="primary"
              symbol="plus"
              does={() => this.importChosen(books)}
            />
          </div>
        )}
      </>
    );
  }

  private card(books: Books, position: Position) {
    const { position_id, title, languages, imported, suggested: [suggested] = [] } = position;
    const written = languages.includes(this.language ?? "");
    const [instead] = languages;
    const facts = [
      position.offices.join(", "),
      position.department,
      said("employment_type", position.employment_type),
      said("working_time", position.schedule),
    ];
    return (
      <article class="card position" aria-labelledby={`position-${position_id}`}>
        {!imported && (
          <label class="check select">
            <input
              type="checkbox"
              checked={this.chosen.has(position_id)}
              aria-label={`${t("import.select")}: ${title}`}
              onChange={(event) => {
                if (event.currentTarget.checked) this.chosen.set(position_id, position);
                else this.chosen.delete(position_id);
                this.update();
              }}
            />
          </label>
        )}
        <div class="position-main">
          <div class="head">
            <h2 id={`position-${position_id}`}>{title}</h2>
            <div class="chips">
              {imported && <Chip tone="good" symbol="check" label={t("positions.imported")} />}
              {position.changed && <Chip tone="busy" symbol="refresh" label={t("positions.changed")} />}
              {position.closed && <Chip tone="bad" symbol="minus" label={t("positions.closed")} />}
            </div>
          </div>
          <p class="facts">{dotted(facts)}</p>
          <p class="small">
            {languages.length
              ? t("positions.languages", { languages: languages.map(languageName).join(", ") })
              : t("positions.no_text")}
          </p>
          {!imported && !written && instead && (
            <p class="small">
              {t("positions.other_language", {
                language: languageName(this.language ?? "de"),
                instead: languageName(instead),
              })}
            </p>
          )}
          {suggested && <p class="hint">{t("positions.suggested", { title: suggested.title })}</p>}
        </div>
        <div class="actions">
          {imported && (
            <Button
              key="open"
              label={t(position.changed ? "import.changes" : "import.open")}
              about={title}
              kind="small"
              symbol="list"
              busy={this.importing === position_id}
              does={() => void this.take(books, position)}
            />
          )}
          {!imported && suggested && (
            <Button
              key="link"
              label={t("import.link")}
              about={title}
              kind="primary small"
              symbol="link"
              does={() =>
                openLink(this, books, { job: suggested.job_id, title: suggested.title, position: position_id })
              }
            />
          )}
          {!imported && (
            <Button
              key="import"
              label={t("import.pick")}
              about={title}
              kind={suggested ? "small" : "primary small"}
              symbol="plus"
              busy={this.importing === position_id}
              does={() => void this.take(books, position)}
            />
          )}
        </div>
      </article>
    );
  }

  private async fetch(books: Books): Promise<void> {
    const mine = (this.asked += 1);
    this.busy = true;
    this.update();
    try {
      const list = await books.calls.listPositions({ ...(this.language && { language: this.language }), q: this.q });
      if (mine !== this.asked) return;
      Object.assign(this, { list, problem: undefined, stale: undefined });
    } catch (fault) {
      if (mine !== this.asked) return;
      this.problem = problemOf(fault);
      const { last } = this.problem;
      this.list = last?.list;
      this.stale = last && moment(new Date(Date.now() - last.age * 1000).toISOString());
    }
    this.busy = false;
    this.update();
  }

  private wish({ position_id, languages }: Position) {
    const language = languages.includes(this.language ?? "") ? this.language : undefined;
    return language ? { position_id, language } : { position_id };
  }

  /** The position becomes a draft, and what is missing is asked for; one that is imported shows its ad as it is. */
  private async take(books: Books, position: Position): Promise<void> {
    if (this.importing) return;
    this.importing = position.position_id;
    this.problem = undefined;
    this.update();
    try {
      const ad = await books.calls.importPosition(this.wish(position));
      const fresh = !position.imported;
      openAd(this, books, ad, { fresh });
      if (fresh) this.imported(books, [ad]);
    } catch (fault) {
      this.problem = problemOf(fault);
    }
    this.importing = undefined;
    this.update();
  }

  private imported(books: Books, ads: readonly JobAd[]): void {
    for (const { position_id } of ads) this.chosen.delete(position_id ?? 0);
    for (const { job_id } of ads) this.say("personio-changed", { what: "ad", job: job_id });
    books.adsChanged();
  }

  /** One call after the other, each with its own result. */
  private importChosen(books: Books): void {
    const positions = [...this.chosen.values()];
    const results = new Map<number, Result>(positions.map(({ position_id }) => [position_id, "wait"]));
    const done = () => [...results.values()].filter((result) => typeof result === "object" && "ad" in result).length;
    const over = () => [...results.values()].every((result) => typeof result === "object");

    const importAll = async (): Promise<void> => {
      for (const position of positions) {
        results.set(position.position_id, "busy");
        this.update();
        try {
          const ad = await books.calls.importPosition(this.wish(position));
          results.set(position.position_id, { ad });
          this.imported(books, [ad]);
        } catch (fault) {
          results.set(position.position_id, { problem: problemOf(fault) });
        }
      }
      this.update();
    };

    openPopup(this, {
      title: () => t("import.result.title"),
      wide: true,
      body: () => (
        <>
          <p class="lead" id="imported" role="status">
            {t("import.result.done", { done: done(), all: positions.length })}
          </p>
          <progress
            max={positions.length}
            value={[...results.values()].filter((result) => typeof result === "object").length}
            aria-labelledby="imported"
          />
          <ul class="rows">
            {positions.map(({ position_id, title }) => (
              <li key={position_id} class="row">
                <span class="row-title">
                  <strong>{title}</strong>
                  <span>{resultSaid(results.get(position_id)!)}</span>
                </span>
                <ResultChip result={results.get(position_id)!} />
              </li>
            ))}
          </ul>
          <div class="popup-foot">
            <Button label={t("close")} does={() => void closePopup(this)} kind={over() ? "primary" : "plain"} />
          </div>
        </>
      ),
    });
    void importAll();
  }
}

function resultSaid(result: Result): string {
  if (typeof result === "string") return t(`import.result.${result}`);
  if ("problem" in result) return [result.problem.detail, result.problem.hint].filter(Boolean).join(" ");
  const left = result.ad.missing.length;
  return left ? count("import.result.missing", left) : t("import.result.complete");
}

function ResultChip({ result }: { result: Result }) {
  if (result === "busy") return <span class="spinner" aria-hidden="true" />;
  if (result === "wait") return <Icon name="clock" />;
  return <Icon name={"problem" in result ? "alert" : "check"} />;
}

const Away = ({ part, books }: { part: Part; books: Books }) => (
  <Note
    tone="info"
    title={t("import.not_connected")}
    text={[t("import.not_connected.text"), books.setup.admin ? "" : askAdmin(books)].filter(Boolean).join(" ")}
  >
    {books.setup.admin && (
      <div class="actions">
        <Button
          label={t("export.connect")}
          kind="primary small"
          symbol="arrow"
          does={() => part.say("personio-go", { to: "connection" })}
        />
      </div>
    )}
  </Note>
);

define("personio-positions", PersonioPositions);
