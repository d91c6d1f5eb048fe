// A job ad gets its position, or another one, so that its matches can leave; or loses it.

import type { JobList } from "../client.js";
import type { Books } from "../desk.js";
import { Choice, Field } from "../fields.js";
import type { Part } from "../part.js";
import { Button, Empty, problemOf, ProblemNote, Skeleton } from "../pieces.js";
import { closePopup, focusPopup, openPopup } from "../popup.js";
import { count, dotted, t } from "../text.js";
import { Work } from "../work.js";
import { openQuestion } from "./question.js";

interface Wish {
  job: string;
  title?: string | undefined;
  /** Chosen from the start. */
  position?: number | undefined;
  /** The one it has: not offered. */
  instead?: number | undefined;
}

export function openLink(owner: Part, books: Books, wish: Wish): void {
  let list: JobList | undefined;
  const work = new Work(owner);
  let chosen = wish.position ? String(wish.position) : "";

  async function fetch(): Promise<void> {
    work.problem = undefined;
    try {
      list = await books.calls.listPositions(books.connection?.language ? { language: books.connection.language } : {});
    } catch (fault) {
      work.problem = problemOf(fault);
    }
    owner.update();
    focusPopup();
  }

  async function tie(event: Event): Promise<void> {
    event.preventDefault();
    if (!chosen) return;
    await work.run(async () => {
      const ad = await books.calls.linkJob(wish.job, Number(chosen));
      const following = ad.matches_following ?? 0;
      tell(owner, books, following ? count("link.done.following", following) : t("link.done"), wish.job);
      await closePopup(owner);
    });
  }

  function body() {
    const free = (list?.positions ?? []).filter(
      ({ imported, position_id }) => !imported && position_id !== wish.instead,
    );
    if (!list && !work.problem) return <Skeleton rows={1} />;
    if (!list)
      return (
        <ProblemNote problem={work.problem}>
          <Button label={t("reload")} does={() => void fetch()} kind="small" symbol="refresh" />
        </ProblemNote>
      );
    if (free.length === 0)
      return (
        <>
          <Empty symbol="link" title={t("link.none")} text={t("link.none.text")} />
          <div class="popup-foot">
            <Button label={t("close")} does={() => void closePopup(owner)} kind="primary" first />
          </div>
        </>
      );
    return (
      <form onSubmit={(event) => void tie(event)} noValidate>
        <p>{wish.title ? t("link.text", { title: wish.title }) : t("link.text.untitled")}</p>
        <Field
          name="position_id"
          label={t("link.position")}
          problem={work.problem?.field === "position_id" ? work.problem : undefined}
          control={(props) => (
            <Choice
              {...props}
              data-first
              value={chosen}
              among={[
                ["", t("ad.choose")],
                ...free.map(({ position_id, title, offices }) => {
                  const label = dotted([title, offices[0], position_id]);
                  return [String(position_id), label] as const;
                }),
              ]}
              chosen={(value) => {
                chosen = value;
                owner.update();
              }}
            />
          )}
        />
        {work.problem && work.problem.field !== "position_id" && <ProblemNote problem={work.problem} />}
        <div class="popup-foot">
          <Button label={t("cancel")} does={() => void closePopup(owner)} />
          <Button label={t("export.link")} kind="primary" symbol="link" busy={work.busy} disabled={!chosen} submits />
        </div>
      </form>
    );
  }

  openPopup(owner, { title: () => t(wish.instead ? "export.relink" : "export.link"), body });
  void fetch();
}

/** Ask, then untie an ad from its position. */
export function openUnlink(owner: Part, books: Books, { job, title }: Wish): void {
  openQuestion(owner, {
    title: () => t("ad.unlink.title"),
    text: () => t("ad.unlink.text", { title: title ?? "" }),
    yes: () => t("export.unlink"),
    does: async () => {
      await books.calls.unlinkJob(job);
      tell(owner, books, t("ad.unlinked.done"), job);
    },
  });
}

function tell(owner: Part, books: Books, text: string, job: string): void {
  owner.say("personio-told", { text });
  owner.say("personio-changed", { what: "ad", job });
  books.adsChanged();
  void books.refresh();
}
