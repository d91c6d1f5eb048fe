// <personio-export>: the match card's part. What became of the match in Personio, and the one thing to do about it.

import type { Export } from "../client.js";
import { Problem } from "../client.js";
import type { Books } from "../desk.js";
import type { IconName } from "../icons.js";
import { define, Part } from "../part.js";
import { Button, Copier, Outside, problemOf, ProblemNote } from "../pieces.js";
import { closePopup, openPopup } from "../popup.js";
import { openConnect } from "../popups/connect.js";
import { openLink } from "../popups/link.js";
import { openPreview } from "../popups/preview.js";
import {
  askAdmin,
  FINAL,
  OPEN,
  ProgressChip,
  type Remedy,
  remedy,
  REMEDY_WORDS,
  resuming,
  StateChip,
  waitsForAdmin,
} from "../state.js";
import { date, type Known, moment, t, word } from "../text.js";

type Work = Remedy | "again" | "cancel";

/**
 * Stands on the card of a successful match.
 *
 * Attributes: `match` its id; `person` the name, for labels; `ad-title`; `succeeded-at` when it succeeded (ISO 8601);
 * `position-closed` where the job ad's position is no longer published.
 * Events: `personio-changed`, `personio-told`, `personio-go`.
 */
export class PersonioExport extends Part {
  static readonly observedAttributes = ["match", "person", "ad-title", "succeeded-at", "position-closed"];
  private working: Work | undefined;
  private problem: Problem | undefined;

  protected override begin(books: Books): void {
    this.problem = undefined;
    books.want(this.match);
  }

  get match(): string {
    return this.getAttribute("match") ?? "";
  }

  set match(match: string) {
    this.setAttribute("match", match);
  }

  private get called(): string {
    return this.getAttribute("person") ?? this.match;
  }

  view(books: Books) {
    books.want(this.match);
    const entry = books.exports.get(this.match);
    const known = entry && entry.state !== "none" ? entry : undefined;
    if (!books.connection || (!known && !books.connected)) return null;
    const goesOn = known !== undefined && resuming(known, books);
    return (
      <div class="export">
        <div class="outcome" aria-live="polite">
          <div class="outcome-head">
            <p data-rest tabIndex={-1}>
              {known ? (goesOn ? t("export.resuming") : known.sentence) : this.beforehand(books)}
            </p>
            <div class="chips">
              <StateChip entry={goesOn ? { ...entry!, state: "queued", code: "retry" } : entry} />
              {known?.progress && <ProgressChip progress={known.progress} />}
            </div>
          </div>
          {known && <Particulars entry={known} books={books} />}
        </div>
        <ProblemNote problem={this.problem} />
        <div class="actions">{this.actions(books, entry)}</div>
      </div>
    );
  }

  /** Where there is no entry yet. */
  private beforehand(books: Books): string {
    const succeeded = this.getAttribute("succeeded-at");
    const older = succeeded !== null && (books.connection?.connected_at ?? "") > succeeded;
    return t(older ? "export.older" : "export.coming");
  }

  /** What stays longest comes first, so that none of them moves when another one goes; what helps most is the last. */
  private actions(books: Books, entry: Export | undefined) {
    const helps = remedy(entry ?? NOTHING, books);
    const [label, symbol] = helps ? REMEDY_WORDS[helps] : [];
    const retries = (helps === "relink" || helps === "ask") && entry?.can_retry; // whatever was mended elsewhere
    const button = (key: Work | "preview", label: Known, kind: string, symbol: IconName, does: () => void) => (
      <Button
        key={key}
        label={t(label)}
        about={this.called}
        kind={`${kind} small`}
        symbol={symbol}
        busy={this.working === key}
        does={does}
      />
    );
    return (
      <>
        {books.connected &&
          button("preview", "preview", "", "list", () =>
            openPreview(this, books, this.match, this.called, this.hasAttribute("position-closed")),
          )}
        {entry &&
          OPEN.includes(entry.state) &&
          button("cancel", "export.cancel", "quiet", "close", () =>
            void this.work("cancel", () => books.calls.cancelExport(this.match), books),
          )}
        {entry &&
          books.connected &&
          (entry.can_again || FINAL.includes(entry.state)) &&
          button("again", "export.again", "quiet", "refresh", () => this.askAgain(books))}
        {retries && button("retry", "export.retry", "", "send", () => this.mend("retry", books, entry))}
        {helps && label && button(helps, label, "primary", symbol!, () => this.mend(helps, books, entry))}
      </>
    );
  }

