"""Every code of a problem document, with its status and its words.

`{name}` is filled from a Problem's params.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from shared.texts import Language


class Words(NamedTuple):
    """One problem in one language: what it is, what happened, what to do and where to click."""

    title: str
    detail: str
    hint: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """One code of the closed list; `retryable`: the same call may succeed later without a change."""

    status: int
    de: Words
    en: Words
    retryable: bool = False

    def words(self, language: Language) -> Words:
        return self.de if language == "de" else self.en


CREDENTIALS_PATH_DE = (
    "In Personio: Marketplace > Verbundene Integrationen > Recruiting (API-Schlüssel); in älteren Konten "
    "Einstellungen > Integrationen > API-Zugriffsdaten > Recruiting API-Schlüssel."
)
CREDENTIALS_PATH_EN = (
    "In Personio: Marketplace > Connected integrations > Recruiting (API key); in older accounts "
    "Settings > Integrations > API credentials > Recruiting API key."
)
CAREERS_EXAMPLE = "https://euer-name.jobs.personio.de"

PROBLEMS: Mapping[str, Kind] = {
    "not_found": Kind(
        status=404,
        de=Words("Nicht gefunden", "Unter dieser Adresse gibt es nichts.", "Prüft die Adresse."),
        en=Words("Not found", "There is nothing at this address.", "Check the address."),
    ),
    "method_not_allowed": Kind(
        status=405,
        de=Words("Methode nicht erlaubt", "Diese Adresse kennt die Methode nicht.", "Erlaubt: {allowed}."),
        en=Words("Method not allowed", "This address does not know the method.", "Allowed: {allowed}."),
    ),
    "media_type_unsupported": Kind(
        status=415,
        de=Words(
            "Falscher Inhaltstyp", "Der Inhalt ist kein JSON.", "Sendet Content-Type: application/json."
        ),
        en=Words("Wrong media type", "The body is not JSON.", "Send Content-Type: application/json."),
    ),
    "body_too_large": Kind(
        status=413,
        de=Words("Anfrage zu groß", "Die Anfrage hat mehr als {limit} Bytes.", "Kürzt, was ihr sendet."),
        en=Words("Request too large", "The request has more than {limit} bytes.", "Send less."),
    ),
    "body_malformed": Kind(
        status=400,
        de=Words("Kein gültiges JSON", "Der Inhalt lässt sich nicht lesen.", "Sendet ein JSON-Objekt."),
        en=Words("Not valid JSON", "The body cannot be read.", "Send a JSON object."),
    ),
    "body_invalid": Kind(
        status=422,
        de=Words(
            "Angabe passt nicht",
            "Eine Angabe fehlt, ist unbekannt oder vom falschen Typ.",
            "Vergleicht das Feld mit der Beschreibung der Schnittstelle (docs/openapi.yaml).",
        ),
        en=Words(
            "Input does not fit",
            "A value is missing, unknown or of the wrong type.",
            "Compare the field with the description of the interface (docs/openapi.yaml).",
        ),
    ),
    "detail_invalid": Kind(
        status=422,
        de=Words("Angabe passt nicht", "Diese Angabe zur Jobanzeige passt nicht.", "Möglich: {allowed}."),
        en=Words("Input does not fit", "This detail of the job ad does not fit.", "Possible: {allowed}."),
    ),
    "query_invalid": Kind(
        status=422,
        de=Words("Angabe passt nicht", "Ein Wert in der Adresse passt nicht.", "Erlaubt: {allowed}."),
        en=Words("Input does not fit", "A value in the address does not fit.", "Allowed: {allowed}."),
    ),
    "not_signed_in": Kind(
        status=401,
        de=Words("Nicht angemeldet", "Der Aufruf trägt keine Anmeldung.", "Meldet euch bei matched.io an."),
        en=Words("Not signed in", "The call carries no identity.", "Sign in to matched.io."),
    ),
    "sign_in_invalid": Kind(
        status=401,
        de=Words(
            "Anmeldung ungültig",
            "Die Anmeldung ist abgelaufen oder gehört nicht zu matched.io.",
            "Meldet euch neu an.",
        ),
        en=Words(
            "Sign-in invalid",
            "The sign-in has expired or does not belong to matched.io.",
            "Sign in again.",
        ),
    ),
    "role_too_low": Kind(
        status=403,
        de=Words(
            "Nur für Admins",
            "Das dürfen nur Admins eures Unternehmens.",
            "Bittet einen Admin eures Unternehmens auf matched.io.",
        ),
        en=Words(
            "Admins only",
            "Only admins of your company may do this.",
            "Ask an admin of your company on matched.io.",
        ),
    ),
    "company_not_found": Kind(
        status=404,
        de=Words(
            "Unternehmen nicht gefunden",
            "Dieses Unternehmen gibt es nicht, oder ihr gehört nicht dazu.",
            "Prüft, mit welchem Konto ihr angemeldet seid.",
        ),
        en=Words(
            "Company not found",
            "There is no such company, or you do not belong to it.",
            "Check which account you are signed in with.",
        ),
    ),
    "too_many_requests": Kind(
        status=429,
        retryable=True,
        de=Words(
            "Zu viele Aufrufe",
            "Das waren zu viele Aufrufe in einer Minute.",
            "Versucht es in {seconds} Sekunden wieder.",
        ),
        en=Words("Too many calls", "Too many calls in one minute.", "Try again in {seconds} seconds."),
    ),
    "temporarily_unavailable": Kind(
        status=503,
        retryable=True,
        de=Words(
            "Gerade nicht möglich",
            "Ein System hinter dieser Funktion antwortet nicht. Nichts ging verloren.",
            "Versucht es gleich noch einmal.",
        ),
        en=Words(
            "Not possible right now",
            "A system behind this function does not answer. Nothing was lost.",
            "Try again in a moment.",
        ),
    ),
    "internal": Kind(
        status=500,
        de=Words(
            "Unerwarteter Fehler",
            "Hier ist etwas passiert, mit dem niemand gerechnet hat. Nichts ging verloren.",
            "Nennt dem Support von matched.io die trace_id.",
        ),
        en=Words(
            "Unexpected error",
            "Something happened that nobody foresaw. Nothing was lost.",
            "Give matched.io's support the trace_id.",
        ),
    ),
    "careers_url_invalid": Kind(
        status=422,
        de=Words(
            "Keine Adresse",
            "Daraus lässt sich keine Karriereseite lesen.",
            f"Kopiert die Adresse eurer Karriereseite, zum Beispiel {CAREERS_EXAMPLE}.",
        ),
        en=Words(
            "Not an address",
            "This cannot be read as a careers page.",
            "Copy the address of your careers page, for example https://your-name.jobs.personio.de.",
        ),
    ),
    "careers_url_not_personio": Kind(
        status=422,
        de=Words(
            "Keine Karriereseite von Personio",
            "Die Adresse gehört nicht zu einer Karriereseite von Personio.",
            f"Sie endet auf .jobs.personio.de oder .jobs.personio.com, zum Beispiel {CAREERS_EXAMPLE}. Steht "
            "eure Seite unter einer eigenen Adresse, öffnet dort eine Stelle: Im Bewerbungslink steht sie.",
        ),
        en=Words(
            "Not a Personio careers page",
            "The address does not belong to a careers page of Personio.",
            "It ends in .jobs.personio.de or .jobs.personio.com, for example "
            "https://your-name.jobs.personio.de. If your page has an address of its own, open a position "
            "there: the application link shows it.",
        ),
    ),
    "board_not_found": Kind(
        status=404,
        de=Words(
            "Keine Stellen unter dieser Adresse",
            "Unter diesem Namen gibt es keine Karriereseite, oder ihr XML-Feed ist ausgeschaltet.",
            "Prüft den Namen in der Adresse. Stimmt er, schaltet den Feed ein: Einstellungen > Recruiting > "
            "Karriereseite > Aktivierungen > „XML-Feed aktivieren“.",
        ),
        en=Words(
            "No positions at this address",
            "There is no careers page under this name, or its XML feed is switched off.",
            "Check the name in the address. If it is right, switch the feed on: Settings > Recruiting > "
            "Career page > Activations > “Enable XML feed”.",
        ),
    ),
    "feed_switched_off": Kind(
        status=404,
        de=Words(
            "Der XML-Feed ist ausgeschaltet",
            "Eure Karriereseite gibt es, aber ihr XML-Feed ist ausgeschaltet.",
            "Schaltet ihn in Personio ein: Einstellungen > Recruiting > Karriereseite > Aktivierungen > "
            "„XML-Feed aktivieren“.",
        ),
        en=Words(
            "The XML feed is switched off",
            "Your careers page is there, but its XML feed is switched off.",
            "Switch it on in Personio: Settings > Recruiting > Career page > Activations > "
            "“Enable XML feed”.",
        ),
    ),
    "left_personio": Kind(
        status=404,
        de=Words(
            "Nicht mehr bei Personio",
            "Das Unternehmen mit diesem Namen ist nicht mehr bei Personio: Seine Karriereseite führt zu "
            "personio.com.",
            "Prüft den Namen in der Adresse. Stimmt er und ihr nutzt Personio, meldet es dem Support von "
            "Personio.",
        ),
        en=Words(
            "No longer on Personio",
            "The company of this name is no longer on Personio: its careers page leads to personio.com.",
            "Check the name in the address. If it is right and you use Personio, tell Personio's support.",
        ),
    ),
    "feed_unreadable": Kind(
        status=502,
        retryable=True,
        de=Words(
            "Stellen nicht lesbar",
            "Personio hat geantwortet, aber die Stellenliste ist beschädigt. Was bekannt war, bleibt.",
            "Versucht es in einigen Minuten wieder; bleibt es dabei, meldet es dem Support von Personio.",
        ),
        en=Words(
            "Positions unreadable",
            "Personio answered, but its list of positions is damaged. What was known stays.",
            "Try again in some minutes; if it stays, tell Personio's support.",
        ),
    ),
    "personio_unreachable": Kind(
        status=503,
        retryable=True,
        de=Words(
            "Personio antwortet nicht",
            "Personio ist gerade nicht erreichbar. Nichts ging verloren.",
            "Versucht es in einer Minute wieder.",
        ),
        en=Words(
            "Personio does not answer",
            "Personio cannot be reached right now. Nothing was lost.",
            "Try again in a minute.",
        ),
    ),
    "personio_limited": Kind(
        status=503,
        retryable=True,
        de=Words(
            "Personio macht eine Pause",
            "Personio nimmt von eurem Konto gerade keine weiteren Aufrufe an (20 in einer Minute).",
            "Versucht es in einer Minute wieder.",
        ),
        en=Words(
            "Personio takes a break",
            "Personio takes no more calls from your account right now (20 a minute).",
            "Try again in a minute.",
        ),
    ),
    "company_id_not_a_number": Kind(
        status=422,
        de=Words("Company-ID ist keine Zahl", "Die Company-ID besteht nur aus Ziffern.", CREDENTIALS_PATH_DE),
        en=Words("Company-ID is not a number", "The Company-ID has digits only.", CREDENTIALS_PATH_EN),
    ),
    "token_missing": Kind(
        status=422,
        de=Words("Token fehlt", "Das Recruiting API-Token ist leer.", CREDENTIALS_PATH_DE),
        en=Words("Token missing", "The Recruiting API token is empty.", CREDENTIALS_PATH_EN),
    ),
    "token_wrong_kind": Kind(
        status=422,
        de=Words(
            "Das ist ein anderer Schlüssel",
            "Das sieht nach Zugangsdaten für eine andere Schnittstelle von Personio aus (zum Beispiel "
            "„papi-…“ oder eine Client-ID). Gebraucht wird das Recruiting API-Token.",
            CREDENTIALS_PATH_DE,
        ),
        en=Words(
            "This is another key",
            "This looks like credentials for another interface of Personio (“papi-…” or a client id, for "
            "example). The Recruiting API token is needed.",
            CREDENTIALS_PATH_EN,
        ),
    ),
    "channel_id_not_a_number": Kind(
        status=422,
        de=Words(
            "Channel-ID ist keine Zahl",
            "Die Channel-ID besteht nur aus Ziffern; ihr könnt sie auch weglassen.",
            "In Personio: Einstellungen > Recruiting > Kanäle > „matched.io“.",
        ),
        en=Words(
            "Channel ID is not a number",
            "The channel ID has digits only; you may also leave it out.",
            "In Personio: Settings > Recruiting > Channels > “matched.io”.",
        ),
    ),
    "credentials_refused": Kind(
        status=422,
        de=Words(
            "Personio lehnt die Zugangsdaten ab",
            "Company-ID und Token passen nicht zusammen, oder eines davon ist nicht vollständig kopiert.",
            "Kopiert beide noch einmal von derselben Seite. " + CREDENTIALS_PATH_DE,
        ),
        en=Words(
            "Personio refuses the credentials",
            "Company-ID and token do not belong together, or one of them was not copied whole.",
            "Copy both again from the same page. " + CREDENTIALS_PATH_EN,
        ),
    ),
    "recruiting_feature_off": Kind(
        status=409,
        de=Words(
            "Recruiting ist in Personio ausgeschaltet",
            "Euer Personio-Konto hat die Recruiting-Funktion nicht.",
            "Sprecht mit eurem Admin bei Personio oder mit Personio über euren Tarif.",
        ),
        en=Words(
            "Recruiting is off in Personio",
            "Your Personio account does not have the recruiting feature.",
            "Talk to your Personio admin, or to Personio about your plan.",
        ),
    ),
    "public_api_off": Kind(
        status=409,
        de=Words(
            "Die Schnittstelle ist in Personio ausgeschaltet",
            "Euer Personio-Konto lässt keine Zugriffe über die API zu.",
            "Sprecht mit eurem Admin bei Personio oder mit Personio über euren Tarif.",
        ),
        en=Words(
            "The API is off in Personio",
            "Your Personio account does not allow access by API.",
            "Talk to your Personio admin, or to Personio about your plan.",
        ),
    ),
    "not_connected": Kind(
        status=409,
        de=Words(
            "Personio ist nicht verbunden",
            "Euer Unternehmen ist nicht mit Personio verbunden.",
            "Verbindet es unter Einstellungen > Apps und Integrationen > Personio > Hinzufügen.",
        ),
        en=Words(
            "Personio is not connected",
            "Your company is not connected to Personio.",
            "Connect it under Settings > Apps and integrations > Personio > Add.",
        ),
    ),
    "position_not_found": Kind(
        status=404,
        de=Words(
            "Stelle nicht gefunden",
            "Diese Stelle ist auf eurer Karriereseite nicht veröffentlicht.",
            "Sie ist in Personio geschlossen oder noch ein Entwurf. Veröffentlicht sie und ladet neu.",
        ),
        en=Words(
            "Position not found",
            "This position is not published on your careers page.",
            "It is closed in Personio or still a draft. Publish it and reload.",
        ),
    ),
    "description_too_long": Kind(
        status=422,
        de=Words(
            "Beschreibung zu lang",
            "Die Beschreibung hat samt Formatierung mehr als 150.000 Zeichen oder 300.000 Bytes.",
            "Kürzt sie dort, wo sie geschrieben ist, und versucht es noch einmal.",
        ),
        en=Words(
            "Description too long",
            "The description has, formatting included, more than 150,000 characters or 300,000 bytes.",
            "Shorten it where it was written and try again.",
        ),
    ),
    "description_too_deep": Kind(
        status=422,
        de=Words(
            "Beschreibung zu verschachtelt",
            "In der Beschreibung stehen mehr als 32 Ebenen von Listen und Hervorhebungen ineinander.",
            "Fügt den Text dort, wo er geschrieben ist, ohne Formatierung neu ein.",
        ),
        en=Words(
            "Description nested too deep",
            "The description has more than 32 levels of lists and emphasis within each other.",
            "Paste the text anew where it was written, without its formatting.",
        ),
    ),
    "language_not_offered": Kind(
        status=422,
        de=Words(
            "Sprache nicht vorhanden",
            "Diese Stelle hat keinen Text in der gewählten Sprache.",
            "Vorhanden: {languages}.",
        ),
        en=Words(
            "Language not offered",
            "This position has no text in the chosen language.",
            "Offered: {languages}.",
        ),
    ),
    "job_not_found": Kind(
        status=404,
        de=Words(
            "Jobanzeige nicht gefunden",
            "Diese Jobanzeige gibt es in eurem Unternehmen nicht.",
            "Ladet die Liste eurer Jobanzeigen neu.",
        ),
        en=Words("Job ad not found", "Your company has no such job ad.", "Reload your list of job ads."),
    ),
    "position_linked": Kind(
        status=409,
        de=Words(
            "Stelle schon verknüpft",
            "Zu dieser Stelle gehört schon die Jobanzeige „{title}“.",
            "Eine Stelle hat eine Jobanzeige. Löst zuerst die andere Verknüpfung.",
        ),
        en=Words(
            "Position already linked",
            "The job ad “{title}” belongs to this position already.",
            "A position has one job ad. Unlink the other one first.",
        ),
    ),
    "match_not_found": Kind(
        status=404,
        de=Words(
            "Match nicht gefunden",
            "Dieses Match gibt es in eurem Unternehmen nicht.",
            "Ladet die Liste eurer Matches neu.",
        ),
        en=Words("Match not found", "Your company has no such match.", "Reload your list of matches."),
    ),
    "match_not_successful": Kind(
        status=409,
        de=Words(
            "Match ist nicht erfolgreich",
            "Nur erfolgreiche Matches gehen an Personio.",
            "Setzt das Match auf erfolgreich; dann geht es von selbst.",
        ),
        en=Words(
            "Match is not successful",
            "Only successful matches go to Personio.",
            "Set the match to successful; then it goes by itself.",
        ),
    ),
    "export_running": Kind(
        status=409,
        retryable=True,
        de=Words(
            "Export läuft gerade",
            "Das Match wird in diesem Moment an Personio gesendet.",
            "Wartet einen Augenblick und seht dann nach dem Ergebnis.",
        ),
        en=Words(
            "Export is running",
            "The match is being sent to Personio at this moment.",
            "Wait a moment, then look at the result.",
        ),
    ),
    "export_again_blocked": Kind(
        status=409,
        retryable=True,
        de=Words(
            "Noch einmal exportieren geht gerade nicht",
            "{obstacle}",
            "Am Export ändert sich dadurch nichts. Versucht es noch einmal, sobald das behoben ist.",
        ),
        en=Words(
            "Export again is not possible right now",
            "{obstacle}",
            "The export stays as it is. Try again once this is resolved.",
        ),
    ),
    "export_again_needed": Kind(
        status=409,
        de=Words(
            "Vielleicht schon in Personio",
            "Ein früherer Versuch kam vielleicht an. Die E-Mail-Adresse, mit der er gesendet wurde, ist "
            "nicht mehr gespeichert.",
            "Seht zuerst in Personio nach. Steht die Person dort nicht, wählt „Noch einmal exportieren“. "
            "Steht sie dort unter einer anderen Adresse, käme sie doppelt an.",
        ),
        en=Words(
            "Possibly in Personio already",
            "An earlier attempt may have arrived. The e-mail address it was sent with is no longer stored.",
            "Look in Personio first. If the person is not there, choose “Export again”. A person who is "
            "there under another address would arrive twice.",
        ),
    ),
}
