// Who is signed in. Locally a click is enough; in production Firebase gives the token.

import { change, state } from "/console/state.js";

let current = null;

export const token = () => current;

/** Sign in as one of the people. */
export async function signIn(person) {
  state.me = person;
  await refresh();
  sessionStorage.setItem("uid", person.uid);
}

/** A new token for the same person: one is good for an hour. */
export async function refresh() {
  const answer = await fetch("/local/sign-in", {
    method: "POST",
    body: JSON.stringify({ uid: state.me.uid }),
    headers: { "Content-Type": "application/json" },
  });
  current = (await answer.json()).token;
}

export function signOut() {
  sessionStorage.removeItem("uid");
  current = null;
  change({
    me: null,
    company: null,
    connection: null,
    matches: null,
    developers: {},
    jobs: {},
    exports: {},
    backFill: null,
    personio: null,
    dialog: null,
    trouble: null,
  });
}

/** The person of before a reload. */
export const remembered = () =>
  state.system.people.find((person) => person.uid === sessionStorage.getItem("uid"));
