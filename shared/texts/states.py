"""A sentence for every state of an export and of a connection: what it is, what can be done and by whom."""

from collections.abc import Mapping

from shared.texts import Language

STATES: Mapping[str, tuple[str, str]] = {
    "none": ("Noch nicht an Personio gesendet.", "Not sent to Personio yet."),
    "queued": ("Wird gleich gesendet.", "Will be sent in a moment."),
    "queued.retry": (
        "Personio hat nicht geantwortet. Wir versuchen es von selbst wieder; niemand geht verloren.",
        "Personio did not answer. We try again by ourselves; nobody is lost.",
    ),
    "queued.resting": (
        "Personio nimmt gerade nichts mehr an. Es geht in etwa einer Minute von selbst weiter.",
        "Personio takes no more right now. It goes on by itself in about a minute.",
    ),
    "queued.confirming_duplicate": (
        "Personio meldet, dass es die Bewerbung schon gibt. Wir prüfen das in zehn Minuten noch einmal.",
        "Personio says that the application exists already. We check once more in ten minutes.",
    ),
    "queued.held": (
        "Ein anderes Match derselben Person auf dieselbe Stelle wird gerade gesendet.",
        "Another match of the same person for the same position is being sent.",
    ),
    "exporting": ("Wird gerade an Personio gesendet.", "Is being sent to Personio."),
    "waiting.reconnect": (
        "Personio lehnt eure Zugangsdaten ab. Ein Admin muss sie erneuern; danach geht es von selbst weiter.",
        "Personio refuses your credentials. An admin has to replace them; then it goes on by itself.",
    ),
    "waiting.feature_off": (
        "Recruiting oder die API ist in eurem Personio ausgeschaltet. Sobald es an ist, geht es weiter.",
        "Recruiting or the API is off in your Personio. Once it is on, it goes on by itself.",
    ),
    "waiting.outage": (
        "Personio ist nicht erreichbar. Sobald es wieder antwortet, geht es von selbst weiter.",
        "Personio cannot be reached. Once it answers again, it goes on by itself.",
    ),
    "waiting.paused": (
        "Der Export ist angehalten. Nach der Pause geht es von selbst weiter.",
        "Exports are paused. They go on by themselves after the pause.",
    ),
    "needs_action.not_linked": (
        "Die Jobanzeige gehört zu keiner Stelle in Personio. Verknüpft sie mit einer Stelle.",
        "The job ad belongs to no position in Personio. Link it to a position.",
    ),
    "needs_action.disconnected": (
        "Euer Unternehmen ist nicht mehr mit Personio verbunden. Ein Admin kann es neu verbinden.",
        "Your company is no longer connected to Personio. An admin can connect it again.",
    ),
    "needs_action.position_not_published": (
        "Die Stelle ist in Personio nicht veröffentlicht, oder Karriereseite und Token gehören zu "
        "verschiedenen Gesellschaften. Veröffentlicht die Stelle oder verknüpft eine andere.",
        "The position is not published in Personio, or careers page and token belong to different legal "
        "entities. Publish the position or link another one.",
    ),
    "needs_action.attribute_required": (
        "Euer Personio verlangt eine Angabe, die fehlt. Ergänzt sie oder macht sie in Personio freiwillig.",
        "Your Personio requires a value that is missing. Add it, or make it optional in Personio.",
    ),
    "needs_action.developer_incomplete": (
        "Im Profil der Person fehlt eine Angabe oder sie passt nicht (Name, E-Mail).",
        "The person's profile lacks a value, or it does not fit (name, e-mail).",
    ),
    "needs_action.developer_unknown": (
        "Das Profil der Person gibt es auf matched.io nicht mehr. Der Support von matched.io kann helfen.",
        "The person's profile is no longer on matched.io. matched.io's support can help.",
    ),
    "needs_action.job_unknown": (
        "Die Jobanzeige gibt es auf matched.io nicht mehr. Der Support von matched.io kann helfen.",
        "The job ad is no longer on matched.io. matched.io's support can help.",
    ),
    "needs_action.company_mismatch": (
        "Jobanzeige und Match gehören zu verschiedenen Unternehmen. Der Support von matched.io kann helfen.",
        "Job ad and match belong to different companies. matched.io's support can help.",
    ),
    "needs_action.document_unreadable": (
        "Ein Datensatz zu diesem Match ist nicht lesbar. Der Support von matched.io kann helfen.",
        "A record behind this match cannot be read. matched.io's support can help.",
    ),
    "needs_action.account_changed": (
        "Die Bewerbung ging vielleicht schon an euer früheres Personio-Konto und wird dort nicht wiederholt. "
        "Seht dort nach.",
        "The application may have gone to your former Personio account and is not repeated there. "
        "Look there.",
    ),
    "needs_action.refused": (
        "Personio hat die Bewerbung abgelehnt. Der Support von matched.io kann helfen.",
        "Personio refused the application. matched.io's support can help.",
    ),
    "needs_action.gave_up": (
        "Sieben Tage lang kam keine klare Antwort. Seht in Personio nach und versucht es mit einem Klick "
        "neu.",
        "No clear answer came for seven days. Look in Personio, and try again with a click.",
    ),
    "exported": ("In Personio angelegt.", "Created in Personio."),
    "exported.inferred": (
        "In Personio angelegt. Die Antwort ging verloren; die Wiederholung zeigte, dass die Person da ist.",
        "Created in Personio. The answer was lost; a repeat showed that the person is there.",
    ),
    "exported.still_in_personio": (
        "In Personio angelegt. Die Person steht dort noch; es kam nichts Neues hinzu.",
        "Created in Personio. The person is still there; nothing new was added.",
    ),
    "already_in_personio": (
        "Die Person hat sich auf diese Stelle schon auf anderem Weg beworben.",
        "The person applied for this position by another way.",
    ),
    "cancelled": ("Nicht gesendet.", "Not sent."),
    "cancelled.taken_back": (
        "Nicht gesendet: Das Match ist nicht mehr erfolgreich.",
        "Not sent: the match is no longer successful.",
    ),
    "cancelled.by_hand": ("Nicht gesendet: von Hand abgebrochen.", "Not sent: cancelled by hand."),
    "cancelled.maybe_in_personio": (
        "Abgebrochen. Ein früherer Versuch kam vielleicht an: Seht in Personio nach.",
        "Cancelled. An earlier attempt may have arrived: look in Personio.",
    ),
}

