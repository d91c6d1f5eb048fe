// An import by mistake is undone, after a question.

import { type JobAd, Problem } from "../client.js";
import type { Books } from "../desk.js";
import type { Part } from "../part.js";
import { Button, ProblemNote } from "../pieces.js";
import { closePopup, focusPopup, openPopup } from "../popup.js";
import { t } from "../text.js";
import { Attempt } from "./attempt.js";

export function openDiscard(owner: Part, books: Books, { job_id, title }: JobAd): void {
  const work = new Attempt(owner, () => focusPopup(".note.bad"));

  const discard = () =>
    work.run(async () => {
      await books.calls.discardJob(job_id).catch((fault: unknown) => {
        if (!(fault instanceof Problem && fault.code === "job_not_found")) throw fault; // gone already is gone
      });
      owner.say("personio-told", { text: t("ad.discarded", { title }) });
      owner.say("personio-changed", { what: "ad", job: job_id });
      books.adsChanged();
      await closePopup(owner);
    });

  openPopup(owner, {
    title: () => t("ad.discard.title"),
    body: () => (
      <>
        <p>{t("ad.discard.text", { title })}</p>
        <ProblemNote problem={work.problem} />
        <div class="popup-foot">
          <Button label={t("cancel")} does={() => void closePopup(owner)} first />
          <Button label={t("ad.discard.yes")} does={() => void discard()} kind="danger solid" busy={work.busy} />
        </div>
      </>
    ),
  });
}
