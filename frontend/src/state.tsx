// An export's state as people see it, and the one thing to do about it.

import type { Connection, Export, Progress } from "./client.js";
import type { Books } from "./desk.js";
import type { IconName } from "./icons.js";
import { Chip, type Tone } from "./pieces.js";
import { date, dotted, known, t, word } from "./text.js";

const LOOKS: Record<Export["state"] | "paused", [Tone, IconName]> = {
  none: ["calm", "minus"],
  queued: ["busy", "clock"],
  exporting: ["busy", "send"],
  waiting: ["warn", "pause"],
  paused: ["info", "pause"],
  needs_action: ["bad", "hand"],
  exported: ["good", "check"],
  already_in_personio: ["good", "people"],
  cancelled: ["calm", "close"],
};

const STAGES: Record<Progress["stage"], [Tone, IconName]> = {
  in_process: ["busy", "clock"],
  offer: ["busy", "list"],
  hired: ["good", "bag"],
  rejected: ["calm", "close"],
  withdrawn: ["calm", "back"],
  gone: ["calm", "minus"],
};

export const FINAL: readonly string[] = ["exported", "already_in_personio"];
export const OPEN: readonly string[] = ["queued", "waiting", "needs_action"];

/** `entry` as export-applicant shows it; undefined counts as none. */
export function StateChip({ entry }: { entry: Export | undefined }) {
  const state = entry?.code === "paused" ? "paused" : (entry?.state ?? "none");
  const [tone, symbol] = LOOKS[state] ?? LOOKS.none;
  return <Chip tone={tone} symbol={symbol} label={word("state", state)} />;
}

/** What became of the applicant, and since when; Personio's own name of the stage where it says more. */
export function ProgressChip({ progress: { stage, name, since, sentence } }: { progress: Progress }) {
  const [tone, symbol] = STAGES[stage] ?? STAGES.in_process;
  const called = known("progress", stage) ?? sentence;
  const more = name?.toLowerCase() === called.toLowerCase() ? "" : name && t("quoted", { text: name });
  const details = dotted([stage === "gone" ? sentence : more, since && t("progress.since", { when: date(since) })]);
  return (
    <>
      <Chip tone={tone} symbol={symbol} label={called} />
      {details && <span class="small">{details}</span>}
    </>
  );
}

/** What a click on the card does about what holds the export up. */
export type Remedy =
  | "export"
  | "retry"
  | "link"
  | "relink"
  | "ask"
  | "resume"
  | "credentials"
  | "check"
  | "connect"
  | "rules";

const REMEDIES: Partial<Record<NonNullable<Export["code"]>, Remedy>> = {
  not_linked: "link",
  position_not_published: "relink",
  developer_incomplete: "ask",
  paused: "resume",
  reconnect: "credentials",
  feature_off: "check",
  disconnected: "connect",
  attribute_required: "rules",
  rule_broken: "rules",
  option_unknown: "rules",
  attribute_unknown: "rules",
};
const FOR_ADMINS: readonly Remedy[] = ["resume", "credentials", "check", "connect", "rules"];

/** The one that helps most; undefined where nothing does, or an admin has to. */
export function remedy(entry: Export, books: Books): Remedy | undefined {
  const wanted = entry.code && OPEN.includes(entry.state) ? REMEDIES[entry.code] : undefined;
  const one = wanted && held(wanted, books.connection, entry.who === "admin") ? wanted : undefined;
  if (one && FOR_ADMINS.includes(one)) return books.setup.admin ? one : undefined;
  if (one) return one;
  if (!books.connected) return undefined;
  if (entry.state === "none") return "export";
  return entry.can_retry ? "retry" : undefined;
}

/** Whether what held the entry up still does: a connection that is mended needs no key any more. */
function held(one: Remedy, connection: Connection | undefined, byAdmin: boolean): boolean {
  if (one === "resume") return connection?.paused === true;
  if (one === "credentials") return connection?.state === "needs_reconnect";
  if (one === "check") return connection?.state === "feature_off";
  if (one === "rules") return byAdmin;
  if (one === "connect") return connection === undefined || ["none", "disconnected"].includes(connection.state);
  return true;
}

/** Whether what held the entry up is mended, and only its own turn has not come yet. */
export function resuming(entry: Export, books: Books): boolean {
  const wanted = entry.state === "waiting" && entry.code ? REMEDIES[entry.code] : undefined;
  return wanted !== undefined && !held(wanted, books.connection, entry.who === "admin");
}

/** Whether the entry waits for an admin, and the signed-in person is none. */
export function waitsForAdmin(entry: Export, books: Books): boolean {
  const wanted = entry.code && OPEN.includes(entry.state) ? REMEDIES[entry.code] : undefined;
  return !books.setup.admin && wanted !== undefined && FOR_ADMINS.includes(wanted) && held(wanted, books.connection, entry.who === "admin");
}

/** Who can do what needs an admin, by name where the page knows. */
export const askAdmin = ({ setup }: Books): string =>
  setup.admins?.length ? t("ask_admin.named", { names: setup.admins.join(", ") }) : t("ask_admin");

export const REMEDY_WORDS = {
  export: ["export.go", "send"],
  retry: ["export.retry", "send"],
  link: ["export.link", "link"],
  relink: ["export.relink", "link"],
  ask: ["export.ask", "people"],
  resume: ["notice.resume", "arrow"],
  credentials: ["connection.replace", "key"],
  check: ["notice.check", "bolt"],
  connect: ["export.connect", "arrow"],
  rules: ["export.rules", "arrow"],
} as const;
