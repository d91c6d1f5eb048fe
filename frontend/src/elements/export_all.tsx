// <personio-export-all>: a button, then what would be sent, then all of it with its progress.

import type { Export } from "../client.js";
import { Problem } from "../client.js";
import type { Books } from "../desk.js";
import { define, Part } from "../part.js";
import { Button, Chip, Note, problemOf, ProblemNote } from "../pieces.js";
import { closePopup, openPopup } from "../popup.js";
import { Previewed } from "../popups/preview.js";
import { FINAL, StateChip } from "../state.js";
import { count, listed, t } from "../text.js";

const SETTLED: readonly string[] = [...FINAL, "cancelled", "needs_action", "waiting"];

/** Property: `successful`, the ids of the company's successful matches. Event: `personio-changed`. */
export class PersonioExportAll extends Part {
  successful: readonly string[] = [];

  view(books: Books) {
    if (!books.connected) return null;
    return <Button label={t("export_all")} kind="primary" symbol="send" does={() => this.open(books)} />;
  }

  private open(books: Books): void {
    const state = (match: string): Export["state"] => books.exports.get(match)?.state ?? "none";
    const wanted = this.successful.filter((match) => state(match) === "none");
    const previews = new Map<string, Previewed>();
    const unfolded = new Set<string>();
    let started = false;
    let busy = false;
    let problem: Problem | undefined;

    const go = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      problem = undefined;
      this.update();
      try {
        books.backFill = await books.calls.backFill();
        started = true;
        this.say("personio-changed", { what: "export" });
        void books.refresh();
      } catch (fault) {
        problem = problemOf(fault);
      }
      busy = false;
      this.update();
    };

    const preview = (match: string): Previewed => {
      if (!previews.has(match)) previews.set(match, new Previewed(this, books, match, who(match).closed));
      return previews.get(match)!;
    };

    const who = (match: string) => {
      const { person, job, closed } = books.setup.describe?.(match) ?? {};
      return { person: person ?? match, job: job ?? "", closed: closed ?? false };
    };

    /** What Personio will probably not accept, by the names of the ads. */
    const closed = () => {
      const unpublished = wanted.map(who).filter((one) => one.closed);
      if (unpublished.length === 0) return null;
      const ads = [...new Set(unpublished.map(({ job }) => job))].filter(Boolean);
      return (
        <Note
          tone="warn"
          title={count("export_all.closed", unpublished.length)}
          text={[listed(ads.map((ad) => t("quoted", { text: ad }))), t("preview.closed.text")].filter(Boolean).join(": ")}
        />
      );
    };

    const offer = () => (
      <>
        <p class="lead">{count("export_all.lead", wanted.length)}</p>
        {closed()}
        <ul class="rows">
          {wanted.map((match) => (
            <li key={match}>
              <details
                onToggle={(event) => {
                  unfolded[event.currentTarget.open ? "add" : "delete"](match);
                  this.update();
                }}
              >
                <summary>
                  <span class="row-title">
                    <strong>{who(match).person}</strong>
                    <span>{who(match).job}</span>
                  </span>
                  {who(match).closed && <Chip tone="bad" symbol="minus" label={t("positions.closed")} />}
                  <span class="row-more">{t("preview")}</span>
                </summary>
                {unfolded.has(match) && <div class="row-body">{preview(match).view()}</div>}
              </details>
            </li>
          ))}
        </ul>
        <ProblemNote problem={problem} />
        {!books.setup.admin && (
          <Note tone="info" title={t("export_all.admin_only")} text={t("export_all.admin_only.text")} />
        )}
        <div class="popup-foot">
          <Button key="cancel" label={t("cancel")} does={() => void closePopup(this)} />
          {books.setup.admin && (
            <Button
              key="go"
              label={count("export_all.go", wanted.length)}
              kind="primary"
              symbol="send"
              busy={busy}
              does={() => void go()}
            />
          )}
        </div>
      </>
    );

    const progress = () => {
      const done = wanted.filter((match) => SETTLED.includes(state(match)));
      const over = done.length === wanted.length;
      return (
        <>
          <p class="lead" id="progress" role="status">
            {over
              ? t("export_all.over", { all: wanted.length, result: tally(wanted.map(state)) })
              : t("export_all.progress", { done: done.length, all: wanted.length })}
          </p>
          <progress max={wanted.length} value={done.length} aria-labelledby="progress" />
          <p class="small">{t("export_all.pace")}</p>
          <ul class="rows">
            {wanted.map((match) => (
              <li key={match} class="row">
                <span class="row-title">
                  <strong>{who(match).person}</strong>
                  <span>{books.exports.get(match)?.sentence ?? t("export_all.next")}</span>
                </span>
                <StateChip entry={books.exports.get(match)} />
              </li>
            ))}
          </ul>
          <div class="popup-foot">
            <Button label={t("close")} does={() => void closePopup(this)} kind={over ? "primary" : "plain"} />
          </div>
        </>
      );
    };

    const nothing = () => (
      <>
        <Note tone="info" title={t("export_all.nothing")} text={t("export_all.nothing.text")} />
        <div class="popup-foot">
          <Button label={t("close")} does={() => void closePopup(this)} kind="primary" first />
        </div>
      </>
    );

    openPopup(this, {
      title: () => t("export_all"),
      wide: true,
      body: () => (wanted.length === 0 ? nothing() : started ? progress() : offer()),
    });
  }
}

/** "3 in Personio, 1 braucht euch": nothing that did not arrive is passed over. */
function tally(states: readonly Export["state"][]): string {
  const number = (...of: readonly string[]) => states.filter((state) => of.includes(state)).length;
  const [there, needing, waiting] = [number(...FINAL), number("needs_action"), number("waiting")];
  const cancelled = number("cancelled");
  const parts = [
    there > 0 && t("export_all.in_personio", { n: there }),
    needing > 0 && count("export_all.needs_action", needing),
    waiting > 0 && count("export_all.waiting", waiting),
    cancelled > 0 && t("export_all.cancelled", { n: cancelled }),
  ];
  return listed(parts.filter((part) => part !== false));
}

define("personio-export-all", PersonioExportAll);
