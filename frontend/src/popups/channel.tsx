// The channel alone: changed or removed, without the token.

import type { Books } from "../desk.js";
import { Field, Text } from "../fields.js";
import type { Part } from "../part.js";
import { Button, ProblemNote } from "../pieces.js";
import { closePopup, focusPopup, openPopup } from "../popup.js";
import { t } from "../text.js";
import { Work } from "../work.js";

export function openChannel(owner: Part, books: Books): void {
  let channel = String(books.connection?.channel_id ?? "");
  const work = new Work(owner, () => focusPopup("[aria-invalid], .note.bad"));

  const save = (event: Event) => {
    event.preventDefault();
    return work.run(async () => {
      books.settle(await books.calls.settleConnection({ channel_id: channel.trim() || null }));
      owner.say("personio-told", { text: t("saved") });
      owner.say("personio-changed", { what: "connection" });
      void books.refresh();
      await closePopup(owner);
    });
  };

  openPopup(owner, {
    title: () => t("channel.title"),
    body: () => {
      const atField = work.problem?.field === "channel_id" ? work.problem : undefined;
      return (
        <form noValidate onSubmit={(event) => void save(event)}>
          <p>{t("channel.text")}</p>
          <Field
            name="channel_id"
            label={t("connect.channel")}
            help={t("connect.channel.help")}
            problem={atField}
            control={(props) => (
              <Text
                inputmode="numeric"
                autocomplete="off"
                {...props}
                value={channel}
                typed={(value) => void (channel = value)}
                data-first
              />
            )}
          />
          {!atField && <ProblemNote problem={work.problem} />}
          <div class="popup-foot">
            <Button label={t("cancel")} does={() => void closePopup(owner)} />
            <Button label={t("save")} kind="primary" symbol="check" busy={work.busy} submits />
          </div>
        </form>
      );
    },
  });
}
