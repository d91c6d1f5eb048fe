// <personio-connection>: the tile under "Apps und Integrationen": add, or what is connected and how it is.

import type { Connection } from "../client.js";
import { Problem } from "../client.js";
import type { Books } from "../desk.js";
import { Choice, languages } from "../fields.js";
import type { IconName } from "../icons.js";
import { define, Part } from "../part.js";
import { Button, Chip, Note, Outside, problemOf, ProblemNote, Skeleton, type Tone } from "../pieces.js";
import { openChannel } from "../popups/channel.js";
import { openConnect } from "../popups/connect.js";
import { openDisconnect } from "../popups/disconnect.js";
import { openForget } from "../popups/forget.js";
import { askAdmin } from "../state.js";
import { day, dotted, moment, t } from "../text.js";

type Language = NonNullable<Connection["language"]>;
type Shown = Connection["state"] | "paused";

const LOOKS: Record<Shown, [Tone, IconName]> = {
  connected: ["good", "check"],
  paused: ["info", "pause"],
  needs_reconnect: ["warn", "key"],
  feature_off: ["warn", "alert"],
  disconnected: ["calm", "minus"],
  none: ["calm", "minus"],
};
/** What a check found says more than the state that was known before. */
const FOUND: Partial<Record<string, Connection["state"]>> = {
  credentials_refused: "needs_reconnect",
  token_wrong_kind: "needs_reconnect",
  client_unknown: "needs_reconnect",
  client_secret_wrong: "needs_reconnect",
  client_refused: "needs_reconnect",
  scope_write_missing: "needs_reconnect",
  recruiting_feature_off: "feature_off",
  public_api_off: "feature_off",
};

/** Events: `personio-changed`, `personio-told`, `personio-go`. Everything but the state is for admins. */
export class PersonioConnection extends Part {
  private pausing = false; // what the box says while it is being settled
  private busy: "test" | "language" | "pause" | "progress" | undefined;
  private problem: Problem | undefined;
  private good = false;
  private since: string | undefined; // the state that `problem` and `good` are about

  protected override begin(): void {
    this.problem = undefined;
    this.good = false;
  }

  view(books: Books) {
    const { connection } = books;
    if (!connection) return books.trouble ? <ProblemNote problem={books.trouble} /> : <Skeleton rows={2} />;
    if (this.since !== connection.state) {
      this.since = connection.state;
      if (!this.busy) this.begin();
    }
    const found = this.problem && FOUND[this.problem.code];
    const state: Shown = found ?? (connection.state === "connected" && connection.paused ? "paused" : connection.state);
    return (
      <section class="card integration" aria-labelledby="title">
        <div class="integration-head">
          <span class="app-logo" aria-hidden="true">
            P
          </span>
          <div class="integration-title">
            <h2 id="title" tabIndex={-1} data-rest>
              Personio
            </h2>
            <p>{t("connection.lead")}</p>
          </div>
          <Chip tone={LOOKS[state][0]} symbol={LOOKS[state][1]} label={t(`connection.${state}`)} />
        </div>
        {books.connected ? this.details(books, connection, found) : this.add(books, connection)}
      </section>
    );
  }

  private add(books: Books, { state }: Connection) {
    return (
      <div class="integration-body">
        {state === "disconnected" && <p>{t("connection.was")}</p>}
        <ul class="benefits">
          {(["import", "export", "safe"] as const).map((one) => (
            <li key={one}>{t(`connection.benefit.${one}`)}</li>
          ))}
        </ul>
        {books.setup.admin ? (
          <Button label={t("add")} does={() => openConnect(this, books)} kind="primary" symbol="plus" />
        ) : (
          <Note tone="info" title={t("admin_only")} text={askAdmin(books)} />
        )}
      </div>
    );
  }