HINTS: Mapping[str, tuple[str, str]] = {
    "outcome_forgotten": (
        "Ein früherer Versuch kam vielleicht an. Seht in Personio nach; steht die Person dort nicht, "
        "exportiert sie noch einmal.",
        "An earlier attempt may have arrived. Look in Personio; if the person is not there, export again.",
    ),
    "other_legal_entity": (
        "Eure Karriereseite zeigt die Stelle, aber das Token erreicht sie nicht: Karriereseite und Token "
        "gehören zu verschiedenen Gesellschaften. Verbindet Personio mit dem Token derselben Gesellschaft.",
        "Your careers page shows the position, but the token does not reach it: careers page and token "
        "belong to different legal entities. Connect Personio with the token of the same entity.",
    ),
}

CONNECTION_STATES: Mapping[str, tuple[str, str]] = {
    "none": ("Noch nicht verbunden.", "Not connected yet."),
    "connected": ("Verbunden.", "Connected."),
    "needs_reconnect": (
        "Personio lehnt die Zugangsdaten ab. Bitte erneuern.",
        "Personio refuses the credentials. Please replace them.",
    ),
    "feature_off": (
        "Recruiting oder die API ist in Personio ausgeschaltet.",
        "Recruiting or the API is off in Personio.",
    ),
    "disconnected": ("Getrennt.", "Disconnected."),
}


def state_sentence(state: str, detail: str | None, language: Language) -> str:
    """The sentence for a state and, where it has one of its own, for its code or evidence."""
    german, english = STATES.get(f"{state}.{detail}") or STATES.get(state) or STATES["queued"]
    return german if language == "de" else english


def hint_sentence(code: str, language: Language) -> str:
    german, english = HINTS[code]
    return german if language == "de" else english


def connection_sentence(state: str, language: Language) -> str:
    german, english = CONNECTION_STATES[state]
    return german if language == "de" else english
