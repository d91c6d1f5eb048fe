// The custom elements. Importing this defines them; `setUp` says who is signed in.

export * from "./client.js";
export { Books, type Setup, setUp } from "./desk.js";
export { PersonioActivity } from "./elements/activity.js";
export { PersonioConnection } from "./elements/connection.js";
export { PersonioExport } from "./elements/export.js";
export { PersonioExportAll } from "./elements/export_all.js";
export { PersonioJob } from "./elements/job.js";
export { PersonioNotice } from "./elements/notice.js";
export { PersonioPositions } from "./elements/positions.js";
export { PersonioRules } from "./elements/rules.js";
