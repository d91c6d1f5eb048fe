// A question before something that cannot simply be undone: what it means, cancel, and yes.

import type { Part } from "../part.js";
import { Button, ProblemNote } from "../pieces.js";
import { closePopup, focusPopup, openPopup } from "../popup.js";
import { t } from "../text.js";
import { Work } from "../work.js";

interface Question {
  title: () => string;
  text: () => string;
  yes: () => string;
  /** Once it is done the popup closes; what it fails with is shown in it. */
  does: () => Promise<void>;
}

export function openQuestion(owner: Part, { title, text, yes, does }: Question): void {
  const work = new Work(owner, () => focusPopup(".note.bad"));
  const agree = () =>
    work.run(async () => {
      await does();
      await closePopup(owner);
    });

  openPopup(owner, {
    title,
    body: () => (
      <>
        <p>{text()}</p>
        <ProblemNote problem={work.problem} />
        <div class="popup-foot">
          <Button label={t("cancel")} does={() => void closePopup(owner)} first />
          <Button label={yes()} does={() => void agree()} kind="danger solid" busy={work.busy} />
        </div>
      </>
    ),
  });
}
