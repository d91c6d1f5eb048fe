// One match: who, for which job ad; what became of it in Personio is the element's.

import { h } from "/frontend/dist/page.js";
import { setStatus } from "/console/firestore.js";
import { soon, when } from "/console/live.js";
import { button, chip, icon, note } from "/console/parts.js";
import { initials, isClosed, nameOf } from "/console/people.js";
import { change, state, tell } from "/console/state.js";
import { t } from "/console/texts.js";

const working = new Set(); // matches whose status is being set
const failed = new Set(); // matches whose last click did not work

export function matchCard(match) {
  const developer = state.developers[match.developer_id] ?? {};
  const job = state.jobs[match.job_id];
  const successful = match.status === "successful";
  const title = `match-${match.id}`;
  return h(
    "article",
    { class: "card match", "aria-labelledby": title },
    h("span", { class: "avatar", "aria-hidden": "true" }, initials(nameOf(match))),
    h(
      "div",
      { class: "match-main" },
      h(
        "div",
        { class: "head" },
        h("h2", { id: title, tabindex: -1, "data-rest": true }, nameOf(match)),
        !successful && chip("calm", "minus", t("match.open")),
      ),
      h(
        "p",
        { class: "facts" },
        fact("bag", job?.title ?? t("match.job_unknown")),
        developer.location && fact("pin", developer.location),
      ),
      developer.skills?.length > 0 &&
        h(
          "ul",
          { class: "tags", "aria-label": t("match.skills") },
          developer.skills.slice(0, 6).map((skill) => h("li", { key: skill }, skill)),
        ),
      successful &&
        h("personio-export", {
          match: match.id,
          person: nameOf(match),
          "ad-title": job?.title,
          "succeeded-at": when(match),
          "position-closed": isClosed(match) ? "" : undefined,
        }),
      failed.has(match.id) && note("bad", t("no_answer"), t("no_answer.text")),
      h("div", { class: "actions" }, successful ? takeBack(match) : succeed(match)),
    ),
  );
}

const fact = (symbol, text) => h("span", { class: "fact" }, icon(symbol), text);

const succeed = (match) =>
  button(
    t("match.succeed"),
    () =>
      set(match, "successful", () => {
        tell(t("match.succeeded", { name: nameOf(match) }));
        change({ segment: "successful" });
      }),
    {
      key: "succeed",
      kind: "primary small",
      symbol: "check",
      busy: working.has(match.id),
      about: nameOf(match),
    },
  );

const takeBack = (match) =>
  button(t("match.take_back"), () => set(match, "open"), {
    key: "take-back",
    kind: "quiet small",
    symbol: "back",
    busy: working.has(match.id),
    about: nameOf(match),
  });

/** Set a match's status; it is shown at once as it was written, and read again. */
async function set(match, status, then = () => {}) {
  working.add(match.id);
  failed.delete(match.id);
  change();
  try {
    await setStatus(match.id, status);
    const successful_at = status === "successful" ? new Date().toISOString() : match.successful_at;
    const written = { ...match, status, successful_at };
    change({ matches: state.matches.map((one) => (one.id === match.id ? written : one)) });
    then();
  } catch {
    failed.add(match.id);
  }
  working.delete(match.id);
  change();
  soon();
}
