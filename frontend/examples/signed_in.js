// In production: `(renew) => firebaseUser.getIdToken(renew)`. Here the local system signs a person of its demo in.

const asked = new URLSearchParams(location.search);

export const company = asked.get("company") ?? "acme-gmbh";

let current;

/** @param {boolean} renew @returns {Promise<string>} */
export async function token(renew) {
  current = renew ? undefined : current;
  current ??= fetch("/local/sign-in", {
    method: "POST",
    body: JSON.stringify({ uid: asked.get("uid") ?? "demo-admin" }),
    headers: { "Content-Type": "application/json" },
  })
    .then((answer) => answer.json())
    .then((signedIn) => signedIn.token);
  return current;
}
