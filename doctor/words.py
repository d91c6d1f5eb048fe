"""What people read, in German and in English. What belongs to one row or step stands there."""

from typing import Literal, NamedTuple, get_args

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Words(NamedTuple):
    """One sentence in both languages."""

    de: str
    en: str

    def of(self, language: Language) -> str:
        """It in one of them."""
        return self.en if language == "en" else self.de


W = Words  # short, so that a row of a table stays one

CAREERS_URL = Words("Adresse der Karriereseite: ", "Address of the careers page: ")
COMPANY_ID = Words("Company-ID (leer: ohne Token): ", "Company-ID (empty: without a token): ")
TOKEN = Words("Recruiting-API-Token (unsichtbar): ", "Recruiting API token (not shown): ")
CLIENT_ID = Words("Client-ID der API v2 (leer: ohne): ", "Client id of API v2 (empty: without): ")
CLIENT_SECRET = Words("Client-Secret (unsichtbar): ", "Client secret (not shown): ")
NO_ADDRESS = Words("Das ist keine Karriereseite bei Personio.", "That is no careers page at Personio.")
NO_INPUT = Words(
    "Es fehlt eine Eingabe; ohne Terminal nennt die Umgebung sie (docs/personio-as-assumed.md).",
    "An input is missing; without a terminal the environment names it (docs/personio-as-assumed.md).",
)
CREATE_NEEDS = Words(
    "Anlegen braucht alle drei: --create, ein oder zwei --position, und eine Adresse als --email.",
    "To create takes all three: --create, one or two --position, and an address as --email.",
)
UNREADABLE = Words(
    "{file} ist keine OpenAPI-Beschreibung, die sich lesen lässt.",
    "{file} is no OpenAPI description that can be read.",
)

PLAN = Words("Das wird an Personio geschickt:", "This will be sent to Personio:")
HARMLESS = Words("Harmlos, niemand wird angelegt:", "Harmless, nobody is created:")
LIMITING = Words("Bis Personio bremst (--limit):", "Until Personio limits it (--limit):")
CREATING = Words(
    "Legt an (--create), hält bei der ersten Überraschung:",
    "Creates (--create), stops at the first surprise:",
)
LEAVES = Words("bleibt: {what}", "leaves: {what}")
ALL = Words(
    "Höchstens {count} Anfragen, je Endpunkt 20 in 60 s; eine mit 429 nach einer Minute noch einmal.",
    "{count} requests at most, 20 in 60 s for each endpoint; one that meets 429 once more after a minute.",
)
GO_ON = Words("Abschicken? [j/N] ", "Send them? [y/N] ")
YES = Words("j", "y")
STOPPED = Words("Nichts wurde geschickt.", "Nothing was sent.")

WAITS = Words("  wartet {seconds} s", "  waits {seconds} s")
ASSUMED = Words("angenommen: {assumed}", "assumed: {assumed}")
DIFFERENT = Words("angenommen: {assumed}; hier: {observed}", "assumed: {assumed}; here: {observed}")
VALUES = {
    True: Words("ja", "yes"),
    False: Words("nein", "no"),
}
REASONS = {
    "never": Words("wird nicht gefragt", "is not asked"),
    "not_given": Words(
        "dafür fehlen Zugangsdaten oder Erlaubnis", "needs credentials or leave that were not given"
    ),
    "no_answer": Words("keine Antwort", "no answer"),
    "unclear": Words("war hier nicht zu sehen", "could not be seen here"),
}
SUMMARY = Words(
    "{same} wie angenommen (✓), {different} anders (≠), {unknown} offen (?). Bericht: {file}",
    "{same} as assumed (✓), {different} different (≠), {unknown} open (?). Report: {file}",
)
ALARM = Words(
    "Angehalten bei „{step}“: Personio legte an, was es nicht sollte, oder antwortete nicht.",
    'Stopped at "{step}": Personio created what it should not have, or did not answer.',
)
INTERRUPTED = Words("Abgebrochen.", "Interrupted.")
FAULT = Words("Eine Frage scheiterte an der Antwort: {fault}", "A question failed at the answer: {fault}")
LEFT_BEHIND = Words("Das blieb zurück:", "This was left behind:")
DELETE = Words(
    "Zum Löschen: in Personio unter Recruiting nach der Adresse suchen (auch mit +doctor), Profil öffnen, "
    "die Bewerbung löschen; bleibt die Person als Kandidat stehen, auch sie.",
    "To delete: in Personio, under Recruiting, search for the address (also with +doctor), open the profile, "
    "delete the application; if the person stays as a candidate, delete them too.",
)
NO_ANSWERS = Words("Personio hat auf nichts geantwortet.", "Personio answered to nothing.")
