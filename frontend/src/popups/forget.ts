// Applicants are followed no more: asked before, since what was read of them is forgotten.

import type { Books } from "../desk.js";
import type { Part } from "../part.js";
import { t } from "../text.js";
import { openQuestion } from "./question.js";

export function openForget(owner: Part, books: Books): void {
  openQuestion(owner, {
    title: () => t("forget.title"),
    text: () => t("forget.text"),
    yes: () => t("forget.yes"),
    does: async () => {
      books.settle(await books.calls.settleConnection({ progress: false }));
      owner.say("personio-told", { text: t("saved") });
      owner.say("personio-changed", { what: "connection" });
    },
  });
}
