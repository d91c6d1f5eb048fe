// What everybody in the company has to know, above every view.

import { button, note } from "/console/parts.js";
import { open } from "/console/dialog.js";
import { admin, change, connected, state } from "/console/state.js";
import { count, t } from "/console/texts.js";

export function banner() {
  return [outdated(), connection()];
}

function outdated() {
  if (!state.trouble) return null;
  return note("bad", state.trouble.title ?? t("trouble.title"), state.trouble.detail ?? t("trouble.text"));
}

function connection() {
  const shown = state.connection;
  if (!connected() || (shown.state === "connected" && !shown.paused && !shown.channel_refused && !out()))
    return null;
  const number = Object.values(state.exports).filter((entry) => entry.state === "waiting").length;
  const wait = number ? count("banner.waiting", number) : t("banner.none_waiting");
  if (shown.state === "needs_reconnect") {
    return note(
      "warn",
      t("banner.reconnect"),
      `${t(admin() ? "banner.reconnect.admin" : "banner.reconnect.recruiter")} ${wait}`,
      admin() &&
        button(t("connection.replace"), () => open("connect", { step: 3, replacing: true }), {
          kind: "primary small",
          symbol: "key",
        }),
    );
  }
  if (shown.state === "feature_off")
    return note("warn", t("banner.feature_off"), `${wait} ${t("banner.feature_off.text")}`);
  if (shown.paused) {
    return note(
      "info",
      t("banner.paused"),
      wait,
      admin() &&
        button(t("banner.to_settings"), () => change(((location.hash = "#/settings"), {})), {
          kind: "small",
        }),
    );
  }
  if (out()) return note("warn", t("banner.outage"), `${wait} ${t("banner.outage.text")}`);
  return note("info", t("banner.channel"), t("banner.channel.text"));
}

const out = () =>
  Object.values(state.exports).some((entry) => entry.state === "waiting" && entry.code === "outage");
