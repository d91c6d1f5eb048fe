"""A sentence for every state of an export and of a connection: what it is, what can be done and by whom."""

from collections.abc import Mapping

from shared.texts import Words

STATES: Mapping[str, Words] = {
    "none": {"de": "Noch nicht an Personio gesendet.", "en": "Not sent to Personio yet."},
    "queued": {"de": "Wird gleich gesendet.", "en": "Will be sent in a moment."},
    "queued.retry": {
        "de": "Personio hat nicht geantwortet. Wir versuchen es von selbst wieder; niemand geht verloren.",
        "en": "Personio did not answer. We will try again automatically; nobody gets lost.",
    },
    "queued.checking": {
        "de": (
            "Personio hat nicht geantwortet. Bevor wir noch einmal senden, sehen wir dort nach, ob die "
            "Bewerbung ankam."
        ),
        "en": (
            "Personio did not answer. Before sending again, we look there whether the application arrived."
        ),
    },
    "queued.resting": {
        "de": "Personio nimmt gerade nichts mehr an. Es geht in etwa {rest} von selbst weiter.",
        "en": "Personio is not accepting more right now. This continues automatically in about {rest}.",
    },
    "queued.confirming_duplicate": {
        "de": (
            "Personio meldet, dass es die Bewerbung schon gibt. Wir prüfen das in {confirm_duplicate} noch "
            "einmal."
        ),
        "en": "Personio says the application already exists. We will check again in {confirm_duplicate}.",
    },
    "queued.held": {
        "de": "Ein anderes Match derselben Person auf dieselbe Stelle wird gerade gesendet.",
        "en": "Another match of the same person for the same position is being sent right now.",
    },
    "exporting": {"de": "Wird gerade an Personio gesendet.", "en": "Being sent to Personio."},
    "waiting": {"de": "Wartet. Es geht von selbst weiter.", "en": "Waiting. This continues automatically."},
    "waiting.reconnect": {
        "de": (
            "Personio lehnt eure Zugangsdaten ab. Wir prüfen sie von selbst wieder: zuerst nach "
            "{first_proof}, später jede Stunde, {prove_for} lang. Schneller geht es, wenn ein Admin sie "
            "prüft oder ersetzt."
        ),
        "en": (
            "Personio is rejecting your credentials. We check them again automatically: first after "
            "{first_proof}, later every hour, for {prove_for}. An admin can speed this up by checking or "
            "replacing them."
        ),
    },
    "waiting.feature_off": {
        "de": (
            "Recruiting oder der Zugang für matched.io (API) ist in eurem Personio ausgeschaltet. Wir sehen "
            "von selbst wieder nach: zuerst nach {first_proof}, später jede Stunde, {prove_for} lang. "
            "Schneller geht es, wenn ein Admin es einschaltet und hier prüft."
        ),
        "en": (
            "Recruiting or API access is switched off in your Personio. We check again automatically: first "
            "after {first_proof}, later every hour, for {prove_for}. An admin can speed this up by switching "
            "it on and checking here."
        ),
    },
    "waiting.outage": {
        "de": "Personio ist nicht erreichbar. Sobald es wieder antwortet, geht es von selbst weiter.",
        "en": "Personio is unavailable. This continues automatically once it responds again.",
    },
    "waiting.paused": {
        "de": "Der Export ist angehalten. Nach der Pause geht es von selbst weiter.",
        "en": "Exports are paused. They continue automatically after the pause.",
    },
    "needs_action": {
        "de": "Noch nicht gesendet. Der Support von matched.io kann helfen.",
        "en": "Not sent yet. matched.io support can help.",
    },
    "needs_action.not_linked": {
        "de": "Die Jobanzeige gehört zu keiner Stelle in Personio. Verknüpft sie mit einer Stelle.",
        "en": "The job ad is not linked to a position in Personio. Link it to one.",
    },
    "needs_action.disconnected": {
        "de": "Euer Unternehmen ist nicht mehr mit Personio verbunden. Ein Admin kann es neu verbinden.",
        "en": "Your company is no longer connected to Personio. An admin can reconnect it.",
    },
    "needs_action.position_not_published": {
        "de": (
            "Die Stelle ist in Personio nicht veröffentlicht, oder Karriereseite und Zugangsdaten gehören zu "
            "verschiedenen Gesellschaften. Veröffentlicht die Stelle oder verknüpft eine andere."
        ),
        "en": (
            "The position is not published in Personio, or the careers page and the credentials belong to "
            "different legal entities. Publish the position or link another one."
        ),
    },
    "needs_action.attribute_required": {
        "de": (
            "Euer Personio verlangt eine Angabe, die fehlt. Ergänzt sie im Profil, oder ein Admin legt unter "
            "„Was an Personio geht“ fest, woher sie kommt."
        ),
        "en": (
            "Your Personio requires a detail that is missing. Add it to the profile, or let an admin set "
            "under “What goes to Personio” where it comes from."
        ),
    },
    "needs_action.developer_incomplete": {
        "de": "Im Profil der Person fehlt eine Angabe oder sie passt nicht (Name, E-Mail).",
        "en": "Something in the person's profile is missing or not valid (name, e-mail).",
    },
    "needs_action.developer_unknown": {
        "de": (
            "Das Profil der Person gibt es auf matched.io nicht mehr. Der Support von matched.io kann helfen."
        ),
        "en": "The person's profile is no longer on matched.io. matched.io support can help.",
    },
    "needs_action.job_unknown": {
        "de": "Die Jobanzeige gibt es auf matched.io nicht mehr. Der Support von matched.io kann helfen.",
        "en": "The job ad is no longer on matched.io. matched.io support can help.",
    },
    "needs_action.company_mismatch": {
        "de": (
            "Jobanzeige und Match gehören zu verschiedenen Unternehmen. Der Support von matched.io kann "
            "helfen."
        ),
        "en": "The job ad and the match belong to different companies. matched.io support can help.",
    },
    "needs_action.document_unreadable": {
        "de": "Angaben zu diesem Match lassen sich nicht lesen. Der Support von matched.io kann helfen.",
        "en": "Some of this match's data cannot be read. matched.io support can help.",
    },
    "needs_action.rule_broken": {
        "de": (
            "Eine Angabe im Profil passt nicht zu eurer Regel für dieses Feld. Ein Admin kann die Regel "
            "unter „Was an Personio geht“ ergänzen."
        ),
        "en": (
            "A value in the profile does not fit your rule for this field. An admin can extend the rule "
            "under “What goes to Personio”."
        ),
    },
    "needs_action.option_unknown": {
        "de": (
            "Euer Personio kennt die Auswahl nicht (mehr), die eure Regel nennt. Ein Admin kann sie unter "
            "„Was an Personio geht“ ändern."
        ),
        "en": (
            "Your Personio does not have the option in your rule, or no longer has it. An admin can change "
            "it under “What goes to Personio”."
        ),
    },
    "needs_action.attribute_unknown": {
        "de": (
            "Euer Personio kennt ein Attribut nicht (mehr), das eure Regeln nennen. Ein Admin kann sie unter "
            "„Was an Personio geht“ ändern."
        ),
        "en": (
            "Your Personio does not have an attribute in your rules, or no longer has it. An admin can "
            "change them under “What goes to Personio”."
        ),
    },
    "needs_action.account_changed": {
        "de": (
            "Die Bewerbung ging vielleicht schon an euer früheres Personio-Konto und wird dort nicht "
            "wiederholt. Seht dort nach."
        ),
        "en": (
            "The application may have reached your previous Personio account and is not sent there again. "
            "Please check there."
        ),
    },
    "needs_action.refused": {
        "de": "Personio hat die Bewerbung abgelehnt. Der Support von matched.io kann helfen.",
        "en": "Personio rejected the application. matched.io support can help.",
    },
    "needs_action.erased": {
        "de": "Die Person hat ihr Profil auf matched.io gelöscht. Es wird nichts mehr gesendet.",
        "en": "This person deleted their profile on matched.io. Nothing more will be sent.",
    },
    "needs_action.gave_up": {
        "de": (
            "{give_up_after} lang kam keine klare Antwort. Seht in Personio nach und versucht es mit einem "
            "Klick neu."
        ),
        "en": (
            "There was no clear answer for {give_up_after}. Check in Personio, then try again with a click."
        ),
    },
    "exported": {"de": "In Personio angelegt.", "en": "Created in Personio."},
    "exported.read": {
        "de": "In Personio angelegt. Die Antwort ging verloren; wir haben die Bewerbung dort gefunden.",
        "en": "Created in Personio. The answer was lost; we found the application there.",
    },
    "exported.inferred": {
        "de": (
            "In Personio angelegt. Die Antwort ging verloren; die Wiederholung zeigte, dass die Person da "
            "ist."
        ),
        "en": "Created in Personio. The answer was lost; a second attempt showed that the person is there.",
    },
    "exported.still_in_personio": {
        "de": "In Personio angelegt. Die Person steht dort noch; es kam nichts Neues hinzu.",
        "en": "Created in Personio. The person is still there; nothing was added.",
    },
    "already_in_personio": {
        "de": "Die Person hat sich auf diese Stelle schon auf anderem Weg beworben.",
        "en": "The person has already applied for this position in another way.",
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
        "en": "Cancelled. An earlier attempt may have arrived: check in Personio.",
    },
}

