// <personio-job>: an ad card's part. Whether the ad knows its position, what is missing, what changed.

import type { JobAd } from "../client.js";
import type { Books } from "../desk.js";
import { define, Part } from "../part.js";
import { Button, Chip, Outside } from "../pieces.js";
import { openAd } from "../popups/ad.js";
import { openDiscard } from "../popups/discard.js";
import { openLink, openUnlink } from "../popups/link.js";
import { t } from "../text.js";

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
    const look = () => openAd(this, books, ad);
    const [label, symbol, kind] = changed
      ? (["import.changes", "refresh", "primary small"] as const)
      : ad.missing.length > 0
        ? (["ad.finish", "list", "primary small"] as const)
        : (["ad.look", "list", "small"] as const);
    return (
      <>
        <Button key="look" label={t(label)} about={ad.title} kind={kind} symbol={symbol} does={look} />
        {!linked && books.connected && (
          <Button
            key="link"
            label={t("export.link")}
            about={ad.title}
            kind="primary small"
            symbol="link"
            does={() => openLink(this, books, wish)}
          />
        )}
        {linked && books.connected && (
          <Button
            key="relink"
            label={t("export.relink")}
            about={ad.title}
            kind={ad.closed ? "primary small" : "quiet small"}
            symbol="link"
            does={() => openLink(this, books, { ...wish, instead: ad.position_id })}
          />
        )}
        {linked && (
          <Button
            key="unlink"
            label={t("export.unlink")}
            about={ad.title}
            kind="quiet small"
            symbol="close"
            does={() => openUnlink(this, books, wish)}
          />
        )}
        {ad.imported && ad.status === "draft" && (
          <Button
            key="discard"
            label={t("ad.discard")}
            about={ad.title}
            kind="quiet small"
            symbol="back"
            does={() => openDiscard(this, books, ad)}
          />
        )}
      </>
    );
  }
}

define("personio-job", PersonioJob);
