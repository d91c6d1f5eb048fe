// Somebody says that an applicant is erased in Personio: asked before, since name and address are forgotten with it.

import type { Erasure } from "../client.js";
import type { Books } from "../desk.js";
import type { Part } from "../part.js";
import { t } from "../text.js";
import { openQuestion } from "./question.js";

export function openErased(owner: Part, books: Books, { match_id }: Erasure): void {
  openQuestion(owner, {
    title: () => t("erasure.question"),
    text: () => t("erasure.question.text"),
    yes: () => t("erasure.done"),
    does: async () => {
      const { erasures } = await books.calls.acknowledgeErasure(match_id);
      books.leave(erasures);
      owner.say("personio-told", { text: t("erasure.told") });
    },
  });
}
