// Hinzufügen: careers page → is this you? → credentials → done. Replacing begins at the credentials.

import type { Board } from "../client.js";
import type { Books } from "../desk.js";
import { Icon } from "../icons.js";
import type { Part } from "../part.js";
import { Button, Copier, Field, Note, Outside, ProblemNote } from "../pieces.js";
import { closePopup, focusPopup, openPopup } from "../popup.js";
import { count, languageName, t } from "../text.js";
import { Attempt } from "./attempt.js";

type Step = 1 | 2 | 3 | "done";

const FIELDS: Record<Step, readonly string[]> = {
  1: ["url"],
  2: [],
  3: ["personio_company_id", "access_token", "channel_id"],
  done: [],
};
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
  const typed = {
    url: known?.careers_url ?? "",
    company: known?.personio_company_id ?? "",
    token: "",
    channel: String(known?.channel_id ?? ""),
  };
  let step: Step = replacing ? 3 : 1;
  let board: Board | undefined;
  const work = new Attempt(owner, () => focusPopup("[aria-invalid], .note.bad"));

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
        access_token: typed.token,
        channel_id: typed.channel.trim() || null,
      });
      typed.token = "";
      books.settle(connection);
      owner.say("personio-changed", { what: "connection" });
      void books.refresh();
      to("done");
    });

  const text = (name: keyof typeof typed) => ({
    spellcheck: false,
    autocapitalize: "off" as const,
    autocomplete: "off",
    value: typed[name],
    onInput: (event: InputEvent) => {
      typed[name] = (event.target as HTMLInputElement).value;
    },
  });

  const at = (field: string) => (work.problem?.field === field ? work.problem : undefined);

  /** What is wrong with none of the step's fields, and the way back where it is about the careers page. */
  function elsewhere() {
    if (!work.problem || FIELDS[step].includes(work.problem.field ?? "")) return null;
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
          <input
            type="text"
            inputmode="url"
            placeholder="acme.jobs.personio.de"
            {...props}
            {...text("url")}
            data-first
          />
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
        {found.subcompanies.length > 0 && <p class="small">{found.subcompanies.join(" · ")}</p>}
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
          {t("connect.credentials.text")} <Outside address={address} label={t("connect.credentials.link")} />
        </p>
        <p class="help">{[t("connect.credentials.where"), hint].filter(Boolean).join(" ")}</p>
        <Colleague address={address} name={books.setup.name ?? ""} />
        <Field
          name="personio_company_id"
          label={t("connection.company_id")}
          problem={at("personio_company_id")}
          control={(props) => <input type="text" inputmode="numeric" {...props} {...text("company")} data-first />}
        />
        <Field
          name="access_token"
          label={t("connect.token")}
          help={t("connect.token.help")}
          problem={at("access_token")}
          control={(props) => <input type="password" {...props} {...text("token")} />}
        />
        <Field
          name="channel_id"
          label={t("connect.channel")}
          help={t("connect.channel.help")}
          problem={at("channel_id")}
          control={(props) => <input type="text" inputmode="numeric" {...props} {...text("channel")} />}
        />
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
function Colleague({ address, name }: { address: string; name: string }) {
  const message = t("connect.colleague.message", { address, name });
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

/** Cutting the connection: said before what it means. */
export function openDisconnect(owner: Part, books: Books): void {
  const work = new Attempt(owner);

  const cut = () =>
    work.run(async () => {
      books.settle(await books.calls.disconnectPersonio());
      owner.say("personio-told", { text: t("disconnect.done") });
      owner.say("personio-changed", { what: "connection" });
      await closePopup(owner);
    });

  openPopup(owner, {
    title: () => t("disconnect.title"),
    body: () => (
      <>
        <p>{t("disconnect.text")}</p>
        <ProblemNote problem={work.problem} />
        <div class="popup-foot">
          <Button label={t("cancel")} does={() => void closePopup(owner)} first />
          <Button label={t("connection.disconnect")} does={() => void cut()} kind="danger solid" busy={work.busy} />
        </div>
      </>
    ),
  });
}
