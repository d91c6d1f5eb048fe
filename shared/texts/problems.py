"""Every code of a problem document, with its status and its words.

`{name}` is filled from a Problem's params, or is one of `figures`.
"""

from collections.abc import Mapping

from shared.structs import Struct
from shared.texts import Words


class Kind(Struct):
    """One code of the closed list: what it is, what happened, what to do and where to click.

    `retryable`: the same call may succeed later without a change.
    """

    status: int
    title: Words
    detail: Words
    hint: Words
    retryable: bool = False


CREDENTIALS_PATH: Words = {
    "de": (
        "In Personio: Marketplace > Verbundene Integrationen > Recruiting (API-Schlüssel); in älteren Konten "
        "Einstellungen > Integrationen > API-Zugriffsdaten > Recruiting API-Schlüssel."
    ),
    "en": (
        "In Personio: Marketplace > Connected integrations > Recruiting (API key); in older accounts "
        "Settings > Integrations > API credentials > Recruiting API key."
    ),
}
CLIENT_PATH: Words = {
    "de": (
        "In Personio: Marketplace > Verbundene Integrationen > Eigene Integration erstellen. Client-ID und "
        "API-Secret zeigt Personio nur einmal."
    ),
    "en": (
        "In Personio: Marketplace > Connected integrations > Create custom integration. Personio shows the "
        "client ID and API secret only once."
    ),
}
CLIENT_PLAN: Words = {
    "de": (
        "Gibt es das bei euch nicht, fehlt es in eurem Tarif bei Personio (nötig ist Core Pro): Verbindet "
        "euch mit dem Recruiting API-Token."
    ),
    "en": (
        "If you cannot find it there, your Personio plan does not include it (Core Pro does): connect with "
        "the Recruiting API token instead."
    ),
}
SCOPES_PATH: Words = {
    "de": "In Personio: Marketplace > Verbundene Integrationen > eure Integration > Scopes.",
    "en": "In Personio: Marketplace > Connected integrations > your integration > Scopes.",
}
CAREERS_EXAMPLE: Words = {
    "de": "https://euer-name.jobs.personio.de",
    "en": "https://your-name.jobs.personio.de",
}

