// Cutting the connection: said before what it means.

import type { Books } from "../desk.js";
import type { Part } from "../part.js";
import { t } from "../text.js";
import { openQuestion } from "./question.js";

export function openDisconnect(owner: Part, books: Books): void {
  openQuestion(owner, {
    title: () => t("disconnect.title"),
    text: () => t("disconnect.text"),
    yes: () => t("connection.disconnect"),
    does: async () => {
      books.settle(await books.calls.disconnectPersonio());
      owner.say("personio-told", { text: t("disconnect.done") });
      owner.say("personio-changed", { what: "connection" });
    },
  });
}
