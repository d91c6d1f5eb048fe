// Hinzufügen: careers page → is this you? → credentials → done. Replacing begins at the credentials.

import type { JSX } from "preact";
import type { Board, Problem } from "../client.js";
import type { Books } from "../desk.js";
import { Field, Text } from "../fields.js";
import { Icon } from "../icons.js";
import type { Part } from "../part.js";
import { Button, Copier, Note, Outside, ProblemNote } from "../pieces.js";
import { closePopup, focusPopup, openPopup } from "../popup.js";
import { count, dotted, languageName, t } from "../text.js";
import { Work } from "../work.js";
import { carriedOver, type Typed, VALUES } from "./carrying.js";

type Step = 1 | 2 | 3 | "done";

const FIELDS: Record<Step, readonly string[]> = {
  1: ["url"],
  2: [],
  3: [], // by the kind of the credentials
  done: [],
};
const OF_KIND = {
  token: ["personio_company_id", "access_token", "channel_id"],
  client: ["personio_company_id", "client.id", "client.secret", "channel_id"],
} as const;
const ABOUT_THE_PAGE: readonly string[] = [
  "careers_url_invalid",
  "careers_url_not_personio",
  "board_not_found",
  "feed_switched_off",
  "left_personio",
  "feed_unreadable",
];

