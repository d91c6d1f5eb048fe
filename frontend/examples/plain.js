// Who is signed in is said once; the elements do the rest and tell what happened.

import { createClient, setUp } from "../dist/elements.js";
import { company, token } from "./signed_in.js";

setUp({ client: createClient({ addresses: location.origin, token }), company, admin: true });

const WAYS = { positions: "personio-positions", connection: "personio-connection" };
addEventListener("personio-go", ({ detail }) => document.querySelector(WAYS[detail.to])?.scrollIntoView());

const match = new URLSearchParams(location.search).get("match");
if (match) document.querySelector("personio-export").match = match;