HINTS: Mapping[str, Words] = {
    "not_found_again": {
        "de": (
            "Wir haben die Bewerbung in Personio nicht wiedergefunden und sehen nicht, was aus ihr wird. "
            "Vielleicht wurde dort die Adresse oder die Stelle geändert."
        ),
        "en": (
            "We could not find the application in Personio again and cannot see what becomes of it. Perhaps "
            "its address or position was changed there."
        ),
    },
    "outcome_forgotten": {
        "de": (
            "Ein früherer Versuch kam vielleicht an. Seht in Personio nach; steht die Person dort nicht, "
            "exportiert sie noch einmal."
        ),
        "en": (
            "An earlier attempt may have arrived. Check in Personio; if the person is not there, export "
            "again."
        ),
    },
    "other_legal_entity": {
        "de": (
            "Eure Karriereseite zeigt die Stelle, aber die Zugangsdaten erreichen sie nicht: Beide gehören "
            "zu verschiedenen Gesellschaften. Verbindet Personio mit Zugangsdaten derselben Gesellschaft."
        ),
        "en": (
            "Your careers page shows the position, but your credentials do not reach it: the two belong to "
            "different legal entities. Connect Personio with credentials of the same entity."
        ),
    },
}

CONNECTION_STATES: Mapping[str, Words] = {
    "none": {"de": "Noch nicht verbunden.", "en": "Not connected yet."},
    "connected": {"de": "Verbunden.", "en": "Connected."},
    "needs_reconnect": {
        "de": (
            "Personio lehnt die Zugangsdaten ab. Wir prüfen sie von selbst wieder: zuerst nach "
            "{first_proof}, später jede Stunde, {prove_for} lang. Schneller geht es, wenn ein Admin sie hier "
            "prüft oder, falls es in Personio neue gibt, ersetzt."
        ),
        "en": (
            "Personio is rejecting the credentials. We check them again automatically: first after "
            "{first_proof}, later every hour, for {prove_for}. An admin can speed this up by checking them "
            "here or, if there are new ones in Personio, by replacing them."
        ),
    },
    "needs_reconnect.client_unknown": {
        "de": "Personio kennt den API-Client nicht mehr. Erstellt dort einen neuen und tragt ihn hier ein.",
        "en": "Personio no longer knows the API client. Create a new one there and enter it here.",
    },
    "needs_reconnect.client_secret_wrong": {
        "de": "Das Secret des API-Clients gilt nicht mehr. Tragt das neue hier ein.",
        "en": "The API client's secret is no longer valid. Enter the new one here.",
    },
    "needs_reconnect.client_refused": {
        "de": "Personio lehnt den API-Client ab. Ersetzt ihn durch einen neuen.",
        "en": "Personio rejects the API client. Replace it with a new one.",
    },
    "needs_reconnect.access_refused": {
        "de": "Personio lehnt jeden Zugriff des API-Clients ab. Ersetzt ihn durch einen neuen.",
        "en": "Personio rejects everything the API client asks for. Replace it with a new one.",
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
        "de": (
            "Recruiting oder der Zugang für matched.io (API) ist in Personio ausgeschaltet. Wir sehen von "
            "selbst wieder nach: zuerst nach {first_proof}, später jede Stunde, {prove_for} lang. Schneller "
            "geht es, wenn ein Admin es in Personio einschaltet und hier prüft."
        ),
        "en": (
            "Recruiting or API access is switched off in Personio. We check again automatically: first after "
            "{first_proof}, later every hour, for {prove_for}. An admin can speed this up by switching it on "
            "in Personio and checking here."
        ),
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