export function openConnect(owner: Part, books: Books, { replacing = false } = {}): void {
  const known = books.connection;
  const typed: Typed = {
    url: known?.careers_url ?? "",
    company: known?.personio_company_id ?? "",
    kind: known?.kind ?? "token",
    token: "",
    clientId: "",
    clientSecret: "",
    channel: String(known?.channel_id ?? ""),
  };
  let step: Step = replacing ? 3 : 1;
  let board: Board | undefined;
  const work = new Work(owner, () => focusPopup("[aria-invalid], .note.bad"));

  function to(next: Step): void {
    step = next;
    work.problem = undefined;
    owner.update();
    focusPopup();
  }

  const resolve = () =>
    work.run(async () => {
      board = await books.calls.resolveBoard(typed.url);
      to(2);
    });

  const connect = () =>
    work.run(async () => {
      const connection = await books.calls.connectPersonio({
        url: typed.url,
        personio_company_id: typed.company.trim(),
        channel_id: typed.channel.trim() || null,
        ...(typed.kind === "token"
          ? { access_token: typed.token }
          : { client: { id: typed.clientId, secret: typed.clientSecret } }),
      });
      typed.token = typed.clientSecret = "";
      books.settle(connection);
      owner.say("personio-changed", { what: "connection" });
      void books.refresh();
      to("done");
    });

  const text = (name: Exclude<keyof Typed, "kind">) => ({
    spellcheck: false,
    autocapitalize: "off" as const,
    autocomplete: "off",
    value: typed[name],
    typed: (value: string) => void (typed[name] = value),
  });

  const at = (field: string) => (work.problem?.field === field ? work.problem : undefined);

  /** A value that belongs to another field, carried over there with one click. */
  function remedy({ field, belongsTo }: Problem) {
    const from = VALUES[field ?? ""];
    if (!from || !belongsTo) return null;
    return (
      <Button
        label={t("connect.carry", { field: t(`connect.carry.${belongsTo}`) })}
        kind="small"
        symbol="arrow"
        does={() => {
          Object.assign(typed, carriedOver(typed, from, belongsTo));
          work.problem = undefined;
          owner.update();
          focusPopup(`[name="${belongsTo === "client" ? "client.id" : belongsTo}"]`);
        }}
      />
    );
  }

  /** One of the values to enter; what is wrong with it is shown below. */
  const value = (field: string, label: string, props: JSX.IntrinsicElements["input"] & { "data-first"?: true }, help?: string) => (
    <Field
      key={field}
      name={field}
      label={label}
      help={help}
      problem={at(field)}
      remedy={work.problem && remedy(work.problem)}
      control={(control) => <Text {...control} {...text(VALUES[field]!)} {...props} />}
    />
  );

  /** What is wrong with none of the step's fields, and the way back where it is about the careers page. */
  function elsewhere() {
    const fields: readonly string[] = step === 3 ? OF_KIND[typed.kind] : FIELDS[step];
    if (!work.problem || fields.includes(work.problem.field ?? "")) return null;
    const back = step === 3 && !replacing && ABOUT_THE_PAGE.includes(work.problem.code);
    return (
      <ProblemNote problem={work.problem}>
        {back && <Button label={t("connect.back_to_page")} does={() => to(1)} kind="small" symbol="back" />}
      </ProblemNote>
    );
  }

  const submitting = (action: () => void) => (event: Event) => {
    event.preventDefault();
    action();
  };

  const page = () => (
    <form key="page" noValidate onSubmit={submitting(resolve)}>
      <p>{t("connect.page.text")}</p>
      <Field
        name="url"
        label={t("connect.page.label")}
        help={t("connect.page.help")}
        problem={at("url")}
        control={(props) => (
          <Text inputmode="url" placeholder="acme.jobs.personio.de" {...props} {...text("url")} data-first />
        )}
      />
      {elsewhere()}
      <div class="popup-foot">
        <Button label={t("cancel")} does={() => void closePopup(owner)} />
        <Button label={t("next")} kind="primary" symbol="arrow" busy={work.busy} submits />
      </div>
    </form>
  );

  const company = (found: Board) => (
    <div key="company" class="step">
      <h3 tabIndex={-1} class="question" data-first>
        {t("connect.company.title")}
      </h3>
      <div class="board">
        <p class="board-address">
          <Outside address={found.careers_url} label={found.careers_url.replace("https://", "")} />
        </p>
        <p>
          <strong>{count("connect.company.positions", found.positions)}</strong>
          {found.languages.length > 0 && ` · ${found.languages.map(languageName).join(", ")}`}
        </p>
        <ul>
          {found.titles.map((title) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
        {found.subcompanies.length > 0 && <p class="small">{dotted(found.subcompanies)}</p>}
      </div>
      <div class="popup-foot">
        <Button label={t("connect.company.no")} does={() => to(1)} symbol="back" />
        <Button label={t("connect.company.yes")} does={() => to(3)} kind="primary" symbol="check" />
      </div>
    </div>
  );

  function credentials() {
    const address =
      board?.credentials_url ??
      `https://${books.connection?.slug}.app.personio.com/configuration/marketplace/connected`;
    const hint = books.setup.credentialsHint?.();
    return (
      <form key="credentials" noValidate autocomplete="off" onSubmit={submitting(connect)}>
        <p>
          {t(`connect.credentials.text.${typed.kind}`)} <Outside address={address} label={t("connect.credentials.link")} />
        </p>
        <p class="help">{[t(`connect.credentials.where.${typed.kind}`), hint].filter(Boolean).join(" ")}</p>
        <Colleague address={address} name={books.setup.name ?? ""} kind={typed.kind} />
        {value("personio_company_id", t("connection.company_id"), { inputmode: "numeric", "data-first": true })}
        <fieldset class="kinds">
          <legend>{t("connect.kind")}</legend>
          {(["token", "client"] as const).map((kind) => (
            <label key={kind} class="check">
              <input
                type="radio"
                name="kind"
                value={kind}
                checked={typed.kind === kind}
                aria-describedby={`kind-${kind}-help`}
                onChange={() => {
                  typed.kind = kind;
                  work.problem = undefined;
                  owner.update();
                }}
              />
              <span>{t(`connect.kind.${kind}`)}</span>
              <span id={`kind-${kind}-help`} class="help">
                {t(`connect.kind.${kind}.help`)}
              </span>
            </label>
          ))}
        </fieldset>
        {typed.kind === "token" ? (
          value("access_token", t("connect.token"), { type: "password" }, t("connect.token.help"))
        ) : (
          <>
            {value("client.id", t("connect.client.id"), {})}
            {value("client.secret", t("connect.client.secret"), { type: "password" }, t("connect.token.help"))}
          </>
        )}
        {value("channel_id", t("connect.channel"), { inputmode: "numeric" }, t("connect.channel.help"))}
        {elsewhere()}
        <div class="popup-foot">
          {replacing ? (
            <Button key="cancel" label={t("cancel")} does={() => void closePopup(owner)} />
          ) : (
            <Button key="back" label={t("back")} does={() => to(2)} symbol="back" />
          )}
          <Button label={t("done")} kind="primary" symbol="check" busy={work.busy} submits />
        </div>
      </form>
    );
  }

  const done = () => (
    <div key="done" class="done">
      <span class={`done-symbol${replacing ? "" : " celebrated"}`}>
        <Icon name="check" />
      </span>
      <h3 tabIndex={-1} class="question" data-first>
        {t(replacing ? "connect.replaced.title" : "connect.done.title")}
      </h3>
      <p>{t(replacing ? "connect.replaced.text" : "connect.done.text")}</p>
      {books.connection?.channel_refused && (
        <Note tone="warn" title={t("notice.channel")} text={t("notice.channel.text")} />
      )}
      <div class="popup-foot">
        <Button label={t("close")} does={() => void closePopup(owner)} kind={replacing ? "primary" : "plain"} />
        {!replacing && (
          <Button
            label={t("import.action")}
            kind="primary"
            symbol="bag"
            does={() => void closePopup(owner).then(() => owner.say("personio-go", { to: "positions" }))}
          />
        )}
      </div>
    </div>
  );

  function body() {
    if (step === "done") return done();
    return (
      <>
        {!replacing && <Steps now={step} />}
        {step === 1 && page()}
        {step === 2 && company(board!)}
        {step === 3 && credentials()}
      </>
    );
  }

  openPopup(owner, { title: () => t(replacing ? "connection.replace" : "connect.title"), body });
}

const Steps = ({ now }: { now: number }) => (
  <ol class="steps" aria-label={t("connect.steps")}>
    {([1, 2, 3] as const).map((step) => (
      <li
        key={step}
        class={step < now ? "past" : step === now ? "now" : ""}
        aria-current={step === now ? "step" : undefined}
      >
        <span class="step-number" aria-hidden="true">
          {step < now ? <Icon name="check" /> : step}
        </span>
        <span>{t(`connect.step.${step}`)}</span>
      </li>
    ))}
  </ol>
);

/** For whoever connects and may not see Personio's page: a text for the colleague who may. */
function Colleague({ address, name, kind }: { address: string; name: string; kind: Typed["kind"] }) {
  const message = t(`connect.colleague.message.${kind}`, { address, name });
  const mail = `mailto:?subject=${encodeURIComponent(t("connect.colleague.subject"))}&body=${encodeURIComponent(message)}`;
  return (
    <details class="colleague">
      <summary>{t("connect.colleague")}</summary>
      <textarea readOnly rows={8} aria-label={t("connect.colleague.label")} value={message} />
      <div class="actions">
        <Copier text={message} label={t("copy")} />
        <a class="button quiet small" href={mail}>
          <Icon name="send" />
          <span>{t("connect.colleague.mail")}</span>
        </a>
      </div>
    </details>
  );
}
