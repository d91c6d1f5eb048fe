// <personio-rules>: "Was an Personio geht": what is sent, where it goes at Personio, and how one match would look.

import type { Fault, Preview, Rules } from "../client.js";
import { Problem } from "../client.js";
import type { Books } from "../desk.js";
import { Choice, Labelled, Text } from "../fields.js";
import { define, Part } from "../part.js";
import { Button, Empty, Note, problemOf, ProblemNote, Skeleton } from "../pieces.js";
import { Application } from "../popups/preview.js";
import { CONSTANT, CUSTOM, type Draft, draftOf, given, PHASES, type Row, rowFor, same, unfit } from "../rules.js";
import { askAdmin } from "../state.js";
import { dotted, moment, t, word } from "../text.js";
import { said } from "../values.js";

const AFTER_TYPING = 400; // milliseconds until the preview is asked for anew

/**
 * Properties: `successful`, the ids of matches to preview; `attribute`, the id of one that Personio asked for.
 * Events: `personio-changed`, `personio-told`. Recruiters see everything; admins save.
 */
export class PersonioRules extends Part {
  successful: readonly string[] = [];
  private wanted = "";
  private rules: Rules | undefined;
  private draft: Draft | undefined;
  private problem: Problem | undefined;
  private busy = false;
  private match = "";
  private shown: Preview | undefined;
  private previewProblem: Problem | undefined;
  private asking = 0; // the preview that was asked for last; answers to others come too late
  private timer: ReturnType<typeof setTimeout> | undefined;

  get attribute(): string {
    return this.wanted;
  }

  set attribute(id: string) {
    if (this.wanted === id) return;
    this.wanted = id;
    this.take();
    if (this.isConnected) this.update();
  }

  protected override begin(books: Books): void {
    Object.assign(this, { rules: undefined, draft: undefined, problem: undefined, shown: undefined });
    void this.load(books);
  }

  view(books: Books) {
    const { rules, draft } = this;
    if (!rules || !draft) return this.problem ? <ProblemNote problem={this.problem} /> : <Skeleton rows={4} />;
    const may = books.setup.admin;
    return (
      <section class="card rules" aria-labelledby="rules-title">
        <div class="rules-head">
          <h2 id="rules-title" tabIndex={-1} data-rest>
            {t("rules.title")}
          </h2>
          <p>{t("rules.lead")}</p>
        </div>
        <div class="rules-columns">
          <form
            class="rules-form"
            aria-label={t("rules.title")}
            onSubmit={(event) => {
              event.preventDefault();
              void this.save(books);
            }}
          >
            {rules.unreadable && <Note tone="bad" title={t("rules.unreadable")} text={t("rules.unreadable.text")} />}
            {rules.version === 0 && !rules.unreadable && (
              <Note tone="info" title={t("rules.none")} text={t("rules.none.text")} />
            )}
            {!may && <Note tone="info" title={t("admin_only")} text={askAdmin(books)} />}
            <AskedFor rules={rules} draft={draft} add={may ? (id) => this.change(books, () => this.add(id)) : undefined} />
            <fieldset disabled={!may}>
              <Switches rules={rules} draft={draft} changed={(step) => this.change(books, step)} />
              <Attributes
                rules={rules}
                draft={draft}
                fault={this.fault}
                changed={(step) => this.change(books, step)}
                add={() => this.change(books, () => this.add(""))}
              />
              <Rest draft={draft} fault={this.fault} changed={(step) => this.change(books, step)} />
            </fieldset>
            {this.trouble(books)}
            {may && (
              <div class="actions">
                <Button label={t("rules.save")} kind="primary" symbol="check" submits busy={this.busy} />
                <Button label={t("rules.discard")} does={() => this.reset(books)} disabled={!this.dirty} />
              </div>
            )}
            {rules.changed_at && (
              <p class="small">
                {t("rules.changed", {
                  when: moment(rules.changed_at),
                  who: books.setup.nameOf?.(rules.changed_by ?? "") ?? t("somebody"),
                })}
              </p>
            )}
          </form>
          {this.side(books)}
        </div>
      </section>
    );
  }

  private get dirty(): boolean {
    return !same(this.draft!, draftOf(this.rules!));
  }

