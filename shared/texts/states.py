"""A sentence for every state of an export and of a connection: what it is, what can be done and by whom."""

from collections.abc import Mapping

from shared.texts import Words

STATES: Mapping[str, Words] = {
    "none": {"de": "Noch nicht an Personio gesendet.", "en": "Not sent to Personio yet."},
    "queued": {"de": "Wird gleich gesendet.", "en": "Will be sent in a moment."},
    "queued.retry": {
        "de": "Personio hat nicht geantwortet. Wir versuchen es von selbst wieder; niemand geht verloren.",
        "en": "Personio did not answer. We try again by ourselves; nobody is lost.",
    },
    "queued.resting": {
        "de": "Personio nimmt gerade nichts mehr an. Es geht in etwa {rest} von selbst weiter.",
        "en": "Personio takes no more right now. It goes on by itself in about {rest}.",
    },
    "queued.confirming_duplicate": {
        "de": (
            "Personio meldet, dass es die Bewerbung schon gibt. Wir prüfen das in {confirm_duplicate} noch "
            "einmal."
        ),
        "en": "Personio says that the application exists already. We check once more in {confirm_duplicate}.",
    },
    "queued.held": {
        "de": "Ein anderes Match derselben Person auf dieselbe Stelle wird gerade gesendet.",
        "en": "Another match of the same person for the same position is being sent.",
    },
    "exporting": {"de": "Wird gerade an Personio gesendet.", "en": "Is being sent to Personio."},
    "waiting": {"de": "Wartet. Es geht von selbst weiter.", "en": "Is waiting. It goes on by itself."},
    "waiting.reconnect": {
        "de": (
            "Personio lehnt eure Zugangsdaten ab. Ein Admin muss sie erneuern; danach geht es von selbst "
            "weiter."
        ),
        "en": "Personio refuses your credentials. An admin has to replace them; then it goes on by itself.",
    },
    "waiting.feature_off": {
        "de": (
            "Recruiting oder die API ist in eurem Personio ausgeschaltet. Sobald es an ist, geht es weiter."
        ),
        "en": "Recruiting or the API is off in your Personio. Once it is on, it goes on by itself.",
    },
    "waiting.outage": {
        "de": "Personio ist nicht erreichbar. Sobald es wieder antwortet, geht es von selbst weiter.",
        "en": "Personio cannot be reached. Once it answers again, it goes on by itself.",
    },
    "waiting.paused": {
        "de": "Der Export ist angehalten. Nach der Pause geht es von selbst weiter.",
        "en": "Exports are paused. They go on by themselves after the pause.",
    },
    "needs_action": {
        "de": "Noch nicht gesendet. Der Support von matched.io kann helfen.",
        "en": "Not sent yet. matched.io's support can help.",
    },
    "needs_action.not_linked": {
        "de": "Die Jobanzeige gehört zu keiner Stelle in Personio. Verknüpft sie mit einer Stelle.",
        "en": "The job ad belongs to no position in Personio. Link it to a position.",
    },
    "needs_action.disconnected": {
        "de": "Euer Unternehmen ist nicht mehr mit Personio verbunden. Ein Admin kann es neu verbinden.",
        "en": "Your company is no longer connected to Personio. An admin can connect it again.",
    },
    "needs_action.position_not_published": {
        "de": (
            "Die Stelle ist in Personio nicht veröffentlicht, oder Karriereseite und Token gehören zu "
            "verschiedenen Gesellschaften. Veröffentlicht die Stelle oder verknüpft eine andere."
        ),
        "en": (
            "The position is not published in Personio, or careers page and token belong to different legal "
            "entities. Publish the position or link another one."
        ),
    },
    "needs_action.attribute_required": {
        "de": (
            "Euer Personio verlangt eine Angabe, die fehlt. Ergänzt sie oder macht sie in Personio "
            "freiwillig."
        ),
        "en": "Your Personio requires a value that is missing. Add it, or make it optional in Personio.",
    },
    "needs_action.developer_incomplete": {
        "de": "Im Profil der Person fehlt eine Angabe oder sie passt nicht (Name, E-Mail).",
        "en": "The person's profile lacks a value, or it does not fit (name, e-mail).",
    },
    "needs_action.developer_unknown": {
        "de": (
            "Das Profil der Person gibt es auf matched.io nicht mehr. Der Support von matched.io kann helfen."
        ),
        "en": "The person's profile is no longer on matched.io. matched.io's support can help.",
    },
    "needs_action.job_unknown": {
        "de": "Die Jobanzeige gibt es auf matched.io nicht mehr. Der Support von matched.io kann helfen.",
        "en": "The job ad is no longer on matched.io. matched.io's support can help.",
    },
    "needs_action.company_mismatch": {
        "de": (
            "Jobanzeige und Match gehören zu verschiedenen Unternehmen. Der Support von matched.io kann "
            "helfen."
        ),
        "en": "Job ad and match belong to different companies. matched.io's support can help.",
    },
    "needs_action.document_unreadable": {
        "de": "Ein Datensatz zu diesem Match ist nicht lesbar. Der Support von matched.io kann helfen.",
        "en": "A record behind this match cannot be read. matched.io's support can help.",
    },
    "needs_action.account_changed": {
        "de": (
            "Die Bewerbung ging vielleicht schon an euer früheres Personio-Konto und wird dort nicht "
            "wiederholt. Seht dort nach."
        ),
        "en": (
            "The application may have gone to your former Personio account and is not repeated there. "
            "Look there."
        ),
    },
    "needs_action.refused": {
        "de": "Personio hat die Bewerbung abgelehnt. Der Support von matched.io kann helfen.",
        "en": "Personio refused the application. matched.io's support can help.",
    },
    "needs_action.gave_up": {
        "de": (
            "{give_up_after} lang kam keine klare Antwort. Seht in Personio nach und versucht es mit einem "
            "Klick neu."
        ),
        "en": "No clear answer came for {give_up_after}. Look in Personio, and try again with a click.",
    },
    "exported": {"de": "In Personio angelegt.", "en": "Created in Personio."},
    "exported.inferred": {
        "de": (
            "In Personio angelegt. Die Antwort ging verloren; die Wiederholung zeigte, dass die Person da "
            "ist."
        ),
        "en": "Created in Personio. The answer was lost; a repeat showed that the person is there.",
    },
    "exported.still_in_personio": {
        "de": "In Personio angelegt. Die Person steht dort noch; es kam nichts Neues hinzu.",
        "en": "Created in Personio. The person is still there; nothing new was added.",
    },
    "already_in_personio": {
        "de": "Die Person hat sich auf diese Stelle schon auf anderem Weg beworben.",
        "en": "The person applied for this position by another way.",
    },
    "cancelled": {"de": "Nicht gesendet.", "en": "Not sent."},
    "cancelled.taken_back": {
        "de": "Nicht gesendet: Das Match ist nicht mehr erfolgreich.",
        "en": "Not sent: the match is no longer successful.",
    },
    "cancelled.by_hand": {
        "de": "Nicht gesendet: von Hand abgebrochen.",
        "en": "Not sent: cancelled by hand.",
    },
    "cancelled.maybe_in_personio": {
        "de": "Abgebrochen. Ein früherer Versuch kam vielleicht an: Seht in Personio nach.",
        "en": "Cancelled. An earlier attempt may have arrived: look in Personio.",
    },
}

