// <personio-notice>: what everybody in the company has to know, above every view. Empty while all is well.

import type { Connection } from "../client.js";
import type { Books } from "../desk.js";
import { define, Part } from "../part.js";
import { Button, Note, ProblemNote } from "../pieces.js";
import { openChannel } from "../popups/channel.js";
import { openConnect } from "../popups/connect.js";
import { askAdmin } from "../state.js";
import { count, t } from "../text.js";
import { Work } from "../work.js";

/** Events: `personio-changed`. */
export class PersonioNotice extends Part {
  private readonly work = new Work(this);

  protected override begin(): void {
    this.work.problem = undefined;
  }

  view(books: Books) {
    const about = books.connected ? this.about(books) : null;
    this.hidden = !about && !books.trouble && !this.work.problem;
    return (
      <div class="notices">
        {books.trouble && <Note tone="bad" title={t("notice.trouble")} text={t("notice.trouble.text")} />}
        {about}
        <ProblemNote problem={this.work.problem} />
      </div>
    );
  }

  private about(books: Books) {
    const { connection, waiting, calls } = books;
    const { admin } = books.setup;
    const number = waiting ? count("waiting", waiting) : t("waiting.none");
    const help = admin ? "" : askAdmin(books);
    if (connection?.state === "needs_reconnect")
      return (
        <Note tone="warn" title={t("notice.reconnect")} text={said(number, t("notice.reconnect.text"), help)}>
          {admin && (
            <Action>
              <Button
                label={t("connection.replace")}
                kind="primary small"
                symbol="key"
                does={() => openConnect(this, books, { replacing: true })}
              />
              {this.check(books, "small")}
            </Action>
          )}
        </Note>
      );
    if (connection?.state === "feature_off")
      return (
        <Note tone="warn" title={t("notice.feature_off")} text={said(number, t("notice.feature_off.text"), help)}>
          {admin && (
            <Action>
              {this.check(books, "primary small")}
            </Action>
          )}
        </Note>
      );
    if (connection?.paused)
      return (
        <Note tone="info" title={t("notice.paused")} text={said(number, help)}>
          {admin && (
            <Action>
              <Button
                label={t("notice.resume")}
                kind="small"
                symbol="arrow"
                busy={this.work.busy}
                does={() => this.run(books, () => calls.settleConnection({ paused: false }))}
              />
            </Action>
          )}
        </Note>
      );
    if (books.outage) return <Note tone="warn" title={t("notice.outage")} text={said(number, t("notice.outage.text"))} />;
    if (connection?.channel_refused)
      return (
        <Note tone="info" title={t("notice.channel")} text={t("notice.channel.text")}>
          {admin && (
            <Action>
              <Button label={t("channel.change")} kind="small" symbol="list" does={() => openChannel(this, books)} />
            </Action>
          )}
        </Note>
      );
    return null;
  }

  private check(books: Books, kind: string) {
    return (
      <Button
        label={t("notice.check")}
        kind={kind}
        symbol="bolt"
        busy={this.work.busy}
        does={() => this.run(books, () => books.calls.testConnection())}
      />
    );
  }

  private run(books: Books, action: () => Promise<Connection>): void {
    void this.work.run(async () => {
      try {
        books.settle(await action());
        this.say("personio-changed", { what: "connection" });
      } finally {
        await books.refresh();
      }
    });
  }
}

const Action = ({ children }: { children: preact.ComponentChildren }) => <div class="actions">{children}</div>;

const said = (...sentences: string[]) => sentences.filter(Boolean).join(" ");

define("personio-notice", PersonioNotice);