  private details(books: Books, shown: Connection, found: Connection["state"] | undefined) {
    const state = found ?? shown.state;
    const news = found && found !== shown.state ? this.problem : undefined;
    const { admin } = books.setup;
    return (
      <div class="integration-body">
        {shown.feed?.problem && <Note tone="warn" title={shown.feed.sentence} text={shown.feed.hint} />}
        {(state === "needs_reconnect" || state === "feature_off") && (
          <Note
            tone="warn"
            title={news?.title ?? t(`connection.${state}`)}
            text={!news ? shown.sentence : news.code === "scope_write_missing" ? news.hint : t(`connection.found.${state}`)}
            loud={this.problem !== undefined}
          >
            {shown.next_probe_at && (
              <p class="small">{t("connection.next_check", { when: moment(shown.next_probe_at) })}</p>
            )}
          </Note>
        )}
        {shown.channel_refused && <Note tone="info" title={t("notice.channel")} text={t("notice.channel.text")} />}
        <dl class="facts-list">
          <Line name={t("connection.page")}>
            {shown.careers_url && (
              <Outside address={shown.careers_url} label={shown.careers_url.replace("https://", "")} />
            )}
          </Line>
          <Line name={t("connection.company_id")}>{shown.personio_company_id}</Line>
          <Line name={t(`connection.${shown.kind ?? "token"}`)}>
            {shown.token_tail ? `•••• •••• ${shown.token_tail}` : "••••••••"}
          </Line>
          {shown.kind === "client" && (
            <Line name={t("connection.scopes")}>{t(`connection.scopes.${shown.reads ? "both" : "write"}`)}</Line>
          )}
          <Line name={t("connection.account")}>
            {t(`connection.account.${shown.account_proven ? "proven" : (shown.kind ?? "token")}`)}
          </Line>
          <Line name={t("connection.channel")}>
            {shown.channel_id
              ? dotted([shown.channel_id, shown.channel_refused && t("connection.channel_refused")])
              : t("connection.no_channel")}
          </Line>
          <Line name={t("connection.last_success")}>
            {shown.last_success_at ? moment(shown.last_success_at) : t("connection.no_success")}
          </Line>
          <Line name={t("connection.since")}>
            {shown.connected_at &&
              t("connection.since_by", {
                day: day(shown.connected_at),
                who: books.setup.nameOf?.(shown.connected_by ?? "") ?? t("somebody"),
              })}
          </Line>
        </dl>
        {shown.hint && (
          <details class="colleague">
            <summary>{t("connection.move")}</summary>
            <p>{shown.hint}</p>
          </details>
        )}
        {this.good && <Note tone="good" title={t("connection.test.good")} />}
        {!found && <ProblemNote problem={this.problem} />}
        {admin ? this.controls(books, shown, state) : <Note tone="info" title={t("admin_only")} text={askAdmin(books)} />}
      </div>
    );
  }

  private controls(books: Books, shown: Connection, state: Connection["state"]) {
    const { calls } = books;
    return (
      <>
        <div class="settle">
          <label for="language">{t("connection.language")}</label>
          <Choice
            id="language"
            value={shown.language}
            among={languages()}
            chosen={(language) =>
              void this.run("language", books, () => calls.settleConnection({ language: language as Language }))
            }
          />
          <label class="check">
            <input
              type="checkbox"
              checked={this.busy === "pause" ? this.pausing : (shown.paused ?? false)}
              onChange={(event) => {
                const paused = event.currentTarget.checked;
                this.pausing = paused;
                void this.run("pause", books, () => calls.settleConnection({ paused }));
              }}
            />
            <span>{t("connection.pause")}</span>
          </label>
          {shown.reads && (
            <label class="check">
              <input
                type="checkbox"
                checked={this.busy === "progress" || (shown.progress ?? true)}
                onChange={(event) => {
                  if (event.currentTarget.checked)
                    return void this.run("progress", books, () => calls.settleConnection({ progress: true }));
                  event.currentTarget.checked = true; // until the question is answered
                  openForget(this, books);
                }}
              />
              <span>{t("connection.progress")}</span>
            </label>
          )}
        </div>
        <div class="actions">
          <Button
            key="test"
            label={t("connection.test")}
            symbol="bolt"
            kind={state === "feature_off" ? "primary" : "plain"}
            busy={this.busy === "test"}
            does={() => void this.run("test", books, () => calls.testConnection())}
          />
          <Button
            key="replace"
            label={t("connection.replace")}
            symbol="key"
            kind={state === "needs_reconnect" ? "primary" : "plain"}
            does={() => openConnect(this, books, { replacing: true })}
          />
          <Button
            key="channel"
            label={t("channel.change")}
            symbol="list"
            kind={shown.channel_refused ? "primary" : "plain"}
            does={() => openChannel(this, books)}
          />
          <Button
            key="disconnect"
            label={t("connection.disconnect")}
            symbol="close"
            kind="danger"
            does={() => openDisconnect(this, books)}
          />
        </div>
      </>
    );
  }

  private async run(what: typeof this.busy, books: Books, action: () => Promise<Connection>): Promise<void> {
    if (this.busy) return;
    this.busy = what;
    this.problem = undefined;
    this.good = false;
    this.update();
    try {
      const connection = await action();
      this.since = connection.state;
      books.settle(connection);
      if (what === "test") this.good = true;
      else this.say("personio-told", { text: t("saved") });
    } catch (fault) {
      this.problem = problemOf(fault);
    }
    this.say("personio-changed", { what: "connection" });
    await books.refresh();
    this.since = books.connection?.state;
    this.busy = undefined;
    this.update();
  }
}

const Line = ({ name, children }: { name: string; children: preact.ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

define("personio-connection", PersonioConnection);
