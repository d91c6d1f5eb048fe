// What the elements are made of: buttons, chips, notes, and the sentence for what did not work.

import type { ComponentChildren } from "preact";
import { Problem } from "./client.js";
import { Icon, type IconName } from "./icons.js";
import { t } from "./text.js";

interface ButtonProps {
  label: string;
  does?: (() => void) | undefined;
  kind?: string;
  symbol?: IconName;
  busy?: boolean;
  disabled?: boolean;
  /** The whole name, where the label alone would not say what it is about. */
  about?: string | undefined;
  submits?: boolean;
  first?: boolean;
}

/** `busy` shows that its work is under way and keeps it from being pressed twice; the focus stays on it. */
export const Button = ({ label, does, kind = "plain", symbol, busy, disabled, about, submits, first }: ButtonProps) => (
  <button
    type={submits ? "submit" : "button"}
    class={`button ${kind}${busy ? " busy" : ""}`}
    onClick={busy ? (event: Event) => event.preventDefault() : does}
    disabled={disabled || undefined}
    aria-disabled={busy ? "true" : undefined}
    aria-label={about ? `${label}: ${about}` : undefined}
    data-first={first || undefined}
  >
    {busy ? <span class="spinner" aria-hidden="true" /> : symbol && <Icon name={symbol} />}
    <span>{label}</span>
  </button>
);

export type Tone = "info" | "good" | "warn" | "bad" | "busy" | "calm";

/** A word about a state: a drawing and a colour beside it, neither of them alone. */
export const Chip = ({ tone, symbol, label }: { tone: Tone; symbol: IconName; label: string }) => (
  <span class={`chip ${tone}`}>
    <Icon name={symbol} />
    <span>{label}</span>
  </span>
);

const SYMBOLS = { info: "hand", good: "check", warn: "alert", bad: "alert", busy: "clock", calm: "minus" } as const;

interface NoteProps {
  tone: Tone;
  title?: string | undefined;
  text?: string | undefined;
  /** Said at once, also where it stands in the page from the start. */
  loud?: boolean;
  children?: ComponentChildren;
}

export const Note = ({ tone, title, text, loud, children }: NoteProps) => (
  <div class={`note ${tone}`} role={tone === "bad" || loud ? "alert" : "status"}>
    <Icon name={SYMBOLS[tone]} />
    <div class="note-text">
      {title && <strong>{title}</strong>}
      {text && <p>{text}</p>}
      {children}
    </div>
  </div>
);

/** A problem as people read it: the cause, what to do next, and the number for the support. */
export function ProblemNote({ problem, children }: { problem: Problem | undefined; children?: ComponentChildren }) {
  if (!problem) return null;
  return (
    <Note tone="bad" title={problem.title} text={problem.detail}>
      {problem.hint && <p class="hint">{problem.hint}</p>}
      {problem.traceId && ["internal", "temporarily_unavailable"].includes(problem.code) && (
        <p class="small">{t("problem.trace", { id: problem.traceId })}</p>
      )}
      {children && <div class="actions">{children}</div>}
    </Note>
  );
}

/** A link to another site; it opens beside the page. */
export const Outside = ({ address, label }: { address: string; label: string }) => (
  <a href={address} target="_blank" rel="noopener noreferrer" class="outside">
    {label}
    <Icon name="open" />
    <span class="unseen">{t("opens_new_window")}</span>
  </a>
);

/** Copies a text and says so beside itself. */
export function Copier({ text, label, about }: { text: string; label: string; about?: string }) {
  const copy = (event: MouseEvent) => {
    const said = (event.currentTarget as HTMLElement).nextElementSibling!;
    void navigator.clipboard.writeText(text).then(
      () => (said.textContent = t("copied")),
      () => (said.textContent = t("copied.not")),
    );
    setTimeout(() => (said.textContent = ""), 4000);
  };
  return (
    <span class="copier">
      <button
        type="button"
        class="button quiet small"
        onClick={copy}
        aria-label={about ? `${label}: ${about}` : undefined}
      >
        <Icon name="copy" />
        <span>{label}</span>
      </button>
      <span class="small" role="status" />
    </span>
  );
}

interface EmptyProps {
  symbol: IconName;
  title: string;
  text: string;
  children?: ComponentChildren;
}

/** Nothing to show: what would stand here, and the next step. */
export const Empty = ({ symbol, title, text, children }: EmptyProps) => (
  <div class="empty">
    <Icon name={symbol} />
    <h3>{title}</h3>
    <p>{text}</p>
    {children && <div class="actions">{children}</div>}
  </div>
);

/** Something is being fetched: the shape of what will stand here. */
export const Skeleton = ({ rows = 3 }: { rows?: number }) => (
  <div class="skeleton" role="status">
    <span class="unseen">{t("loading")}</span>
    {Array.from({ length: rows }, (_, row) => (
      <span key={row} class="skeleton-row" aria-hidden="true">
        <span />
        <span />
      </span>
    ))}
  </div>
);

/** Whatever a call threw, as a problem that can be shown; anything else is a fault of ours and thrown on. */
export function problemOf(fault: unknown): Problem {
  if (fault instanceof Problem) return fault;
  throw fault;
}
