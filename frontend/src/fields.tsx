// What people fill in: a label, its control, help, and what is wrong with it.

import type { ComponentChildren, JSX } from "preact";
import type { Problem } from "./client.js";
import { ProblemNote } from "./pieces.js";
import { languageName } from "./text.js";

const LANGUAGES = ["de", "en", "fr", "es", "nl", "it", "pt"] as const;

/** What ties a control to its label, its help and its fault. */
export interface Marks {
  id: string;
  "aria-invalid"?: "true" | undefined;
  "aria-describedby"?: string | undefined;
}

interface LabelledProps {
  id: string;
  label: string;
  help?: string | undefined;
  /** Shown below the control, which is marked. */
  fault?: ComponentChildren;
  children: (marks: Marks) => JSX.Element;
}

export function Labelled({ id, label, help, fault, children }: LabelledProps) {
  const described = [help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, "aria-invalid": fault ? "true" : undefined, "aria-describedby": described || undefined })}
      {help && (
        <p id={`${id}-help`} class="help">
          {help}
        </p>
      )}
      {fault && (
        <div id={`${id}-fault`} class="fault">
          {fault}
        </div>
      )}
    </div>
  );
}

interface FieldProps {
  name: string;
  label: string;
  help?: string | undefined;
  problem?: Problem | undefined;
  /** What mends the problem with one click. */
  remedy?: ComponentChildren;
  control: (props: Marks & { name: string }) => JSX.Element;
}

/** A field of a popup's form: its fault is a problem of the functions. */
export const Field = ({ name, label, help, problem, remedy, control }: FieldProps) => (
  <Labelled
    id={`field-${name}`}
    label={label}
    help={help}
    fault={problem && <ProblemNote problem={problem}>{remedy}</ProblemNote>}
  >
    {(marks) => control({ ...marks, name })}
  </Labelled>
);

type TextProps = JSX.IntrinsicElements["input"] & { typed: (value: string) => void };

export const Text = ({ typed, ...props }: TextProps) => (
  <input type="text" {...props} onInput={(event) => typed(event.currentTarget.value)} />
);

interface ChoiceProps extends Partial<Marks> {
  name?: string;
  value: string | undefined;
  /** Values with their words. */
  among: readonly (readonly [string, string])[];
  chosen: (value: string) => void;
}

export const Choice = ({ value, among, chosen, ...props }: ChoiceProps) => (
  <select {...props} onChange={(event) => chosen(event.currentTarget.value)}>
    {among.map(([one, label]) => (
      <option key={one} value={one} selected={one === value}>
        {label}
      </option>
    ))}
  </select>
);

/** The languages that Personio knows, for a choice. */
export const languages = () => LANGUAGES.map((code) => [code, languageName(code)] as const);
