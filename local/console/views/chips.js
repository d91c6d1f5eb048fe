// An export's state as a chip: drawing, colour and word.

import { chip } from "/console/parts.js";
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

export const FINAL = ["exported", "already_in_personio"];
