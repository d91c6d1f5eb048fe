// Names: of a match's developer, of its job ad.

import { state } from "/console/state.js";

export function nameOf(match) {
  const developer = state.developers[match.developer_id];
  return developer ? `${developer.first_name ?? ""} ${developer.last_name ?? ""}`.trim() : match.developer_id;
}

export const titleOf = (match) => state.jobs[match.job_id]?.title;

export const isClosed = (match) => state.jobs[match.job_id]?.personio?.closed === true;

export const initials = (name) =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase() || "?";