HINTS: Mapping[str, Words] = {
    "outcome_forgotten": {
        "de": (
            "Ein früherer Versuch kam vielleicht an. Seht in Personio nach; steht die Person dort nicht, "
            "exportiert sie noch einmal."
        ),
        "en": (
            "An earlier attempt may have arrived. Look in Personio; if the person is not there, export again."
        ),
    },
    "other_legal_entity": {
        "de": (
            "Eure Karriereseite zeigt die Stelle, aber das Token erreicht sie nicht: Karriereseite und Token "
            "gehören zu verschiedenen Gesellschaften. Verbindet Personio mit dem Token derselben "
            "Gesellschaft."
        ),
        "en": (
            "Your careers page shows the position, but the token does not reach it: careers page and token "
            "belong to different legal entities. Connect Personio with the token of the same entity."
        ),
    },
}

CONNECTION_STATES: Mapping[str, Words] = {
    "none": {"de": "Noch nicht verbunden.", "en": "Not connected yet."},
    "connected": {"de": "Verbunden.", "en": "Connected."},
    "needs_reconnect": {
        "de": "Personio lehnt die Zugangsdaten ab. Bitte erneuern.",
        "en": "Personio refuses the credentials. Please replace them.",
    },
    "needs_reconnect.client_unknown": {
        "de": "Personio kennt den API-Client nicht mehr. Bitte einen neuen anlegen und hier eintragen.",
        "en": "Personio no longer knows the API client. Please create a new one and enter it here.",
    },
    "needs_reconnect.client_secret_wrong": {
        "de": "Das Secret des API-Clients gilt nicht mehr. Bitte das neue hier eintragen.",
        "en": "The API client's secret is no longer valid. Please enter the new one here.",
    },
    "needs_reconnect.client_refused": {
        "de": "Personio lehnt den API-Client ab. Bitte erneuern.",
        "en": "Personio rejects the API client. Please replace it.",
    },
    "needs_reconnect.access_refused": {
        "de": "Personio lehnt jeden Zugriff des API-Clients ab. Bitte erneuern.",
        "en": "Personio rejects every access of the API client. Please replace it.",
    },
    "needs_reconnect.scope_missing": {
        "de": (
            "Der API-Client darf keine Bewerbungen mehr anlegen. Setzt bei Recruiting den Haken „Schreiben“: "
            "Marketplace > Verbundene Integrationen > eure Integration > Scopes."
        ),
        "en": (
            "The API client may no longer create applications. Tick “write” for Recruiting: Marketplace > "
            "Connected integrations > your integration > Scopes."
        ),
    },
    "feature_off": {
        "de": "Recruiting oder die API ist in Personio ausgeschaltet.",
        "en": "Recruiting or the API is off in Personio.",
    },
    "disconnected": {"de": "Getrennt.", "en": "Disconnected."},
}


CONNECTION_HINTS: Mapping[str, Words] = {
    "token_ends": {
        "de": (
            "Personio hat einen Nachfolger für das Recruiting API-Token angekündigt, noch ohne Termin. So "
            "steigt ihr um: Erstellt in Personio unter Marketplace > Verbundene Integrationen eine eigene "
            "Integration mit Lesen und Schreiben für Recruiting, und ersetzt hier die Zugangsdaten durch "
            "Client-ID und API-Secret. Nichts bleibt dabei liegen."
        ),
        "en": (
            "Personio has announced a successor to the Recruiting API token, with no date yet. To move: in "
            "Personio, under Marketplace > Connected integrations, create a custom integration that may read "
            "and write Recruiting, then replace the credentials here with its client ID and API secret. "
            "Exports continue without a gap."
        ),
    },
}


def connection_words(state: str, problem: str | None) -> Words:
    """Of the state, or of what Personio refuses where that says more."""
    return CONNECTION_STATES.get(f"{state}.{problem}") or CONNECTION_STATES[state]


def state_words(state: str, detail: str | None) -> Words:
    """Of the state, or of its code or evidence where that explains it.

    A code explains one state. An entry may bring it along into the next, of which it says nothing.
    """
    return STATES.get(f"{state}.{detail}") or STATES[state]
