// The elements in a React page: attributes and properties are props, events are `on` and their name.

import { type DetailedHTMLProps, type HTMLAttributes, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { createClient, type PersonioExport, setUp } from "@matched-io/personio/elements";
import { company, token } from "../signed_in.js";

type Part<T = HTMLElement> = DetailedHTMLProps<HTMLAttributes<T>, T>;
type Changed = (event: CustomEvent<{ what: string }>) => void;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "personio-connection": Part & { "onpersonio-changed"?: Changed };
      "personio-export": Part<PersonioExport> & {
        match: string;
        person?: string;
        "onpersonio-changed"?: Changed;
      };
    }
  }
}

setUp({ client: createClient({ addresses: location.origin, token }), company, admin: true });

const MATCHES = new URLSearchParams(location.search).getAll("match").map((id) => ({ id, person: "Ada Beispiel" }));

function Page() {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    document.title = `${changes} changes`;
  }, [changes]);
  const count = () => setChanges((before) => before + 1);
  return (
    <main>
      <h1 tabIndex={-1}>matched.io</h1>
      <p id="changes">{changes}</p>
      <personio-connection onpersonio-changed={count} />
      {MATCHES.map(({ id, person }) => (
        <article key={id}>
          <h2>{person}</h2>
          <personio-export match={id} person={person} onpersonio-changed={count} />
        </article>
      ))}
    </main>
  );
}

createRoot(document.getElementById("root")!).render(<Page />);
