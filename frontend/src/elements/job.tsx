// <personio-job>: an ad card's part. Whether the ad knows its position, what is missing, what changed.

import type { JobAd } from "../client.js";
import type { Books } from "../desk.js";
import type { IconName } from "../icons.js";
import { define, Part } from "../part.js";
import { Button, Chip, Outside } from "../pieces.js";
import { openAd } from "../popups/ad.js";
import { openDiscard } from "../popups/discard.js";
import { openLink, openUnlink } from "../popups/link.js";
import { type Known, t } from "../text.js";

/**
 * Property: `ad`, the job ad in the functions' form (`JobAd`).
 * Events: `personio-changed`, `personio-told`.
 */
export class PersonioJob extends Part {
  private known: JobAd | undefined;

  get ad(): JobAd | undefined {
    return this.known;
  }

  set ad(ad: JobAd | undefined) {
    if (JSON.stringify(ad) === JSON.stringify(this.known)) return;
    this.known = ad;
    this.update();
  }

  view(books: Books) {
    const { ad } = this;
    if (!ad) return null;
    const linked = ad.position_id !== undefined;
    const changed = Object.keys(ad.changed ?? {}).length > 0;
    return (
      <div class="export">
        <div class="chips" data-rest tabIndex={-1}>
          {ad.status === "draft" ? (
            <Chip tone="warn" symbol="list" label={t("ad.draft")} />
          ) : (
            <Chip tone="good" symbol="check" label={t("ad.ready")} />
          )}
          {ad.closed && <Chip tone="bad" symbol="minus" label={t("positions.closed")} />}
          {changed && <Chip tone="busy" symbol="refresh" label={t("positions.changed")} />}
          {!linked && <Chip tone="calm" symbol="link" label={t("ad.unlinked")} />}
        </div>
        {!linked && <p class="hint">{t("ad.unlinked.text")}</p>}
        {linked && ad.url && (
          <p class="small">
            <Outside address={ad.url} label={t("export.ad", { id: ad.position_id })} />
          </p>
        )}
        <div class="actions">{this.actions(books, ad, linked, changed)}</div>
      </div>
    );
  }

  private actions(books: Books, ad: JobAd, linked: boolean, changed: boolean) {
    const wish = { job: ad.job_id, title: ad.title };
    const [look, drawing, kind] = changed
      ? (["import.changes", "refresh", "primary"] as const)
      : ad.missing.length > 0
        ? (["ad.finish", "list", "primary"] as const)
        : (["ad.look", "list", ""] as const);
    const button = (key: string, label: Known, kind: string, symbol: IconName, does: () => void) => (
      <Button key={key} label={t(label)} about={ad.title} kind={`${kind} small`} symbol={symbol} does={does} />
    );
    const relink = () => openLink(this, books, { ...wish, instead: ad.position_id });
    return (
      <>
        {button("look", look, kind, drawing, () => openAd(this, books, ad))}
        {!linked &&
          books.connected &&
          button("link", "export.link", "primary", "link", () => openLink(this, books, wish))}
        {linked &&
          books.connected &&
          button("relink", "export.relink", ad.closed ? "primary" : "quiet", "link", relink)}
        {linked && button("unlink", "export.unlink", "quiet", "close", () => openUnlink(this, books, wish))}
        {ad.imported &&
          ad.status === "draft" &&
          button("discard", "ad.discard", "quiet", "back", () => openDiscard(this, books, ad))}
      </>
    );
  }
}

define("personio-job", PersonioJob);
