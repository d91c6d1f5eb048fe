// What all elements of a page share: who is signed in, how the functions are called, and one company's books.

import type { BackFill, Client, Company, Connection, Erasure, Export, Preview, Summary } from "./client.js";
import { Problem } from "./client.js";

export interface Setup {
  client: Client;
  /** matched.io's id of the company. */
  company: string;
  /** Whether the signed-in person may connect, settle and disconnect. */
  admin: boolean;
  /** The signed-in person's name, for texts that they send. */
  name?: string;
  /** The company's admins by name: who can help a recruiter. */
  admins?: readonly string[];
  /** A uid's name; undefined where it is not known. */
  nameOf?: (uid: string) => string | undefined;
  /** Whose match it is and for which job ad, for lists of exports; whether the ad's position is published no more. */
  describe?: (match: string) => { person?: string; job?: string; closed?: boolean } | undefined;
  /** False where the page says what changed (`changed`, `refresh`) instead of having it asked for; true, if absent. */
  asks?: boolean;
  /** One more sentence where the credentials are asked for, such as a demonstration's. */
  credentialsHint?: () => string;
}

/** What the list of exports shows beside the exports. */
export interface Overview {
  summary: Summary;
  erasures: readonly Erasure[];
}

const EVERY = 8; // seconds between two looks at the connection and the list
const BUSY = 2; // the same, while something is being sent
const PAGES = 5; // of the list, that are read for matches on the page before they are asked for one by one
const AT_ONCE = 4;
const SOON = new Set(["queued", "exporting"]);

/** What is known about a company; tells its listeners when something is new. */
export class Books {
  readonly calls: Company;
  connection: Connection | undefined;
  readonly exports = new Map<string, Export>();
  backFill: BackFill | undefined;
  overview: Overview | undefined;
  /** Why it may be out of date. */
  trouble: Problem | undefined;
  /** Grows when positions or job ads changed by something that was done here. */
  adsVersion = 0;
  private readonly listeners = new Set<() => void>();
  private readonly wanted = new Set<string>();
  private readonly overviewers = new Set<Node>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looking: Promise<void> | undefined;
  private telling = false;

  constructor(readonly setup: Setup) {
    this.calls = setup.client(setup.company);
  }

  get connected(): boolean {
    return this.connection !== undefined && !["none", "disconnected"].includes(this.connection.state);
  }

  /** Hear of every change; the first listener starts the looking, the last ends it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    if (this.listeners.size === 1) void this.refresh();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) clearTimeout(this.timer);
    };
  }

  /** Look at the connection and the exports again. */
  refresh(): Promise<void> {
    this.looking ??= this.look().finally(() => {
      this.looking = undefined;
      this.later();
    });
    return this.looking;
  }