  private mend(helps: Remedy, books: Books, entry: Export | undefined): void {
    const { calls } = books;
    const job = entry?.job_id ?? "";
    const title = this.getAttribute("ad-title") ?? undefined;
    switch (helps) {
      case "export":
      case "retry":
        return void this.work(helps, () => calls.exportMatch(this.match), books);
      case "link":
        return openLink(this, books, { job, title });
      case "relink":
        return openLink(this, books, { job, title, instead: entry?.position_id });
      case "ask":
        return this.askPerson(entry);
      case "resume":
        return void this.work(helps, async () => books.settle(await calls.settleConnection({ paused: false })), books);
      case "check":
        return void this.work(helps, async () => books.settle(await calls.testConnection()), books);
      case "credentials":
        return openConnect(this, books, { replacing: true });
      case "connect":
        return this.say("personio-go", { to: "connection" });
      case "rules":
        return this.say("personio-go", { to: "rules", attribute: entry?.fields?.[0]?.split(".").at(-1) });
    }
  }

  /** Do something for the match; what it answers is its new entry, why it fails is shown on the card. */
  private async work(what: Work, action: () => Promise<Export | void>, books: Books): Promise<void> {
    if (this.working) return;
    this.working = what;
    this.problem = undefined;
    this.update();
    try {
      const entry = await action();
      if (entry) books.put(entry);
      else await books.refresh();
      this.say("personio-changed", { what: "export", match: this.match });
    } catch (fault) {
      const problem = problemOf(fault);
      if (problem.code === "export_again_needed") this.askAgain(books, problem);
      else this.problem = problem;
    }
    this.working = undefined;
    this.update();
  }

  /** "Export again" is asked before; `warning` says what may be in Personio already. */
  private askAgain(books: Books, warning?: Problem): void {
    openPopup(this, {
      title: () => t("export.again.title"),
      body: () => (
        <>
          {warning && <p>{warning.detail}</p>}
          <p>{warning?.hint || t("export.again.text")}</p>
          <div class="popup-foot">
            <Button label={t("cancel")} does={() => void closePopup(this)} first />
            <Button
              label={t("export.again.yes")}
              kind="primary"
              symbol="refresh"
              busy={this.working === "again"}
              does={() =>
                void this.work("again", () => books.calls.exportMatch(this.match, { again: true }), books).then(() =>
                  closePopup(this),
                )
              }
            />
          </div>
        </>
      ),
    });
  }

  /** A text for the person whose profile lacks something. */
  private askPerson(entry: Export | undefined): void {
    const fields = entry?.fields?.map((name) => word("detail", name)).join(", ") || t("export.ask.profile");
    const text = t("export.ask.message", { name: this.called.split(" ")[0], fields });
    openPopup(this, {
      title: () => t("export.ask.title", { name: this.called }),
      body: () => (
        <>
          <p>{t("export.ask.text")}</p>
          <textarea readOnly rows={9} aria-label={t("export.ask.label")} value={text} data-first />
          <div class="popup-foot">
            <Copier text={text} label={t("copy")} />
            <Button label={t("done")} kind="primary" does={() => void closePopup(this)} />
          </div>
        </>
      ),
    });
  }
}

const NOTHING: Export = { match_id: "", state: "none", sentence: "" };

/** Why, when, by whom, what comes next. */
function Particulars({ entry, books }: { entry: Export; books: Books }) {
  const by = entry.by ? (books.setup.nameOf?.(entry.by) ?? t("somebody")) : t("automatic");
  const soon = Date.now() + 2000;
  const held = entry.state === "waiting" && entry.code !== "outage" && !resuming(entry, books); // by what no attempt ends
  const due = entry.due_at && !held && ["queued", "waiting"].includes(entry.state) && Date.parse(entry.due_at) > soon;
  const page = books.connection?.careers_url;
  const named = (books.setup.admins ?? []).length > 0; // that an admin can help stands beside it anyway
  return (
    <>
      {entry.hint && <p class="hint">{entry.hint}</p>}
      {entry.fields && entry.fields.length > 0 && (
        <p class="hint">
          {t("export.fields", { fields: entry.fields.map((name) => word("detail", name)).join(", ") })}
        </p>
      )}
      {named && waitsForAdmin(entry, books) && <p class="hint">{askAdmin(books)}</p>}
      <p class="small facts">
        <span>
          {entry.applied_at
            ? t("export.applied", { when: date(entry.applied_at) })
            : t("export.when", { when: moment(entry.exported_at ?? entry.updated_at ?? ""), who: by })}
        </span>
        {entry.who && <span>{t("export.turn", { who: word("turn", entry.who) })}</span>}
        {due && <span>{t("export.next", { when: moment(entry.due_at!) })}</span>}
        {entry.taken_back_at && <span>{t("export.taken_back")}</span>}
        {entry.application_url ? (
          <Outside address={entry.application_url} label={t("export.applicant")} />
        ) : (
          page &&
          entry.position_id && (
            <Outside
              address={`${page}/job/${entry.position_id}`}
              label={t("export.ad", { id: entry.position_id })}
            />
          )
        )}
      </p>
    </>
  );
}

define("personio-export", PersonioExport);
