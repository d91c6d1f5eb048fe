// The package's style sheet: one for all shadow roots.

import base from "./style/base.css";
import parts from "./style/parts.css";
import popup from "./style/popup.css";
import tokens from "./style/tokens.css";
import views from "./style/views.css";

let made: CSSStyleSheet | undefined;

export function sheet(): CSSStyleSheet {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync([tokens, base, parts, popup, views].join("\n"));
  }
  return made;
}
