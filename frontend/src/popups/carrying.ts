// What an admin typed to connect, and a value that is carried over to the field that it belongs to.

export interface Typed {
  url: string;
  company: string;
  kind: "token" | "client";
  token: string;
  clientId: string;
  clientSecret: string;
  channel: string;
}

type Value = Exclude<keyof Typed, "kind">;

/** The value that each field of the body shows. */
export const VALUES: Readonly<Record<string, Value>> = {
  personio_company_id: "company",
  access_token: "token",
  "client.id": "clientId",
  "client.secret": "clientSecret",
  channel_id: "channel",
};

const NAMES = /(?:client|api|access|company)[_ -]?(?:id|secret|token)|bearer\s/gi;
const ID = /^(?:papi-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The values in what was pasted, without the names, quotes and signs around them. */
export const valuesIn = (pasted: string): string[] => pasted.replace(NAMES, " ").split(/[\s:,;|&={}"']+/).filter(Boolean);

/** `typed` with the value of `from` where it belongs; what stood there takes its place, as two that were swapped. */
export function carriedOver(typed: Typed, from: Value, belongsTo: string): Typed {
  const values = valuesIn(typed[from]);
  const kind = belongsTo === "access_token" ? "token" : belongsTo.startsWith("client") ? "client" : typed.kind;
  if (belongsTo === "client") {
    const clientId = values.find((value) => ID.test(value)) ?? values[0] ?? "";
    const clientSecret = values.find((value) => value !== clientId) ?? "";
    return { ...typed, [from]: "", kind, clientId, clientSecret };
  }
  const to = VALUES[belongsTo];
  if (!to) return typed;
  const before = to === from ? "" : typed[to];
  return { ...typed, kind, [from]: before, [to]: values[0] ?? "" };
}