  private trouble(books: Books) {
    const { problem } = this;
    if (problem?.code !== "rules_changed" || !problem.rules) return <ProblemNote problem={problem} />;
    const theirs = problem.rules;
    return (
      <ProblemNote problem={problem}>
        <Button
          label={t("rules.theirs")}
          does={() => {
            Object.assign(this.rules!, theirs);
            this.reset(books);
          }}
        />
        <Button
          label={t("rules.mine")}
          does={() => {
            this.draft!.version = theirs.version;
            void this.save(books);
          }}
        />
      </ProblemNote>
    );
  }

  private side(books: Books) {
    const matches = this.successful;
    const name = (match: string) => {
      const { person, job } = books.setup.describe?.(match) ?? {};
      return dotted([person ?? match, job]);
    };
    if (matches.length > 0 && !matches.includes(this.match)) {
      this.match = matches[0]!;
      this.later(books, 0);
    }
    return (
      <aside class="rules-side" aria-labelledby="rules-preview">
        <h3 id="rules-preview">{t("rules.preview")}</h3>
        {matches.length === 0 ? (
          <Empty symbol="people" title={t("rules.preview.none")} text={t("rules.preview.none.text")} />
        ) : (
          <>
            <Labelled id="rules-match" label={t("rules.preview.match")}>
              {(marks) => (
                <Choice
                  {...marks}
                  value={this.match}
                  among={matches.map((match) => [match, name(match)])}
                  chosen={(match) => {
                    this.match = match;
                    this.later(books, 0);
                  }}
                />
              )}
            </Labelled>
            {this.preview()}
          </>
        )}
      </aside>
    );
  }

  private preview() {
    if (this.previewProblem?.code === "rules_invalid")
      return <Note tone="info" title={t("rules.unfit")} text={t("rules.preview.unfit.text")} />;
    if (this.previewProblem) return <ProblemNote problem={this.previewProblem} />;
    if (!this.shown) return <Skeleton rows={3} />;
    const { document, export: instead } = this.shown;
    return (
      <div aria-busy={this.timer !== undefined}>
        {instead?.code === "rule_broken" && <Note tone="warn" title={instead.sentence} />}
        {document ? <Application document={document} /> : <Note tone="info" title={instead?.sentence} />}
      </div>
    );
  }

  /** What the last save found at fault there. */
  private readonly fault = (path: string): Fault | undefined =>
    this.problem?.faults?.find((fault) => fault.path === path);

  private add(id: string): void {
    this.draft!.rows.push(rowFor(id));
    this.focusSoon();
  }

  /** The one that Personio asked for is filled in, unless it is there. */
  private take(): void {
    if (!this.wanted || !this.draft || this.draft.rows.some(({ id }) => id === this.wanted)) return;
    this.add(this.wanted);
  }

  private focusSoon(): void {
    setTimeout(() => {
      const rows = this.shadowRoot?.querySelectorAll<HTMLElement>(".attribute");
      const last = rows?.[rows.length - 1];
      last?.querySelector<HTMLElement>(this.draft?.rows.at(-1)?.id ? "select" : "input")?.focus();
    }, 50);
  }

  private change(books: Books, step: (draft: Draft) => void): void {
    step(this.draft!);
    this.later(books, AFTER_TYPING);
    this.update();
  }

  private reset(books: Books): void {
    this.draft = draftOf(this.rules!);
    this.problem = undefined;
    this.later(books, 0);
    this.update();
  }

  private async load(books: Books): Promise<void> {
    try {
      this.rules = await books.calls.showRules();
      this.draft = draftOf(this.rules);
      this.take();
    } catch (fault) {
      this.problem = problemOf(fault);
    }
    this.update();
  }

  private async save(books: Books): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    this.update();
    try {
      const wrong = unfit(this.draft!);
      if (wrong) throw wrong;
      this.rules = await books.calls.saveRules(given(this.draft!));
      this.draft = draftOf(this.rules);
      this.say("personio-told", { text: t("saved") });
      this.say("personio-changed", { what: "rules" });
    } catch (fault) {
      this.problem = problemOf(fault);
      setTimeout(() => this.shadowRoot?.querySelector<HTMLElement>("[aria-invalid]")?.focus(), 50);
    }
    this.busy = false;
    this.later(books, 0);
    this.update();
  }

  private later(books: Books, wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(books), wait);
  }

  private async ask(books: Books): Promise<void> {
    this.timer = undefined;
    if (!this.match || !this.draft) return;
    const asked = (this.asking += 1);
    let shown: Preview | undefined;
    let problem: Problem | undefined;
    try {
      const wrong = unfit(this.draft);
      if (wrong) throw wrong;
      shown = await books.calls.previewExport(this.match, given(this.draft));
    } catch (fault) {
      problem = problemOf(fault);
    }
    if (asked !== this.asking) return;
    this.shown = shown ?? this.shown;
    this.previewProblem = problem;
    this.update();
  }
}

