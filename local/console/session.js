// Who is signed in. Locally a click is enough; in production Firebase gives the token.

import { closePopup, createClient, setUp } from "/frontend/dist/page.js";
import { isClosed, nameOf, titleOf } from "/console/people.js";
import { change, state } from "/console/state.js";
import { t } from "/console/texts.js";

let current = null;

export const token = () => current;

/** Sign in as one of the people; the elements are told who it is. */
export async function signIn(person) {
  state.me = person;
  await refresh();
  sessionStorage.setItem("uid", person.uid);
  const { people } = state.system;
  state.books = setUp({
    client: createClient({ addresses: location.origin, token: async (renew) => (renew ? refresh() : current) }),
    company: person.company,
    admin: person.role === "admin",
    name: person.name,
    admins: people.filter((one) => one.company === person.company && one.role === "admin").map(({ name }) => name),
    nameOf: (uid) => people.find((one) => one.uid === uid)?.name,
    describe: (id) => {
      const match = state.matches?.find((one) => one.id === id);
      return match && { person: nameOf(match), job: titleOf(match), closed: isClosed(match) };
    },
    credentialsHint: () => t("demonstration.credentials"),
    asks: false, // live.js says what changed
  });
  state.books.subscribe(() => change());
}

/** A new token for the same person: one is good for an hour. */
export async function refresh() {
  const answer = await fetch("/local/sign-in", {
    method: "POST",
    body: JSON.stringify({ uid: state.me.uid }),
    headers: { "Content-Type": "application/json" },
  });
  current = (await answer.json()).token;
  return current;
}

export async function signOut() {
  await closePopup();
  sessionStorage.removeItem("uid");
  current = null;
  setUp(null);
  change({ me: null, books: null, company: null, matches: null, developers: {}, jobs: {}, personio: null });
}

/** The person of before a reload. */
export const remembered = () =>
  state.system.people.find((person) => person.uid === sessionStorage.getItem("uid"));
