// Everything the page knows, in one place; whoever changes it has the page drawn anew.

export const state = {
  language: localStorage.getItem("language") ?? (navigator.language.startsWith("de") ? "de" : "en"),
  system: null, // project, people, firestore, personio: from the gateway
  me: null, // the person who is signed in
  books: null, // what the elements know: connection, exports
  route: [], // the address behind the #, split at slashes
  company: null, // the company's document
  matches: null, // documents, latest first; null until they were read once
  developers: {}, // id → document
  jobs: {}, // id → document
  personio: null, // Personio's side: company, applicants, faults, switches
  side: "matched", // which half a narrow window shows
  tab: "applicants", // of Personio's side
  segment: "successful", // of the matches
  wanted: { text: "", job: "", state: "" }, // search and filters of the matches
  told: null, // the last thing that was done, for a moment
};

let draw = () => {};
let drawing = false;

/** Tell how to draw; called once at the start. */
export function drawnBy(function_) {
  draw = function_;
}

/** Take over the changes and draw, once for all changes of this moment. */
export function change(part = {}) {
  Object.assign(state, part);
  if (drawing) return;
  drawing = true;
  queueMicrotask(() => {
    drawing = false;
    draw();
  });
}

/** Take over `value` only where it differs, so that a live update without news draws nothing; whether it did. */
export function changeIfNew(name, value) {
  const differs = JSON.stringify(state[name]) !== JSON.stringify(value);
  if (differs) change({ [name]: value });
  return differs;
}

let forgetting = null;

/** Say for a moment what was done, also to screen readers. */
export function tell(text) {
  clearTimeout(forgetting);
  change({ told: text });
  forgetting = setTimeout(() => change({ told: null }), 5000);
}
