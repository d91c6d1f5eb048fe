// Live without a reload: reads matched.io's documents, and tells the elements which exports changed.
// A frontend with Firebase's own library listens instead of asking; what is read stays the same.

import { ofCompany, read, readAll } from "/console/firestore.js";
import { personioSide } from "/console/personio_side.js";
import { change, changeIfNew, state } from "/console/state.js";

const BUSY = 800; // milliseconds between two looks while something is being sent
const CALM = 1500;
const HIDDEN = 15_000; // while nobody looks at the page
const JOBS_EVERY = 8000; // how often job ads and the company are read
const WATCHED = 40; // entries at once
const FINAL = ["exported", "already_in_personio", "cancelled"];
const UNDER_WAY = ["none", "queued", "exporting", undefined];
const AT_ONCE = 30;

let timer = null;
let round = 0; // of the person who is signed in; a look of an earlier one changes nothing any more
let jobsAt = 0;
let looking = false;
let again = false;

/** Begin anew for the person who has just signed in. */
export function start() {
  jobsAt = 0;
  round += 1;
  looking = false;
  seen.clear();
  look(round);
}

/** Look at once: after whatever somebody did. */
export function soon() {
  jobsAt = 0;
  again = looking;
  if (!looking) next(AT_ONCE);
}

function next(wait) {
  clearTimeout(timer);
  timer = setTimeout(() => look(round), wait);
}

/** Read every sentence again: the language has changed. */
export function inOtherWords() {
  seen.clear();
  state.books.refresh();
  soon();
}

document.addEventListener("visibilitychange", () => state.me && !document.hidden && soon());

async function look(mine) {
  looking = true;
  again = false;
  try {
    await everything(mine);
  } catch {
    // The elements say that there is no connection; the next look comes all the same.
  }
  if (mine !== round || !state.me) return;
  looking = false;
  if (document.hidden) next(HIDDEN);
  else next(again ? AT_ONCE : busy() ? BUSY : CALM);
}

async function everything(mine) {
  const { company, account } = state.me;
  const [matches, side] = await Promise.all([
    ofCompany("matches", company),
    state.system.personio ? personioSide(account) : null,
  ]);
  if (mine !== round) return;
  changeIfNew("personio", side);
  await people(matches);
  if (Date.now() - jobsAt > JOBS_EVERY) await ads(company);
  if (mine !== round) return;
  const latestFirst = matches.sort((one, other) => when(other).localeCompare(when(one)));
  if (changeIfNew("matches", latestFirst)) state.books?.tell(); // its lists name people and ads
  await Promise.all(onTheirWay(matches).map(watch));
}

/** When a match succeeded, as far as its document says. */
export const when = (match) => match.successful_at ?? match.written;

async function people(matches) {
  const unknown = [...new Set(matches.map((match) => match.developer_id))].filter(
    (id) => !state.developers[id],
  );
  if (unknown.length)
    change({ developers: { ...state.developers, ...(await readAll("developers", unknown)) } });
}

async function ads(company) {
  jobsAt = Date.now();
  const [document, jobs] = await Promise.all([read(`companies/${company}`), ofCompany("jobs", company)]);
  changeIfNew("company", document);
  changeIfNew("jobs", Object.fromEntries(jobs.map((job) => [job.id, job])));
}

/** Matches whose entry may change at any moment; there is none yet where the event is still under way. */
function onTheirWay(matches) {
  const { books } = state;
  const since = books?.connection?.connected_at;
  return matches
    .filter((match) => {
      const entry = books?.exports.get(match.id);
      if (entry && entry.state !== "none") return !FINAL.includes(entry.state);
      return match.status === "successful" && books?.connected && when(match) >= since;
    })
    .slice(0, WATCHED);
}

const seen = new Map(); // match → update time of its entry

/** The entry's document tells that something changed; the function says what, in words. */
async function watch(match) {
  const entry = await read(`personio_exports/${match.id}`);
  if (!entry || seen.get(match.id) === entry.written) return;
  const { books } = state;
  const before = books.exports.get(match.id);
  await books.changed(match.id);
  seen.set(match.id, entry.written);
  if (before?.code !== books.exports.get(match.id)?.code) books.refresh(); // the connection may have changed with it
}

const busy = () =>
  (state.matches ?? []).length > 0 &&
  (state.books?.backFill?.running ||
    onTheirWay(state.matches).some(({ id }) => UNDER_WAY.includes(state.books?.exports.get(id)?.state)));