PROBLEMS: Mapping[str, Kind] = {
    "not_found": Kind(
        status=404,
        title={"de": "Nicht gefunden", "en": "Not found"},
        detail={"de": "Unter dieser Adresse gibt es nichts.", "en": "There is nothing at this address."},
        hint={"de": "Prüft die Adresse.", "en": "Check the address."},
    ),
    "method_not_allowed": Kind(
        status=405,
        title={"de": "Methode nicht erlaubt", "en": "Method not allowed"},
        detail={
            "de": "Diese Adresse kennt die Methode nicht.",
            "en": "This address does not know the method.",
        },
        hint={"de": "Erlaubt: {allowed}.", "en": "Allowed: {allowed}."},
    ),
    "media_type_unsupported": Kind(
        status=415,
        title={"de": "Falscher Inhaltstyp", "en": "Wrong media type"},
        detail={"de": "Der Inhalt ist kein JSON.", "en": "The body is not JSON."},
        hint={"de": "Sendet Content-Type: application/json.", "en": "Send Content-Type: application/json."},
    ),
    "body_too_large": Kind(
        status=413,
        title={"de": "Anfrage zu groß", "en": "Request too large"},
        detail={
            "de": "Die Anfrage hat mehr als {limit} Bytes.",
            "en": "The request has more than {limit} bytes.",
        },
        hint={"de": "Kürzt, was ihr sendet.", "en": "Send less."},
    ),
    "body_malformed": Kind(
        status=400,
        title={"de": "Kein gültiges JSON", "en": "Not valid JSON"},
        detail={"de": "Der Inhalt lässt sich nicht lesen.", "en": "The body cannot be read."},
        hint={"de": "Sendet ein JSON-Objekt.", "en": "Send a JSON object."},
    ),
    "body_invalid": Kind(
        status=422,
        title={"de": "Angabe passt nicht", "en": "Input not valid"},
        detail={
            "de": "Eine Angabe fehlt, ist unbekannt oder vom falschen Typ.",
            "en": "A value is missing, unknown or of the wrong type.",
        },
        hint={
            "de": "Vergleicht das Feld mit der Beschreibung der Schnittstelle (docs/openapi.yaml).",
            "en": "Compare the field with the description of the interface (docs/openapi.yaml).",
        },
    ),
    "rules_invalid": Kind(
        status=422,
        title={"de": "Regeln passen nicht", "en": "Rules do not fit"},
        detail={
            "de": "An den Regeln passt etwas nicht; nichts wurde gespeichert.",
            "en": "Something about the rules does not fit; nothing was saved.",
        },
        hint={
            "de": "Seht euch die markierten Felder an und speichert noch einmal.",
            "en": "Look at the marked fields and save again.",
        },
    ),
    "rules_changed": Kind(
        status=409,
        title={"de": "Inzwischen geändert", "en": "Changed in the meantime"},
        detail={
            "de": "Jemand anderes hat die Regeln inzwischen geändert; eure wurden nicht gespeichert.",
            "en": "Someone else has changed the rules in the meantime; yours were not saved.",
        },
        hint={
            "de": "Seht euch an, was jetzt gilt, und speichert noch einmal.",
            "en": "Look at what applies now and save again.",
        },
    ),
    "detail_invalid": Kind(
        status=422,
        title={"de": "Angabe passt nicht", "en": "Input not valid"},
        detail={
            "de": "Diese Angabe zur Jobanzeige passt nicht.",
            "en": "This detail of the job ad is not valid.",
        },
        hint={"de": "Möglich: {allowed}.", "en": "Possible: {allowed}."},
    ),
    "salary_implausible": Kind(
        status=422,
        title={"de": "Das Gehalt stimmt so wohl nicht", "en": "This salary does not look right"},
        detail={
            "de": "Der Betrag passt nicht zum Zeitraum, oder „von“ und „bis“ liegen zu weit auseinander.",
            "en": "The amount does not fit the period, or the two bounds are too far apart.",
        },
        hint={
            "de": "Prüft den Zeitraum und ob Nullen fehlen: Schreibt Beträge aus, ohne „k“.",
            "en": "Check the period, and whether zeros are missing: write amounts in full, without “k”.",
        },
    ),
    "query_invalid": Kind(
        status=422,
        title={"de": "Angabe passt nicht", "en": "Input not valid"},
        detail={"de": "Ein Wert in der Adresse passt nicht.", "en": "A value in the address is not valid."},
        hint={"de": "Erlaubt: {allowed}.", "en": "Allowed: {allowed}."},
    ),
    "not_signed_in": Kind(
        status=401,
        title={"de": "Nicht angemeldet", "en": "Not signed in"},
        detail={"de": "Der Aufruf trägt keine Anmeldung.", "en": "The call is not signed in."},
        hint={"de": "Meldet euch bei matched.io an.", "en": "Sign in to matched.io."},
    ),
    "sign_in_invalid": Kind(
        status=401,
        title={"de": "Anmeldung ungültig", "en": "Sign-in invalid"},
        detail={
            "de": "Die Anmeldung ist abgelaufen oder gehört nicht zu matched.io.",
            "en": "The sign-in has expired or does not belong to matched.io.",
        },
        hint={"de": "Meldet euch neu an.", "en": "Sign in again."},
    ),
    "role_too_low": Kind(
        status=403,
        title={"de": "Nur für Admins", "en": "Admins only"},
        detail={
            "de": "Das dürfen nur Admins eures Unternehmens.",
            "en": "Only admins of your company may do this.",
        },
        hint={
            "de": "Bittet einen Admin eures Unternehmens auf matched.io.",
            "en": "Ask an admin of your company on matched.io.",
        },
    ),
    "company_not_found": Kind(
        status=404,
        title={"de": "Unternehmen nicht gefunden", "en": "Company not found"},
        detail={
            "de": "Dieses Unternehmen gibt es nicht, oder ihr gehört nicht dazu.",
            "en": "This company does not exist, or you do not belong to it.",
        },
        hint={
            "de": "Prüft, mit welchem Konto ihr angemeldet seid.",
            "en": "Check which account you are signed in with.",
        },
    ),
    "too_many_requests": Kind(
        status=429,
        retryable=True,
        title={"de": "Zu viele Aufrufe", "en": "Too many calls"},
        detail={"de": "Das waren zu viele Aufrufe in einer Minute.", "en": "Too many calls in one minute."},
        hint={"de": "Versucht es in {seconds} Sekunden wieder.", "en": "Try again in {seconds} seconds."},
    ),
    "temporarily_unavailable": Kind(
        status=503,
        retryable=True,
        title={"de": "Gerade nicht möglich", "en": "Not possible right now"},
        detail={
            "de": "Ein Teil von matched.io antwortet gerade nicht. Nichts ging verloren.",
            "en": "Part of matched.io is not responding. Nothing was lost.",
        },
        hint={"de": "Versucht es gleich noch einmal.", "en": "Try again in a moment."},
    ),
    "internal": Kind(
        status=500,
        title={"de": "Unerwarteter Fehler", "en": "Unexpected error"},
        detail={
            "de": "Hier ist etwas passiert, mit dem niemand gerechnet hat. Nichts ging verloren.",
            "en": "Something unexpected happened. Nothing was lost.",
        },
        hint={
            "de": "Nennt dem Support von matched.io die trace_id.",
            "en": "Send the trace_id to matched.io support.",
        },
    ),
    "careers_url_invalid": Kind(
        status=422,
        title={"de": "Keine Adresse", "en": "Not an address"},
        detail={
            "de": "Daraus lässt sich keine Karriereseite lesen.",
            "en": "This cannot be read as a careers page.",
        },
        hint={
            "de": f"Kopiert die Adresse eurer Karriereseite, zum Beispiel {CAREERS_EXAMPLE['de']}.",
            "en": f"Copy the address of your careers page, for example {CAREERS_EXAMPLE['en']}.",
        },
    ),
    "careers_url_not_personio": Kind(
        status=422,
        title={"de": "Keine Karriereseite von Personio", "en": "Not a Personio careers page"},
        detail={
            "de": "Die Adresse gehört nicht zu einer Karriereseite von Personio.",
            "en": "The address does not belong to a careers page of Personio.",
        },
        hint={
            "de": (
                "Sie endet auf .jobs.personio.de oder .jobs.personio.com, zum Beispiel "
                f"{CAREERS_EXAMPLE['de']}. Steht eure Seite unter einer eigenen Adresse, öffnet dort eine "
                "Stelle: Im Bewerbungslink steht sie."
            ),
            "en": (
                "It ends in .jobs.personio.de or .jobs.personio.com, for example "
                f"{CAREERS_EXAMPLE['en']}. If your page has an address of its own, open a position "
                "there: the application link shows it."
            ),
        },
    ),
    "board_not_found": Kind(
        status=404,
        title={"de": "Keine Stellen unter dieser Adresse", "en": "No positions at this address"},
        detail={
            "de": (
                "Unter diesem Namen gibt es keine Karriereseite, oder ihre Stellenliste ist in Personio aus."
            ),
            "en": "There is no careers page with this name, or its list of positions is switched off.",
        },
        hint={
            "de": (
                "Prüft den Namen in der Adresse. Stimmt er, schaltet in Personio die Liste ein: "
                "Einstellungen > Recruiting > Karriereseite > Aktivierungen > „XML-Feed aktivieren“."
            ),
            "en": (
                "Check the name in the address. If it is right, switch the list on: Settings > Recruiting > "
                "Career page > Activations > “Enable XML feed”."
            ),
        },
    ),
    "feed_switched_off": Kind(
        status=404,
        title={"de": "Die Stellenliste ist ausgeschaltet", "en": "The list of positions is switched off"},
        detail={
            "de": "Eure Karriereseite gibt es, aber ihre Stellenliste ist in Personio ausgeschaltet.",
            "en": "Your careers page exists, but its list of positions is switched off in Personio.",
        },
        hint={
            "de": (
                "Schaltet sie in Personio ein: Einstellungen > Recruiting > Karriereseite > Aktivierungen > "
                "„XML-Feed aktivieren“."
            ),
            "en": (
                "Switch it on in Personio: Settings > Recruiting > Career page > Activations > "
                "“Enable XML feed”."
            ),
        },
    ),
    "left_personio": Kind(
        status=404,
        title={"de": "Nicht mehr bei Personio", "en": "No longer on Personio"},
        detail={
            "de": (
                "Das Unternehmen mit diesem Namen ist nicht mehr bei Personio: Seine Karriereseite führt zu "
                "personio.com."
            ),
            "en": (
                "The company with this name is no longer on Personio: its careers page leads to personio.com."
            ),
        },
        hint={
            "de": (
                "Prüft den Namen in der Adresse. Stimmt er und ihr nutzt Personio, meldet es dem Support von "
                "Personio."
            ),
            "en": (
                "Check the name in the address. If it is right and you use Personio, tell Personio support."
            ),
        },
    ),
    "feed_unreadable": Kind(
        status=502,
        retryable=True,
        title={"de": "Stellen nicht lesbar", "en": "Positions cannot be read"},
        detail={
            "de": "Personio hat geantwortet, aber die Stellenliste ist beschädigt. Was bekannt war, bleibt.",
            "en": "Personio answered, but its list of positions is damaged. What was known before stays.",
        },
        hint={
            "de": (
                "Versucht es in einigen Minuten wieder; bleibt es dabei, meldet es dem Support von Personio."
            ),
            "en": "Try again in a few minutes; if nothing changes, tell Personio support.",
        },
    ),
    "personio_unreachable": Kind(
        status=503,
        retryable=True,
        title={"de": "Personio antwortet nicht", "en": "Personio is not responding"},
        detail={
            "de": "Personio ist gerade nicht erreichbar. Nichts ging verloren.",
            "en": "Personio is unavailable right now. Nothing was lost.",
        },
        hint={"de": "Versucht es in {rest} wieder.", "en": "Try again in {rest}."},
    ),
    "personio_limited": Kind(
        status=503,
        retryable=True,
        title={"de": "Personio braucht eine Pause", "en": "Personio needs a break"},
        detail={
            "de": (
                "Personio nimmt von eurem Konto gerade keine weiteren Aufrufe an ({slots} in einer Minute)."
            ),
            "en": "Personio is not accepting more calls from your account right now ({slots} a minute).",
        },
        hint={"de": "Versucht es in {rest} wieder.", "en": "Try again in {rest}."},
    ),
    "company_id_not_a_number": Kind(
        status=422,
        title={"de": "Company-ID ist keine Zahl", "en": "Company ID is not a number"},
        detail={"de": "Die Company-ID besteht nur aus Ziffern.", "en": "The company ID has digits only."},
        hint=CREDENTIALS_PATH,
    ),
    "token_missing": Kind(
        status=422,
        title={"de": "Token fehlt", "en": "Token missing"},
        detail={"de": "Das Recruiting API-Token ist leer.", "en": "The Recruiting API token is empty."},
        hint=CREDENTIALS_PATH,
    ),
    "token_wrong_kind": Kind(
        status=422,
        title={"de": "Das ist ein anderer Schlüssel", "en": "This is a different key"},
        detail={
            "de": (
                "Das sieht nach einem anderen Wert aus Personio aus, zum Beispiel nach einem API-Client "
                "(„papi-…“). Hierher gehört das Recruiting API-Token; mit einem API-Client könnt ihr euch "
                "ebenso verbinden."
            ),
            "en": (
                "This looks like another value from Personio, such as an API client (“papi-…”). The "
                "Recruiting API token goes here; you can connect with an API client just as well."
            ),
        },
        hint=CREDENTIALS_PATH,
    ),
    "credentials_missing": Kind(
        status=422,
        title={"de": "Zugangsdaten fehlen", "en": "Credentials missing"},
        detail={
            "de": "Es fehlt entweder das Recruiting API-Token oder ein API-Client.",
            "en": "Either the Recruiting API token or an API client is needed.",
        },
        hint=CREDENTIALS_PATH,
    ),
    "credentials_both": Kind(
        status=422,
        title={"de": "Zweierlei Zugangsdaten", "en": "Two kinds of credentials"},
        detail={
            "de": "Token und API-Client zugleich: Eines von beiden reicht.",
            "en": "Both a token and an API client: one of them is enough.",
        },
        hint={
            "de": "Habt ihr beide, nehmt den API-Client: Das Token stellt Personio ein.",
            "en": "If you have both, use the API client: Personio is going to discontinue the token.",
        },
    ),
    "client_missing": Kind(
        status=422,
        title={"de": "API-Client ist nicht vollständig", "en": "API client incomplete"},
        detail={
            "de": "Client-ID oder API-Secret ist leer.",
            "en": "The client ID or the API secret is empty.",
        },
        hint={lang: f"{CLIENT_PATH[lang]} {CLIENT_PLAN[lang]}" for lang in CLIENT_PATH},
    ),
    "client_wrong_kind": Kind(
        status=422,
        title={"de": "Das gehört in ein anderes Feld", "en": "This belongs in another field"},
        detail={
            "de": "In jedes Feld gehört ein einziger Wert: die Client-ID oder das API-Secret.",
            "en": "Each field takes a single value: the client ID or the API secret.",
        },
        hint=CLIENT_PATH,
    ),
    "client_unknown": Kind(
        status=422,
        title={"de": "Personio kennt den API-Client nicht", "en": "Personio does not know the API client"},
        detail={
            "de": "Die Client-ID gibt es bei Personio nicht, oder sie ist nicht vollständig kopiert.",
            "en": "Personio has no client with this ID, or it was not copied in full.",
        },
        hint={
            "de": f"Kopiert die Client-ID noch einmal. {CLIENT_PATH['de']} {CLIENT_PLAN['de']}",
            "en": f"Copy the client ID again. {CLIENT_PATH['en']} {CLIENT_PLAN['en']}",
        },
    ),
    "client_secret_wrong": Kind(
        status=422,
        title={"de": "Das API-Secret stimmt nicht", "en": "The API secret is wrong"},
        detail={
            "de": "Personio kennt den API-Client, aber das Secret ist ein anderes oder nicht vollständig.",
            "en": "Personio knows the API client, but its secret is a different one or incomplete.",
        },
        hint={
            "de": (
                "Kopiert das API-Secret noch einmal. Habt ihr es nicht mehr, erstellt im Marketplace unter "
                "Verbundene Integrationen eine neue Integration: Personio zeigt ein Secret nur einmal."
            ),
            "en": (
                "Copy the API secret again. If you no longer have it, create a new integration under "
                "Marketplace > Connected integrations: Personio shows a secret only once."
            ),
        },
    ),
    "client_refused": Kind(
        status=422,
        title={"de": "Personio lehnt den API-Client ab", "en": "Personio rejects the API client"},
        detail={
            "de": "Personio nimmt Client-ID und API-Secret nicht an und nennt keinen Grund.",
            "en": "Personio does not accept the client ID and API secret, and gives no reason.",
        },
        hint={
            "de": f"Kopiert beide noch einmal aus derselben Integration. {CLIENT_PATH['de']}",
            "en": f"Copy both again from the same integration. {CLIENT_PATH['en']}",
        },
    ),
    "scope_write_missing": Kind(
        status=422,
        title={"de": "Das Recht zum Schreiben fehlt", "en": "Write permission is missing"},
        detail={
            "de": "Der API-Client darf in Personio keine Bewerbungen anlegen.",
            "en": "The API client may not create applications in Personio.",
        },
        hint={
            "de": f"Setzt bei Recruiting den Haken „Schreiben“ (recruiting:write). {SCOPES_PATH['de']}",
            "en": f"Tick “write” for Recruiting (recruiting:write). {SCOPES_PATH['en']}",
        },
    ),
    "scope_read_missing": Kind(
        status=422,
        title={"de": "Das Recht zum Lesen fehlt", "en": "Read permission is missing"},
        detail={
            "de": "Der API-Client darf in Personio Stellen und Bewerbungen nicht lesen.",
            "en": "The API client may not read positions and applications in Personio.",
        },
        hint={
            "de": f"Setzt bei Recruiting den Haken „Lesen“ (recruiting:read). {SCOPES_PATH['de']}",
            "en": f"Tick “read” for Recruiting (recruiting:read). {SCOPES_PATH['en']}",
        },
    ),
    "account_mismatch": Kind(
        status=422,
        title={"de": "API-Client und Karriereseite passen nicht", "en": "API client and careers page differ"},
        detail={
            "de": "Das Personio-Konto dieses API-Clients hat die Stellen eurer Karriereseite nicht.",
            "en": "The Personio account of this API client does not have the positions on your careers page.",
        },
        hint={
            "de": (
                "Erstellt die Integration in dem Personio-Konto, dem die Karriereseite gehört, oder "
                "verbindet die Karriereseite dieses Kontos."
            ),
            "en": (
                "Create the integration in the Personio account that owns the careers page, or connect the "
                "careers page of this account."
            ),
        },
    ),
    "channel_id_not_a_number": Kind(
        status=422,
        title={"de": "Channel-ID ist keine Zahl", "en": "Channel ID is not a number"},
        detail={
            "de": "Die Channel-ID besteht nur aus Ziffern; ihr könnt sie auch weglassen.",
            "en": "The channel ID has digits only; you may also leave it out.",
        },
        hint={
            "de": "In Personio: Einstellungen > Recruiting > Kanäle > „matched.io“.",
            "en": "In Personio: Settings > Recruiting > Channels > “matched.io”.",
        },
    ),
    "credentials_refused": Kind(
        status=422,
        title={"de": "Personio lehnt die Zugangsdaten ab", "en": "Personio rejects the credentials"},
        detail={
            "de": (
                "Company-ID und Token passen nicht zusammen, oder eines davon ist nicht vollständig kopiert."
            ),
            "en": "Company ID and token do not belong together, or one of them was not copied in full.",
        },
        hint={
            "de": "Kopiert beide noch einmal von derselben Seite. " + CREDENTIALS_PATH["de"],
            "en": "Copy both again from the same page. " + CREDENTIALS_PATH["en"],
        },
    ),
    "recruiting_feature_off": Kind(
        status=409,
        title={
            "de": "Recruiting ist in Personio ausgeschaltet",
            "en": "Recruiting is switched off in Personio",
        },
        detail={
            "de": "Euer Personio-Konto hat die Recruiting-Funktion nicht.",
            "en": "Your Personio account does not have the recruiting feature.",
        },
        hint={
            "de": "Sprecht mit eurem Admin bei Personio oder mit Personio über euren Tarif.",
            "en": "Talk to your Personio admin, or to Personio about your plan.",
        },
    ),
    "public_api_off": Kind(
        status=409,
        title={"de": "Die API ist in Personio ausgeschaltet", "en": "The API is switched off in Personio"},
        detail={
            "de": "Euer Personio-Konto lässt keine Zugriffe über die API zu.",
            "en": "Your Personio account does not allow API access.",
        },
        hint={
            "de": "Sprecht mit eurem Admin bei Personio oder mit Personio über euren Tarif.",
            "en": "Talk to your Personio admin, or to Personio about your plan.",
        },
    ),
    "not_connected": Kind(
        status=409,
        title={"de": "Personio ist nicht verbunden", "en": "Personio is not connected"},
        detail={
            "de": "Euer Unternehmen ist nicht mit Personio verbunden.",
            "en": "Your company is not connected to Personio.",
        },
        hint={
            "de": "Verbindet es unter Einstellungen > Apps und Integrationen > Personio > Hinzufügen.",
            "en": "Connect it under Settings > Apps and integrations > Personio > Add.",
        },
    ),
    "position_not_found": Kind(
        status=404,
        title={"de": "Stelle nicht gefunden", "en": "Position not found"},
        detail={
            "de": "Diese Stelle ist auf eurer Karriereseite nicht veröffentlicht.",
            "en": "This position is not published on your careers page.",
        },
        hint={
            "de": "Sie ist in Personio geschlossen oder noch ein Entwurf. Veröffentlicht sie und ladet neu.",
            "en": "It is closed in Personio or still a draft. Publish it and reload.",
        },
    ),
    "description_too_long": Kind(
        status=422,
        title={"de": "Beschreibung zu lang", "en": "Description too long"},
        detail={
            "de": "Die Beschreibung hat samt Formatierung mehr als {longest} Zeichen oder {largest} Bytes.",
            "en": (
                "The description has more than {longest} characters or {largest} bytes, including formatting."
            ),
        },
        hint={
            "de": "Kürzt sie dort, wo sie geschrieben ist, und versucht es noch einmal.",
            "en": "Shorten it where it was written and try again.",
        },
    ),
    "description_too_deep": Kind(
        status=422,
        title={"de": "Beschreibung zu verschachtelt", "en": "Description nested too deeply"},
        detail={
            "de": (
                "In der Beschreibung stehen mehr als {deepest} Ebenen von Listen und Hervorhebungen "
                "ineinander."
            ),
            "en": "The description nests lists and emphasis more than {deepest} levels deep.",
        },
        hint={
            "de": "Fügt den Text dort, wo er geschrieben ist, ohne Formatierung neu ein.",
            "en": "Paste the text again where it was written, without formatting.",
        },
    ),
    "job_too_large": Kind(
        status=422,
        title={"de": "Jobanzeige zu groß", "en": "Job ad too large"},
        detail={
            "de": "Mit dem, was schon in ihr steht, ist die Jobanzeige zu groß zum Speichern.",
            "en": "With everything it already contains, the job ad is too large to be stored.",
        },
        hint={
            "de": "Kürzt lange Texte und Listen der Jobanzeige oder der Stelle und versucht es noch einmal.",
            "en": "Shorten long texts and lists in the job ad or the position and try again.",
        },
    ),
    "language_not_offered": Kind(
        status=422,
        title={"de": "Sprache nicht vorhanden", "en": "Language not available"},
        detail={
            "de": "Diese Stelle hat keinen Text in der gewählten Sprache.",
            "en": "This position has no text in the chosen language.",
        },
        hint={"de": "Vorhanden: {languages}.", "en": "Available: {languages}."},
    ),
    "job_not_found": Kind(
        status=404,
        title={"de": "Jobanzeige nicht gefunden", "en": "Job ad not found"},
        detail={
            "de": "Diese Jobanzeige gibt es in eurem Unternehmen nicht.",
            "en": "Your company has no such job ad.",
        },
        hint={"de": "Ladet die Liste eurer Jobanzeigen neu.", "en": "Reload your list of job ads."},
    ),
    "job_in_use": Kind(
        status=409,
        title={"de": "Die Anzeige bleibt", "en": "The ad stays"},
        detail={
            "de": "Löschen lässt sich nur ein Entwurf aus einem Import, zu dem es noch kein Match gibt.",
            "en": "Only a draft from an import can be deleted, and only while it has no match.",
        },
        hint={
            "de": "Löst stattdessen die Verknüpfung, oder löscht die Anzeige auf matched.io.",
            "en": "Unlink the ad instead, or delete it on matched.io.",
        },
    ),
    "position_linked": Kind(
        status=409,
        title={"de": "Stelle schon verknüpft", "en": "Position already linked"},
        detail={
            "de": "Zu dieser Stelle gehört schon die Jobanzeige „{title}“.",
            "en": "The job ad “{title}” already belongs to this position.",
        },
        hint={
            "de": "Eine Stelle hat eine Jobanzeige. Löst zuerst die andere Verknüpfung.",
            "en": "A position can have only one job ad. Unlink the other one first.",
        },
    ),
    "match_not_found": Kind(
        status=404,
        title={"de": "Match nicht gefunden", "en": "Match not found"},
        detail={
            "de": "Dieses Match gibt es in eurem Unternehmen nicht.",
            "en": "Your company has no such match.",
        },
        hint={"de": "Ladet die Liste eurer Matches neu.", "en": "Reload your list of matches."},
    ),
    "match_not_successful": Kind(
        status=409,
        title={"de": "Match ist nicht erfolgreich", "en": "Match is not successful"},
        detail={
            "de": "Nur erfolgreiche Matches kommen nach Personio.",
            "en": "Only successful matches are sent to Personio.",
        },
        hint={
            "de": "Markiert das Match als erfolgreich; dann kommt es von selbst nach Personio.",
            "en": "Mark the match as successful; it is then sent automatically.",
        },
    ),
    "export_running": Kind(
        status=409,
        retryable=True,
        title={"de": "Export läuft gerade", "en": "Export in progress"},
        detail={
            "de": "Das Match wird in diesem Moment an Personio gesendet.",
            "en": "The match is being sent to Personio right now.",
        },
        hint={
            "de": "Wartet einen Augenblick und seht dann nach dem Ergebnis.",
            "en": "Wait a moment, then check the result.",
        },
    ),
    "export_again_blocked": Kind(
        status=409,
        retryable=True,
        title={
            "de": "Noch einmal exportieren geht gerade nicht",
            "en": "“Export again” is not possible right now",
        },
        detail={"de": "{obstacle}", "en": "{obstacle}"},
        hint={
            "de": "Am Export ändert sich dadurch nichts. Versucht es noch einmal, sobald das behoben ist.",
            "en": "The export stays as it is. Try again once this is resolved.",
        },
    ),
    "export_again_needed": Kind(
        status=409,
        title={"de": "Vielleicht schon in Personio", "en": "Possibly already in Personio"},
        detail={
            "de": (
                "Ein früherer Versuch kam vielleicht an. Die E-Mail-Adresse, mit der er gesendet wurde, ist "
                "nicht mehr gespeichert."
            ),
            "en": (
                "An earlier attempt may have arrived. The e-mail address it was sent with is no longer "
                "stored."
            ),
        },
        hint={
            "de": (
                "Seht zuerst in Personio nach. Steht die Person dort nicht, wählt „Noch einmal exportieren“. "
                "Steht sie dort unter einer anderen Adresse, käme sie doppelt an."
            ),
            "en": (
                "Check in Personio first. If the person is not there, choose “Export again”. A person who is "
                "there under another address would appear twice."
            ),
        },
    ),
}
