// Personio's side, from the stand-in's control endpoint: nothing of it exists for a frontend in production.

/** What the account's people would see in Personio, and which faults are switched on. */
export async function personioSide(account) {
  const [company, applicants, switches, faults, queue] = await Promise.all([
    control("GET", `companies/${account}`),
    control("GET", `applicants?company_id=${account}`),
    control("GET", `companies/${account}/switches`),
    control("GET", "faults"),
    queueTrouble(),
  ]);
  return {
    company,
    applicants,
    switches,
    faults: faults.filter((fault) => fault.match.company_id === account),
    queue,
  };
}

export async function control(method, path, wish) {
  const answer = await fetch(`/control/${path}`, { method, body: wish && JSON.stringify(wish) });
  if (!answer.ok) throw new Error(`Personio's stand-in answered ${answer.status}`);
  return answer.json();
}

/** What goes wrong with the queue of turns, everybody's; with `wish`, from now on. */
async function queueTrouble(wish) {
  const answer = await fetch("/tasks/trouble", wish && { method: "PUT", body: JSON.stringify(wish) });
  if (!answer.ok) throw new Error(`The stand-in of Cloud Tasks answered ${answer.status}`);
  return answer.json();
}

const API = { path_contains: "/recruiting/" }; // of both versions
const APPLYING = { path_contains: "/recruiting/applications", method: "POST" };
const everyTime = { times: null };

/** The faults that can be switched on and off; each lasts until it is switched off, but for the lost answer. */
export const FAULTS = [
  fault("token", { do: "status", status: 401, ...everyTime }),
  fault("limit", { do: "status", status: 429, ...everyTime }),
  fault("slow", { do: "delay", seconds: 3, ...everyTime }),
  fault("down", { do: "drop_before", ...everyTime }, {}),
  fault("lost", { do: "drop_after", times: 1 }, APPLYING),
  switched("api", { public_api: false }, { public_api: true }),
  switched("feed", { feed_enabled: false }, { feed_enabled: true }),
  queued("silent", { paused: true, unavailable: null }, { paused: false, unavailable: 0 }),
  queued("twice", { duplicates: 1 }, { duplicates: 0 }),
  { name: "german", on: (side) => withoutGerman(side).length > 0, set: setGerman },
];

function fault(name, effect, match = API) {
  const is = (one) => one.do === effect.do && one.status === (effect.status ?? one.status) && one.times !== 0;
  return {
    name,
    on: (side) => side.faults.some(is),
    set: async (account, on, side) => {
      if (on) return control("POST", "faults", { ...effect, match: { ...match, company_id: account } });
      return Promise.all(side.faults.filter(is).map((one) => control("DELETE", `faults/${one.id}`)));
    },
  };
}

function switched(name, on, off) {
  const [[key, value]] = Object.entries(on);
  return {
    name,
    on: (side) => side.switches[key] === value,
    set: (account, wanted) => control("PUT", `companies/${account}/switches`, wanted ? on : off),
  };
}

function queued(name, on, off) {
  const [[key, value]] = Object.entries(on);
  return {
    name,
    on: (side) => side.queue[key] === value,
    set: (account, wanted) => queueTrouble(wanted ? on : off),
  };
}

const ASIDE = "de-aside"; // where a German text is kept while the position is shown without one

const withoutGerman = (side) => side.company.positions.filter((position) => position.texts[ASIDE]);

function setGerman(account, on, side) {
  const [from, to] = on ? ["de", ASIDE] : [ASIDE, "de"];
  const moved = side.company.positions.filter((position) => position.texts[from]);
  return Promise.all(
    moved.map(({ id, texts: { [from]: text, ...others } }) =>
      control("PUT", `companies/${account}/positions/${id}`, { texts: { ...others, [to]: text } }),
    ),
  );
}

/** As if somebody had made a new token in Personio: the former one is refused from now on. */
export async function renewToken(account) {
  const { tags, id, ...company } = await control("GET", `companies/${account}`);
  const token = [...crypto.getRandomValues(new Uint8Array(20))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  await control("PUT", `companies/${account}`, { ...company, token });
}

/** Tick or untick one of an API client's scopes. */
export function setScope(account, client, scope, ticked) {
  const others = client.scopes.filter((one) => one !== scope);
  return control("PUT", `companies/${account}/clients/${client.id}`, {
    scopes: ticked ? [...others, scope] : others,
  });
}

export const SYSTEM_STAGES = ["unassigned", "rejected", "withdrawn", "offer", "accepted"];

/** Let an applicant enter a stage: a system one's word, or the id of one of the company's own. */
export const moveApplicant = (applicant, stage) => control("PUT", `applicants/${applicant}`, { stage });

export const setPosition = (account, position, wish) =>
  control("PUT", `companies/${account}/positions/${position}`, wish);
