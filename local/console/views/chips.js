// An export's state as a chip: drawing, colour and word.

import { chip } from "/console/parts.js";
import { state } from "/console/state.js";
import { t } from "/console/texts.js";

const LOOKS = {
  none: ["calm", "minus"],
  queued: ["busy", "clock"],
  exporting: ["busy", "send"],
  waiting: ["warn", "pause"],
  needs_action: ["bad", "hand"],
  exported: ["good", "check"],
  already_in_personio: ["good", "people"],
  cancelled: ["calm", "close"],
};

/** `entry` as export-applicant shows it; undefined counts as none. */
export function stateChip(entry) {
  const state = entry?.state ?? "none";
  const [tone, symbol] = LOOKS[state] ?? LOOKS.none;
  return chip(tone, symbol, t(`state.${state}`));
}

const HOLDS = {
  reconnect: () => state.connection.state === "needs_reconnect",
  feature_off: () => state.connection.state === "feature_off",
  paused: () => state.connection.paused,
  not_linked: (entry) => state.jobs[entry.job_id] && !state.jobs[entry.job_id].personio,
};

/** Whether a click can help: not while what held the entry up still does. */
export const retryHelps = (entry) => entry.can_retry && !HOLDS[entry.code]?.(entry);

export const FINAL = ["exported", "already_in_personio"];
