// An import by mistake is undone, after a question.

import { type JobAd, Problem } from "../client.js";
import type { Books } from "../desk.js";
import type { Part } from "../part.js";
import { t } from "../text.js";
import { openQuestion } from "./question.js";

export function openDiscard(owner: Part, books: Books, { job_id, title }: JobAd): void {
  openQuestion(owner, {
    title: () => t("ad.discard.title"),
    text: () => t("ad.discard.text", { title }),
    yes: () => t("ad.discard.yes"),
    does: async () => {
      await books.calls.discardJob(job_id).catch((fault: unknown) => {
        if (!(fault instanceof Problem && fault.code === "job_not_found")) throw fault; // gone already is gone
      });
      owner.say("personio-told", { text: t("ad.discarded", { title }) });
      owner.say("personio-changed", { what: "ad", job: job_id });
      books.adsChanged();
    },
  });
}