type Changed = (step: (draft: Draft) => void) => void;
type FaultOf = (path: string) => Fault | undefined;

function AskedFor({ rules, draft, add }: { rules: Rules; draft: Draft; add: ((id: string) => void) | undefined }) {
  if (rules.asked_for.length === 0) return null;
  return (
    <Note tone="warn" title={t("rules.asked_for")}>
      <ul>
        {rules.asked_for.map(({ id, reason, sentence }) => (
          <li key={`${id} ${reason}`}>
            {sentence}{" "}
            {add && !draft.rows.some((row) => row.id === id) && (
              <Button label={t("rules.asked_for.add")} about={id} kind="small" symbol="plus" does={() => add(id)} />
            )}
          </li>
        ))}
      </ul>
    </Note>
  );
}

function Switches({ rules, draft, changed }: { rules: Rules; draft: Draft; changed: Changed }) {
  const example = (name: string) => said(name, rules.fields.find((field) => field.name === name)?.example);
  return (
    <div class="rules-part">
      <h3 id="rules-fields">{t("rules.fields")}</h3>
      <p>{t("rules.fields.text")}</p>
      <table aria-labelledby="rules-fields">
        <thead>
          <tr>
            <th scope="col">{t("rules.field")}</th>
            <th scope="col">{t("rules.example")}</th>
            <th scope="col">{t("rules.sent")}</th>
          </tr>
        </thead>
        <tbody>
          {rules.switches.map((name) => (
            <tr key={name}>
              <th scope="row" id={`switch-${name}`}>
                {word("detail", name)}
              </th>
              <td>{example(name)}</td>
              <td>
                <label class="check">
                  <input
                    type="checkbox"
                    role="switch"
                    aria-labelledby={`switch-${name}`}
                    checked={draft.send[name] ?? true}
                    onChange={(event) => {
                      const sent = event.currentTarget.checked;
                      changed(({ send }) => void (send[name] = sent));
                    }}
                  />
                </label>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface AttributesProps {
  rules: Rules;
  draft: Draft;
  fault: FaultOf;
  changed: Changed;
  add: () => void;
}

function Attributes({ rules, draft, fault, changed, add }: AttributesProps) {
  return (
    <div class="rules-part">
      <h3>{t("rules.attributes")}</h3>
      <p>{t("rules.attributes.text")}</p>
      {draft.rows.map((row, number) => (
        <Attribute
          key={row.key}
          rules={rules}
          row={row}
          path={`attributes[${number}]`}
          fault={fault}
          changed={(step) => changed(() => step(row))}
          remove={() => changed((whole) => void (whole.rows = whole.rows.filter((other) => other !== row)))}
        />
      ))}
      <div class="actions">
        <Button label={t("rules.attribute.add")} symbol="plus" kind="small" does={add} />
      </div>
    </div>
  );
}

interface AttributeProps {
  rules: Rules;
  row: Row;
  path: string;
  fault: FaultOf;
  changed: (step: (row: Row) => void) => void;
  remove: () => void;
}

function Attribute({ rules, row, path, fault, changed, remove }: AttributeProps) {
  const id = `attribute-${row.key}`;
  const { type, example = "" } = rules.fields.find(({ name }) => name === row.source) ?? {};
  const choices = type === "text" || type === "choice";
  return (
    <fieldset class="attribute">
      <legend>{row.id || t("rules.attribute.new")}</legend>
      <Labelled id={`${id}-id`} label={t("rules.attribute.id")} fault={fault(`${path}.id`)?.detail}>
        {(marks) => (
          <Text
            {...marks}
            placeholder="custom_attribute_123456"
            value={row.id}
            typed={(value) => changed((one) => void (one.id = value))}
          />
        )}
      </Labelled>
      <Labelled
        id={`${id}-source`}
        label={t("rules.attribute.source")}
        fault={(fault(path) ?? fault(`${path}.field`))?.detail}
      >
        {(marks) => (
          <Choice
            {...marks}
            value={row.source}
            among={[
              ["", t("ad.choose")],
              ...rules.fields.map(({ name }) => [name, word("detail", name)] as const),
              [CONSTANT, t("rules.constant")],
            ]}
            chosen={(value) => changed((one) => void (one.source = value))}
          />
        )}
      </Labelled>
      {row.source === CONSTANT && (
        <Labelled id={`${id}-constant`} label={t("rules.constant")} fault={fault(`${path}.constant`)?.detail}>
          {(marks) => (
            <Text {...marks} value={row.constant} typed={(value) => changed((one) => void (one.constant = value))} />
          )}
        </Labelled>
      )}
      {choices && <Options row={row} id={id} example={example} path={`${path}.options`} fault={fault} changed={changed} />}
      <div class="actions">
        <Button label={t("rules.attribute.remove")} about={row.id} kind="quiet small" symbol="close" does={remove} />
      </div>
    </fieldset>
  );
}

interface OptionsProps {
  row: Row;
  id: string;
  example: string;
  path: string;
  fault: FaultOf;
  changed: (step: (row: Row) => void) => void;
}

function Options({ row, id, example, path, fault, changed }: OptionsProps) {
  const whole = fault(path);
  return (
    <div class="options">
      {row.options.map((one, number) => {
        const wrong = fault(`${path}.${one.word.trim()}`);
        const repeated = fault(`${path}[${number}]`);
        const said = wrong ?? repeated;
        const describes = said ? `${id}-option-${number}-fault` : whole && `${id}-options-fault`;
        return (
          <div class="option" key={number}>
            <Text
              aria-label={t("rules.option.word", { n: number + 1 })}
              aria-invalid={repeated ? "true" : undefined}
              aria-describedby={repeated && describes}
              placeholder={example}
              value={one.word}
              typed={(value) => changed(() => void (one.word = value))}
            />
            <span aria-hidden="true">→</span>
            <Text
              aria-label={t("rules.option.id", { n: number + 1 })}
              aria-invalid={wrong || whole ? "true" : undefined}
              aria-describedby={wrong || whole ? describes : undefined}
              placeholder="custom_option_123"
              value={one.option}
              typed={(value) => changed(() => void (one.option = value))}
            />
            {said && (
              <p id={describes} class="fault">
                {said.detail}
              </p>
            )}
            <Button
              label={t("rules.option.remove")}
              about={one.word}
              kind="quiet small"
              symbol="close"
              does={() => changed(({ options }) => void options.splice(number, 1))}
            />
          </div>
        );
      })}
      {whole && (
        <p id={`${id}-options-fault`} class="fault">
          {whole.detail}
        </p>
      )}
      <Button
        label={t("rules.option.add")}
        about={row.id}
        kind="quiet small"
        symbol="plus"
        does={() => changed(({ options }) => void options.push({ word: "", option: "" }))}
      />
    </div>
  );
}

function Rest({ draft, fault, changed }: { draft: Draft; fault: FaultOf; changed: Changed }) {
  return (
    <div class="rules-part">
      <h3>{t("rules.rest")}</h3>
      <Labelled id="rules-phase" label={t("rules.phase")} help={t("rules.phase.help")} fault={fault("phase.type")?.detail}>
        {(marks) => (
          <Choice
            {...marks}
            value={draft.phase}
            among={[
              ["", t("rules.phase.none")],
              ...PHASES.map((name) => [name, said("phase", name)] as const),
              [CUSTOM, t("rules.phase.custom")],
            ]}
            chosen={(value) => changed((whole) => void (whole.phase = value))}
          />
        )}
      </Labelled>
      {draft.phase === CUSTOM && (
        <Labelled id="rules-phase-id" label={t("rules.phase.id")} fault={fault("phase.id")?.detail}>
          {(marks) => (
            <Text
              {...marks}
              inputMode="numeric"
              value={draft.phaseId}
              typed={(value) => changed((whole) => void (whole.phaseId = value))}
            />
          )}
        </Labelled>
      )}
      <Labelled id="rules-tags" label={t("rules.tags")} help={t("rules.tags.help")} fault={(fault("tags") ?? tagFault(fault))?.detail}>
        {(marks) => (
          <Text {...marks} value={draft.tags} typed={(value) => changed((whole) => void (whole.tags = value))} />
        )}
      </Labelled>
    </div>
  );
}

const MOST_TAGS = 21; // one more than there may be

const tagFault = (fault: FaultOf): Fault | undefined =>
  Array.from({ length: MOST_TAGS }, (_, number) => fault(`tags[${number}]`)).find(Boolean);

define("personio-rules", PersonioRules);