  /** This match's export may have changed. */
  async changed(match: string): Promise<void> {
    try {
      this.put(await this.calls.showExport(match));
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.code !== "match_not_found") throw problem;
    }
  }

  /** A match stands on the page: its export is to be known. */
  want(match: string): void {
    if (this.wanted.has(match)) return;
    this.wanted.add(match);
    if (this.connection && !this.looking) this.later(0.05);
  }

  /** Have the overview read, again and again, while this element stands in the page. */
  wantOverview(element: Node): void {
    this.overviewers.add(element);
    void Promise.resolve(this.looking).then(() => this.connection && this.refresh());
  }

  /** An erasure was acknowledged: these are left. */
  leave(erasures: readonly Erasure[]): void {
    if (!this.overview) return;
    this.overview = { ...this.overview, erasures };
    this.tell();
  }

  put(entry: Export): void {
    const known = this.exports.get(entry.match_id);
    if (JSON.stringify(known) === JSON.stringify(entry)) return;
    this.exports.set(entry.match_id, entry);
    this.tell();
  }

  settle(connection: Connection): void {
    this.connection = connection;
    if (connection.progress === false) this.forgetProgress();
    this.tell();
  }

  adsChanged(): void {
    this.adsVersion += 1;
    this.tell();
  }

  /** How many exports wait for the connection. */
  get waiting(): number {
    return [...this.exports.values()].filter(({ state }) => state === "waiting").length;
  }

  get outage(): boolean {
    return [...this.exports.values()].some(({ state, code }) => state === "waiting" && code === "outage");
  }

  /** Have everything drawn anew: of itself, or because what `describe` and `nameOf` say has changed. */
  tell(): void {
    if (this.telling) return;
    this.telling = true;
    queueMicrotask(() => {
      this.telling = false;
      for (const listener of [...this.listeners]) listener();
    });
  }

  /** What the list answers anew has none; entries that no page has any more would keep theirs. */
  private forgetProgress(): void {
    for (const { progress, ...entry } of this.exports.values()) if (progress) this.exports.set(entry.match_id, entry);
  }

  private async look(): Promise<void> {
    let trouble: Problem | undefined;
    try {
      const [connection] = await Promise.all([this.calls.showConnection(), this.readList()]);
      if (JSON.stringify(connection) !== JSON.stringify(this.connection)) this.settle(connection);
      await this.readOthers();
      await this.readOverview();
      if (this.backFill?.running) this.backFill = await this.calls.showBackFill();
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      trouble = fault;
    }
    if (trouble?.code !== this.trouble?.code) this.tell();
    this.trouble = trouble;
  }

  private async readList(): Promise<void> {
    let cursor: string | undefined;
    for (let page = 0; page < PAGES; page += 1) {
      const { exports, next } = await this.calls.listExports(cursor ? { cursor } : {});
      for (const entry of exports) this.put(entry);
      if (!next || ![...this.wanted].some((match) => !this.exports.has(match))) return;
      cursor = next;
    }
  }

  /** Matches that no page had: mostly those without an entry, which may get one at any moment. */
  private async readOthers(): Promise<void> {
    const unknown = [...this.wanted].filter((match) => (this.exports.get(match)?.state ?? "none") === "none");
    const rest = this.setup.asks === false ? unknown.filter((match) => !this.exports.has(match)) : unknown;
    const next = async (): Promise<void> => {
      for (let match = rest.pop(); match !== undefined; match = rest.pop()) await this.changed(match);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  private async readOverview(): Promise<void> {
    for (const element of this.overviewers) if (!element.isConnected) this.overviewers.delete(element);
    if (this.overviewers.size === 0) return;
    const before = this.overview;
    const [summary, { erasures }] = await Promise.all([this.calls.showSummary(), this.calls.listErasures()]);
    const overview = { summary, erasures };
    if (this.overview !== before || JSON.stringify(overview) === JSON.stringify(before)) return; // acknowledged meanwhile
    this.overview = overview;
    this.tell();
  }

  private later(seconds?: number): void {
    clearTimeout(this.timer);
    if (this.listeners.size === 0) return;
    const busy =
      this.backFill?.running ||
      (this.setup.asks !== false && [...this.exports.values()].some(({ state }) => SOON.has(state)));
    const wait = seconds ?? (document.hidden ? EVERY * 4 : busy ? BUSY : EVERY);
    this.timer = setTimeout(() => void this.refresh(), wait * 1000);
  }
}

let books: Books | undefined;
const waiting = new Set<() => void>();

/** Say who is signed in, before or after elements stand in the page; null after they signed out. */
export function setUp(setup: Setup | null): Books | undefined {
  books = setup ? new Books(setup) : undefined;
  for (const listener of [...waiting]) listener();
  return books;
}

/** The books as they are, undefined before `setUp`; `listener` hears of every other set-up. */
export const open = (): Books | undefined => books;

export function onSetUp(listener: () => void): () => void {
  waiting.add(listener);
  return () => waiting.delete(listener);
}

export type { Preview };
