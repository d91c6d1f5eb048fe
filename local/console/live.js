// Live without a reload: asks for what may have changed, often while something is on its way, seldom otherwise.
// A frontend with Firebase's own library listens instead of asking; what is read stays the same.

import { ofCompany, read, readAll } from "/console/firestore.js";
import { connection, exports } from "/console/functions.js";
import { personioSide } from "/console/personio_side.js";
import { admin, change, changeIfNew, connected, state } from "/console/state.js";

const BUSY = 800; // milliseconds between two looks while something is being sent
const CALM = 1500;
const HIDDEN = 15_000; // while nobody looks at the page
const LISTED_EVERY = 8000; // how often the functions are asked for everything
const LISTED_BUSY = 2000; // the same, while all older matches are being exported
const FINAL = ["exported", "already_in_personio", "cancelled"];

const AT_ONCE = 30;

let timer = null;
let round = 0; // of the person who is signed in; a look of an earlier one changes nothing any more
let listedAt = 0;
let looking = false;
let again = false;

/** Begin anew for the person who has just signed in. */
export function start() {
  listedAt = 0;
  round += 1;
  looking = false;
  look(round);
}

/** Look at once: after whatever somebody did. */
export function soon({ all = false } = {}) {
  if (all) listedAt = 0;
  again = looking;
  if (!looking) next(AT_ONCE);
}

function next(wait) {
  clearTimeout(timer);
  timer = setTimeout(() => look(round), wait);
}

/** Read every sentence again: the language has changed. */
export function forget() {
  seen.clear();
}

document.addEventListener("visibilitychange", () => state.me && !document.hidden && soon());

async function look(mine) {
  looking = true;
  again = false;
  let trouble = null;
  try {
    await everything(mine);
  } catch (fault) {
    trouble = fault.hint ? { title: fault.title, detail: fault.detail } : {};
  }
  if (mine !== round || !state.me) return;
  changeIfNew("trouble", trouble);
  looking = false;
  if (document.hidden) next(HIDDEN);
  else next(again ? AT_ONCE : busy() ? BUSY : CALM);
}

async function everything(mine) {
  const { company, account } = state.me;
  const all = Date.now() - listedAt > (state.backFill?.running ? LISTED_BUSY : LISTED_EVERY);
  const [matches, side] = await Promise.all([
    ofCompany("matches", company),
    state.system.personio ? personioSide(account) : null,
  ]);
  if (mine !== round) return;
  changeIfNew("personio", side);
  await people(matches);
  if (all) await functions(company);
  changeIfNew(
    "matches",
    matches.sort((one, other) => when(other).localeCompare(when(one))),
  );
  await Promise.all(onTheirWay(matches).map(watch));
}

const when = (match) => match.successful_at ?? match.written;

async function people(matches) {
  const unknown = [...new Set(matches.map((match) => match.developer_id))].filter(
    (id) => !state.developers[id],
  );
  if (unknown.length)
    change({ developers: { ...state.developers, ...(await readAll("developers", unknown)) } });
}

async function functions(company) {
  listedAt = Date.now();
  const [document, shown, jobs, page, backFill] = await Promise.all([
    read(`companies/${company}`),
    connection.show(),
    ofCompany("jobs", company),
    exports.list(),
    admin() && (!state.backFill || state.backFill.running) ? exports.backFill() : state.backFill,
  ]);
  const listed = Object.fromEntries(page.exports.map((entry) => [entry.match_id, entry]));
  changeIfNew("company", document);
  changeIfNew("connection", shown);
  changeIfNew("jobs", Object.fromEntries(jobs.map((job) => [job.id, job])));
  changeIfNew("exports", { ...state.exports, ...listed });
  changeIfNew("backFill", backFill);
}

/** Matches whose entry may change at any moment; there is none yet where the event is still under way. */
function onTheirWay(matches) {
  const since = state.connection?.connected_at ?? "";
  return matches
    .filter((match) => {
      const entry = state.exports[match.id];
      if (entry && entry.state !== "none") return !FINAL.includes(entry.state);
      return match.status === "successful" && connected() && when(match) >= since;
    })
    .slice(0, 40);
}

const seen = new Map(); // match → update time of its entry

/** The entry's document tells that something changed; the function says what, in words. */
async function watch(match) {
  const entry = await read(`personio_exports/${match.id}`);
  if (!entry || seen.get(match.id) === entry.written) return;
  const shown = await exports.show(match.id);
  seen.set(match.id, entry.written);
  const before = state.exports[match.id];
  change({ exports: { ...state.exports, [match.id]: shown } });
  if (before?.code !== shown.code) soon({ all: true }); // the connection may have changed with it
}

const busy = () =>
  (state.matches ?? []).length > 0 &&
  (state.backFill?.running ||
    onTheirWay(state.matches).some(({ id }) =>
      ["none", "queued", "exporting", undefined].includes(state.exports[id]?.state),
    ));
