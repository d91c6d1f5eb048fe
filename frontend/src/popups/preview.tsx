// What would be sent to Personio for a match.

import type { Preview } from "../client.js";
import { Problem } from "../client.js";
import type { Books } from "../desk.js";
import { Note, problemOf, ProblemNote, Skeleton } from "../pieces.js";
import { openPopup, type Owner } from "../popup.js";
import { t, word } from "../text.js";
import { said } from "../values.js";

/** The preview of one match, fetched once. */
export class Previewed {
  private shown: Preview | undefined;
  private problem: Problem | undefined;
  private asked = false;

  constructor(
    private readonly owner: Owner,
    private readonly books: Books,
    private readonly match: string,
    private readonly closed = false,
  ) {}

  view() {
    if (!this.asked) void this.fetch();
    if (this.problem) return <ProblemNote problem={this.problem} />;
    if (!this.shown) return <Skeleton rows={2} />;
    const { would_send, document, export: instead } = this.shown;
    return (
      <>
        {!would_send && <Note tone="info" title={t("preview.would_not_send")} text={instead?.sentence} />}
        {would_send && this.closed && <Note tone="warn" title={t("preview.closed")} text={t("preview.closed.text")} />}
        {would_send && !this.closed && (
          <Note tone="info" title={t("preview.would_send")} text={t("preview.would_send.text")} />
        )}
        {document && <Application document={document} />}
      </>
    );
  }

  private async fetch(): Promise<void> {
    this.asked = true;
    try {
      this.shown = await this.books.calls.previewExport(this.match);
    } catch (fault) {
      this.problem = problemOf(fault);
    }
    this.owner.update();
  }
}

export function openPreview(owner: Owner, books: Books, match: string, person: string, closed: boolean): void {
  const previewed = new Previewed(owner, books, match, closed);
  openPopup(owner, { title: () => t("preview.title", { name: person }), body: () => previewed.view() });
}

const CUSTOM = "custom_attribute_"; // known by its id alone

export function Application({ document }: { document: NonNullable<Preview["document"]> }) {
  const { attributes = [], message, tags = [], files = [], phase, ...rest } = document;
  const row = (name: string, value: unknown) => [word("detail", name), said(name, value)] as const;
  const rows = [
    ...Object.entries(rest).map(([name, value]) => row(name, value)),
    ...attributes.map(({ id, value }) => (id.startsWith(CUSTOM) ? ([id, value] as const) : row(id, value))),
    row("files", files.map(({ original_filename }) => original_filename)),
    phase?.type === "system" ? row("phase", phase.id) : ([t("detail.phase"), String(phase?.id ?? "")] as const),
    row("tags", tags),
  ];
  return (
    <dl class="document">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {message && (
        <div class="whole">
          <dt>{t("detail.message")}</dt>
          <dd class="message">{message}</dd>
        </div>
      )}
    </dl>
  );
}
