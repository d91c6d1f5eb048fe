"""THE TABLE: what this project assumes of Personio. Everything else here is derived from it.

A number is never given to another claim. The observation of a row with a `switch` is a value that the stand-in's
switch of that name takes (local/personio/switches.py), so that a report can set it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from doctor import steps
from doctor.answers import CODES
from doctor.steps import Step
from doctor.words import W, Words

Value = bool | int | float | str


class Confidence(StrEnum):
    """Who says so."""

    DOCUMENTED = "documented"  # Personio
    MEASURED = "measured"  # somebody who asked it live
    INFERRED = "inferred"  # from the code and the tests of a public client
    ASSUMED = "assumed"  # nobody


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """One row.

    Attributes:
        number: its letter is the part of Personio: Feed, Recruiting, Documents, Tokens, Lists, Creating, Pace.
        relied_on: the file that would be wrong first.
        assumed: what the stand-in answers.
        tolerated: of a measured figure, up to which our code is right all the same.
        words: what a text may be; whatever else is seen is `other`.
        source: who says so, and when.
        steps: how it is asked, the deciding one first; none where a description says it (--openapi), or where
            it is not asked: `why_not` says the reason.
    """

    number: str
    key: str
    claim: Words
    relied_on: str
    assumed: Value
    source: str
    confidence: Confidence
    steps: tuple[Step, ...]
    switch: str | None = None
    tolerated: float | None = None
    words: tuple[str, ...] = ()
    why_not: Words | None = None

    def holds(self, observed: Value) -> bool:
        """Whether our code may go on assuming."""
        if self.tolerated is not None:
            return isinstance(observed, int | float) and observed <= self.tolerated
        return type(observed) is type(self.assumed) and observed == self.assumed

    def nameable(self, observed: Value) -> Value:
        """`observed` as far as it may be kept: a figure, or a word of the row's own."""
        known = {*self.words, self.assumed}
        return observed if not isinstance(observed, str) or observed in known else "other"


DOCUMENTED, MEASURED, INFERRED, ASSUMED = Confidence
SHAPES = ("fields", "reason", "message", "generic", "envelope", "problem", "oauth", "text", "html", "empty")
STATUSES = ("400", "401", "403", "404", "409", "422")

FETCH = "shared/adapters/personio/feed.py"
XML = "shared/adapters/personio/feed_xml.py"
MEMORY = "shared/adapters/personio/feed_memory.py"
BODY = "shared/adapters/personio/body.py"
ANSWERS = "shared/adapters/personio/answers.py"
API = "shared/adapters/personio/api.py"
UPLOADS = "shared/adapters/personio/documents.py"
ACCESS = "shared/adapters/personio/client_credentials.py"
TOKENS = "shared/adapters/personio/access_tokens.py"
GATEWAY = "shared/adapters/personio/gateway.py"
JOBS = "shared/adapters/personio/jobs.py"
PROOF = "docs/decisions/0005-proving-a-token.md"
PACE = "shared/domain/ledger/account.py"
SETTLE = "shared/domain/ledger/settlement.py"
CVS = "shared/adapters/tuning.py"
PORTS = "shared/ports.py"
APPLICANTS = "shared/adapters/personio/applicants.py"
READ_SHAPES = "shared/adapters/personio/applications_read.py"
LISTS = "shared/adapters/personio/lists.py"
LISTED_AFTER = "shared/domain/ledger/pace.py"

SPEC = "OpenAPI personio-recruiting-api.yaml, 2025-01-27"
INTRO = "developer.personio.de, introduction-1"
SUBMISSION = "developer.personio.de, changelog job-application-submission, 2026"
GA = "developer.personio.de, changelog recruiting-api-is-generally-available"
TOKEN = "developer.personio.de, reference post_v2-auth-token"  # noqa: S105 - a page
XML_HELP = "support.personio.de, 207576365"
ADDER = "dev.to/adderleydata, measured Oct 2026"
DODO = "dev.to/dododata, measured 21 Oct 2026"
FORUM = "developer.personio.de/discuss"
NOBODY = "undocumented"


def _row(
    number: str,
    key: str,
    claim: Words,
    assumed: Value,
    relied_on: str,
    confidence: Confidence,
    source: str,
    asked: Iterable[Step],
    *,
    switch: bool = False,
    tolerated: float | None = None,
    words: tuple[str, ...] = (),
) -> Assumption:
    return Assumption(
        number=number,
        key=key,
        claim=claim,
        relied_on=relied_on,
        assumed=assumed,
        source=source,
        confidence=confidence,
        steps=tuple(asked),
        switch=key if switch else None,
        tolerated=tolerated,
        words=words,
    )


def _unasked(
    number: str, key: str, claim: Words, assumed: Value, relied_on: str, source: str, why_not: Words
) -> Assumption:
    return Assumption(
        number=number,
        key=key,
        claim=claim,
        relied_on=relied_on,
        assumed=assumed,
        source=source,
        confidence=ASSUMED,
        steps=(),
        switch=key,
        why_not=why_not,
    )


# fmt: off
TABLE: tuple[Assumption, ...] = (
    # The careers page and its feed
    _row("F1", "feed_enabled", W("Der Feed ist eingeschaltet.", "The feed is switched on."),
         True, FETCH, DOCUMENTED, XML_HELP, [steps.FEED, steps.PAGE], switch=True),
    _row("F2", "left", W("Die Firma hat Personio verlassen: ihre Seite führt zu Personios eigener.",
                         "The company has left Personio: its page leads to Personio's own."),
         False, FETCH, MEASURED, "200 dead names, Aug 2026", [steps.FEED], switch=True),
    _row("F3", "feed_type", W("Der Feed nennt sich", "The feed calls itself"),
         "text/xml", FETCH, MEASURED, ADDER, [steps.FEED], words=("application/xml", "text/html")),
    _row("F4", "other_tld", W("Unter der anderen Domain (.de, .com) antwortet", "Under the other domain (.de, .com) answers"),
         "same", FETCH, MEASURED, DODO, [steps.FEED_OTHER], switch=True, words=("404", "307")),
    _row("F5", "unknown_slug", W("Ein Name, den niemand hat, wird beantwortet mit", "A name that nobody has is answered by"),
         "404", FETCH, MEASURED, DODO, [steps.FEED_NOBODY], switch=True, words=("307",)),
    _row("F6", "default_language", W("Ohne language= kommt der Feed auf", "Without language= the feed comes in"),
         "de", FETCH, DOCUMENTED, XML_HELP, [steps.FEED, steps.FEED_BARE], switch=True, words=("en", "fr", "es", "nl", "it", "pt")),
    _row("F7", "same_positions", W("Jede Sprache nennt dieselben Stellen.", "Each language names the same positions."),
         True, XML, MEASURED, ADDER, [steps.FEED]),
    _row("F8", "odd_elements", W("So viele Elemente kennen wir nicht:", "So many elements are unknown to us:"),
         0, XML, DOCUMENTED, SPEC, [steps.FEED]),
    _row("F9", "read_alike", W("Wir lesen aus dem Feed dieselben Stellen und Titel wie ein einfacher Leser.",
                               "We read the same positions and titles as a plain reader does."),
         True, XML, ASSUMED, NOBODY, [steps.FEED]),
    _row("F10", "last_modified", W("Der Feed sagt, wann er sich zuletzt geändert hat.", "The feed tells when it changed last."),
         True, MEMORY, INFERRED, "threadi/wp-personio-integration-light", [steps.FEED]),
    _row("F11", "validators", W("Er hat einen ETag und antwortet auf ihn mit 304.", "It has an ETag, and answers to it by 304."),
         True, MEMORY, ASSUMED, NOBODY, [steps.FEED, steps.FEED_AGAIN], switch=True),
    _row("F12", "gzip", W("Er wird gepackt übertragen.", "It is sent packed."),
         True, "shared/adapters/personio/http.py", ASSUMED, NOBODY, [steps.FEED], switch=True),
    # Applications
    _row("R1", "body_first", W("v1 prüft den Inhalt vor dem Token: Leeres mit falschem Token ergibt",
                               "v1 looks at the body before the token: an empty one with a wrong token gives"),
         "400", PROOF, MEASURED, f"{FORUM}/68fb50fe, Oct 2025", [steps.EMPTY_WRONG], words=STATUSES),
    _row("R2", "wrong_token", W("Vollständiges mit falschem Token ergibt", "A complete one with a wrong token gives"),
         "401", ANSWERS, MEASURED, f"{FORUM}/68fb50fe, Oct 2025", [steps.COMPLETE_WRONG], words=STATUSES),
    _row("R3", "unauthorized_body", W("Der Inhalt eines solchen 401 ist", "The body of such a 401 is"),
         "text", ANSWERS, MEASURED, f"{FORUM}/645b7d22", [steps.COMPLETE_WRONG], switch=True, words=("json", "empty")),
    _row("R4", "missing_field", W("Ein fehlendes Feld wird genannt in der Form", "A missing field is told in the shape"),
         "reason", ANSWERS, MEASURED, f"{FORUM}/649e8339", [steps.MISSING_FIELD], words=SHAPES),
    _row("R5", "unknown_job", W("Eine Stelle, die es nicht gibt, ergibt", "A position that does not exist gives"),
         "400", ANSWERS, DOCUMENTED, SPEC, [steps.UNKNOWN_POSITION], switch=True, words=STATUSES),
    _row("R6", "refusal_shape", W("Gründe zu einem Feld kommen in der Form", "Reasons about a field come in the shape"),
         "fields", ANSWERS, MEASURED, "wordpress.org, application-export, Jul 2023", [steps.UNKNOWN_POSITION], words=SHAPES),
    _row("R7", "unknown_fields", W("Ein Feld am falschen Ort: ablehnen oder übergehen?", "A field in the wrong place: refuse or ignore?"),
         "refuse", BODY, MEASURED, f"{FORUM}/62c6f85c", [steps.UNKNOWN_FIELD], switch=True, words=("ignore",)),
    _row("R8", "strict_integers", W("Eine Zahl als Text wird abgelehnt.", "A number sent as a text is refused."),
         False, BODY, INFERRED, "nitsan-technologies/ns_personio", [steps.POSITION_AS_TEXT], switch=True),
    _row("R9", "recruiting", W("Das Konto hat das Recruiting.", "The account has recruiting."),
         True, ANSWERS, DOCUMENTED, SPEC, [steps.DOCUMENT], switch=True),
    _row("R10", "public_api", W("Das Konto lässt die API zu.", "The account lets the API in."),
         True, ANSWERS, DOCUMENTED, SPEC, [steps.DOCUMENT], switch=True),
    _row("R11", "feature_body", W("Was davon fehlt, wird gesagt in der Form", "What of these is off is told in the shape"),
         "fields", ANSWERS, DOCUMENTED, SPEC, [steps.DOCUMENT], switch=True, words=("generic",)),
    _row("R12", "credentials", W("Die Zugangsdaten gelten: ein Dokument ergibt kein 401.",
                                 "The credentials hold: a document does not give 401."),
         True, PROOF, ASSUMED, NOBODY, [steps.DOCUMENT]),
    # Documents
    _row("D1", "document_wrong_token", W("Ein Dokument mit falschem Token ergibt", "A document with a wrong token gives"),
         "401", PROOF, ASSUMED, NOBODY, [steps.DOCUMENT_WRONG], words=STATUSES),
    _row("D2", "documents_order", W("Bei Dokumenten prüft v1 zuerst Token (auth_first) oder Datei (file_first):", "Of a document v1 looks first at token (auth_first) or file (file_first):"),
         "auth_first", PROOF, ASSUMED, NOBODY, [steps.TYPE_WRONG], switch=True, words=("file_first",)),
    _row("D3", "document_taken", W("Ein Dokument wird mit 200 und uuid angenommen.", "A document is taken by 200 and a uuid."),
         True, UPLOADS, DOCUMENTED, SPEC, [steps.DOCUMENT]),
    _row("D4", "document_type", W("Ein unerlaubter Dateityp ergibt", "A type of file that is not taken gives"),
         "422", UPLOADS, DOCUMENTED, SPEC, [steps.TYPE], words=("400", "415", "200")),
    _row("D5", "no_file", W("Kein Formular ergibt die Form", "What is no form gives the shape"),
         "reason", ANSWERS, MEASURED, f"{FORUM}/6516a52b", [steps.NO_FILE], words=SHAPES),
    _row("D6", "document_bytes", W("Das größte angenommene Dokument (Byte):", "The largest document taken (bytes):"),
         20 * 1024 * 1024, CVS, DOCUMENTED, INTRO, [steps.SIZES], switch=True),
    _row("D7", "document_too_big", W("Ein zu großes Dokument ergibt", "A document that is too big gives"),
         "413", UPLOADS, DOCUMENTED, SPEC, [steps.SIZES], words=("400", "422")),
    # Access tokens of v2
    _row("T1", "token_seconds", W("Ein Zugangstoken hält (Sekunden)", "An access token holds for (seconds)"),
         86_400, TOKENS, INFERRED, "borgels/mcp-server-personio", [steps.GRANT], switch=True),
    _row("T2", "new_token_ends_older", W("Ein neues Token beendet das ältere.", "A new token ends the older one."),
         False, TOKENS, ASSUMED, NOBODY, [steps.GRANT, steps.JOBS_OLDER], switch=True),
    _row("T3", "bad_client", W("Ein falsches Secret ergibt", "A wrong secret gives"),
         "400", ACCESS, DOCUMENTED, TOKEN, [steps.SECRET_WRONG], switch=True, words=("401",)),
    _row("T4", "secret_code", W("Ein falsches Secret heißt", "A wrong secret is called"),
         "unauthorized_client", ACCESS, ASSUMED, NOBODY, [steps.SECRET_WRONG], words=tuple(CODES)),
    _row("T5", "client_code", W("Ein unbekannter Client heißt", "An unknown client is called"),
         "invalid_client", ACCESS, ASSUMED, NOBODY, [steps.CLIENT_UNKNOWN], words=tuple(CODES)),
    _row("T6", "token_json", W("JSON statt eines Formulars ergibt", "JSON instead of a form gives"),
         "400", ACCESS, DOCUMENTED, TOKEN, [steps.GRANT_JSON], words=("200", "401", "415")),
    _row("T7", "revoked", W("Ein widerrufenes Token hält nicht mehr.", "A revoked token does not hold any more."),
         True, ACCESS, DOCUMENTED, TOKEN, [steps.REVOKE, steps.JOBS_REVOKED]),
    _row("T8", "wrong_bearer", W("Ein falsches Zugangstoken ergibt auch bei leerem Inhalt",
                                 "A wrong access token gives, with an empty body too,"),
         "401", ACCESS, ASSUMED, NOBODY, [steps.V2_WRONG], words=STATUSES),
    _row("T9", "missing_scope", W("Ein Token ohne das Recht ergibt", "A token that may not do it gives"),
         "403", GATEWAY, DOCUMENTED, "common-components-v2.json", [steps.GRANT_READ, steps.V2_READ_ONLY], switch=True, words=("401", "400")),
    _row("T10", "token_limit_requests", W("So viele Tokens gibt es in einer Minute:", "So many tokens are given out in a minute:"),
         150, ACCESS, ASSUMED, NOBODY, [steps.GRANT], switch=True),
    _row("T11", "client", W("Der Client bekommt ein Zugangstoken.", "The client is given an access token."),
         True, ACCESS, DOCUMENTED, TOKEN, [steps.GRANT]),
    _row("T12", "may_read", W("Der Client darf lesen (Recruiting, read).", "The client may read (Recruiting, read)."),
         True, PORTS, DOCUMENTED, GA, [steps.JOBS]),
    _row("T13", "may_write", W("Der Client darf schreiben (Recruiting, write).", "The client may write (Recruiting, write)."),
         True, PORTS, DOCUMENTED, "developer.personio.de, reference pages of both POSTs", [steps.V2_UNKNOWN_POSITION]),
    # What v2 lets read, and how it refuses
    _row("L1", "business_errors", W("v2 lehnt eine Bewerbung ab in der Form", "v2 refuses an application in the shape"),
         "v1", ANSWERS, DOCUMENTED, SUBMISSION, [steps.V2_UNKNOWN_POSITION], switch=True, words=("envelope", "problem")),
    _row("L2", "no_company_id", W("v2 braucht keine X-Company-ID.", "v2 needs no X-Company-ID."),
         True, ACCESS, ASSUMED, NOBODY, [steps.V2_UNKNOWN_POSITION]),
    _row("L3", "feed_ids", W("Die Nummern des Feeds sind die von v2.", "The feed's ids are those of v2."),
         True, JOBS, INFERRED, "stephaneberle9/personio-client", [steps.JOB]),
    _row("L4", "unknown_id", W("Eine unbekannte Nummer ergibt", "An unknown id gives"),
         "404", JOBS, DOCUMENTED, GA, [steps.JOB_UNKNOWN], words=STATUSES),
    _row("L5", "next_link", W("Die Adresse der nächsten Seite ist", "The next page's address is"),
         "absolute", LISTS, DOCUMENTED, "changelog, attendance, 2026", [steps.JOBS], switch=True, words=("relative",)),
    _row("L6", "next_page", W("Die nächste Seite nennt andere Stellen.", "The next page names other positions."),
         True, LISTS, DOCUMENTED, GA, [steps.JOBS, steps.JOBS_NEXT]),
    _row("L7", "newest_first", W("Das zuletzt Geänderte steht zuerst.", "What changed last comes first."),
         True, LISTS, DOCUMENTED, GA, [steps.JOBS]),
    _row("L8", "read_times", W("Zeiten stehen da als", "Times are told as"),
         "local", READ_SHAPES, INFERRED, "stephaneberle9/personio-client", [steps.JOBS], switch=True, words=("utc", "text")),
    _row("L9", "gateway_rate", W("x-ratelimit-replenish-rate:", "x-ratelimit-replenish-rate:"),
         30, GATEWAY, ASSUMED, NOBODY, [steps.JOBS], switch=True, words=("absent",)),
    _row("L10", "gateway_burst", W("x-ratelimit-burst-capacity:", "x-ratelimit-burst-capacity:"),
         100, GATEWAY, ASSUMED, NOBODY, [steps.JOBS], switch=True, words=("absent",)),
    _row("L11", "gateway_cost", W("x-ratelimit-requested-tokens:", "x-ratelimit-requested-tokens:"),
         1, GATEWAY, ASSUMED, NOBODY, [steps.JOBS], switch=True, words=("absent",)),
    _row("L12", "email_filter", W("candidate.email filtert; Großschreibung:", "candidate.email filters; upper and lower case:"),
         "any_case", APPLICANTS, INFERRED, "several clients", [steps.LISTED, steps.BY_ADDRESS], switch=True, words=("exact_case", "ignored")),
    _row("L13", "stage_form", W("Eine Systemphase ist zu erkennen an", "A system stage is known by its"),
         "id", READ_SHAPES, ASSUMED, NOBODY, [steps.LISTED, steps.READ_BACK], switch=True, words=("type", "kind", "name")),
    _row("L14", "filter_named", W("Personios Beschreibung (--openapi) nennt candidate.email.",
                                  "Personio's description (--openapi) names candidate.email."),
         True, APPLICANTS, INFERRED, "several clients", []),
    _row("L15", "dry_run_named", W("Sie nennt einen Parameter, der eine Bewerbung nur prüft.",
                                   "It names a parameter that has an application checked only."),
         True, PORTS, ASSUMED, "reference page of the POST, as reported; its name did not come through", []),
    _row("L16", "single_plain", W("Eine einzelne Stelle kommt ohne Umschlag, mit ihrer Nummer.", "A single position comes without an envelope, with its id."),
         True, JOBS, DOCUMENTED, "developer.personio.de, reference get_v2-recruiting-jobs-id", [steps.JOB]),
    _row("L17", "remaining_told", W("x-ratelimit-remaining ist eine Zahl.", "x-ratelimit-remaining is a number."),
         True, GATEWAY, INFERRED, "stephaneberle9/personio-client", [steps.JOBS]),
    _row("L18", "listed_moment", W("Eine gelistete Bewerbung sagt, in welchem Moment sie einging.",
                                   "A listed application tells the moment at which it came in."),
         True, READ_SHAPES, INFERRED, "stephaneberle9/personio-client", [steps.LISTED]),
    _row("L19", "application_plain", W("Eine einzelne Bewerbung kommt mit Nummer und Phase.",
                                       "A single application comes with its id and its stage."),
         True, READ_SHAPES, DOCUMENTED, GA, [steps.APPLICATION, steps.LISTED]),
    _row("L20", "transitions_told", W("Ihre Phasen sagen, wann sie erreicht wurden.", "Its stages tell when they were entered."),
         True, READ_SHAPES, DOCUMENTED, GA, [steps.TRANSITIONS, steps.LISTED]),
    # Pace
    _row("P1", "rate_limit_requests", W("So viele Bewerbungen, und Dokumente, nimmt Personio in 60 s:",
                                        "So many applications, and documents, are taken in 60 s:"),
         20, PACE, DOCUMENTED, INTRO, [steps.FILL], switch=True),
    _row("P2", "rate_limit", W("Was darüber geht, ergibt 429.", "What goes beyond gives 429."),
         True, PACE, DOCUMENTED, INTRO, [steps.FILL], switch=True),
    _row("P3", "retry_after", W("429 sagt, wann es wieder geht (Retry-After).", "429 says when to come back (Retry-After)."),
         False, SETTLE, ASSUMED, NOBODY, [steps.FILL]),
    _row("P4", "rate_limit_seconds", W("Es geht wieder nach (Sekunden)", "It is open again after (seconds)"),
         60.0, PACE, DOCUMENTED, INTRO, [steps.FILL, steps.OPEN_AGAIN], switch=True, tolerated=66.0),
    _unasked("P5", "address_limit_requests", W("So viele Anfragen nimmt v1 je IP-Adresse und Minute:",
                                               "So many requests does v1 take per IP address and minute:"),
             2000, PACE, "tos-api-security-1 (documented)",
             W("2000 Anfragen in einer Minute wären ein Angriff.", "2,000 requests in a minute would be an attack.")),
    # What takes an applicant to find out
    _row("C1", "channel_code", W("Ein unbekannter Kanal heißt", "An unknown channel is called"),
         "errors.posting-validation.channel-not-found", ANSWERS, DOCUMENTED, SPEC, [steps.CHANNEL], words=tuple(CODES)),
    _row("C2", "attribute_code", W("Ein unbekanntes Attribut heißt", "An unknown attribute is called"),
         "errors.attribute-validation.unknown", ANSWERS, DOCUMENTED, SPEC, [steps.ATTRIBUTE], words=tuple(CODES)),
    _row("C3", "date_code", W("Ein Datum in der Zukunft heißt", "A date in the future is called"),
         "errors.date-validation.date-in-the-future", ANSWERS, DOCUMENTED, SPEC, [steps.DATE], words=tuple(CODES)),
    _row("C4", "phase_code", W("Eine unbekannte Systemphase heißt", "An unknown system phase is called"),
         "errors.phase-validation.invalid-system-phase", ANSWERS, DOCUMENTED, SPEC, [steps.PHASE], words=tuple(CODES)),
    _row("C5", "file_code", W("Ein Dokument, das es nicht gibt, heißt", "A document that does not exist is called"),
         "errors.file-validation.file-not-exists", ANSWERS, DOCUMENTED, SPEC, [steps.FILE], words=tuple(CODES)),
    _row("C6", "dry_run", W("Die Prüfung legt niemanden an.", "The check creates nobody."),
         True, PORTS, ASSUMED, "reference page of the POST, as reported", [steps.DRY_RUN, steps.CREATE]),
    _row("C7", "created_status", W("Eine angelegte Bewerbung ergibt", "An application that is created gives"),
         "201", ANSWERS, DOCUMENTED, SPEC, [steps.CREATE], words=("200", "202", "204")),
    _row("C8", "created_body", W("Der Inhalt dieser Antwort ist", "The body of that answer is"),
         "empty", ANSWERS, ASSUMED, NOBODY, [steps.CREATE], switch=True, words=("json",)),
    _row("C9", "unknown_phase", W("Eine Phase, die es nicht gibt, ist kein Fehler.", "A phase that does not exist is no error."),
         True, BODY, DOCUMENTED, SPEC, [steps.CREATE]),
    _row("C10", "duplicate_rule", W("Dieselbe Bewerbung noch einmal wird abgelehnt (on) oder angelegt (off):",
                                    "The same application again is refused (on) or created (off):"),
         "on", ANSWERS, DOCUMENTED, SPEC, [steps.AGAIN], switch=True, words=("off",)),
    _unasked("C11", "duplicate_delay", W("Zwei zugleich, wo die Prüfung langsam ist (Sekunden):",
                                         "Two at the same time, where the rule is slow (seconds):"),
             0.2, SETTLE, NOBODY,
             W("Zwei zugleich könnten zwei anlegen.", "Two at the same time could create two.")),
    _row("C12", "any_case_is_one", W("Großbuchstaben machen keine andere Person.", "Capitals make no other person."),
         True, ANSWERS, ASSUMED, NOBODY, [steps.OTHER_CASE]),
    _row("C13", "plus_is_another", W("Ein + macht eine andere Person.", "A + makes another person."),
         True, ANSWERS, ASSUMED, NOBODY, [steps.PLUS]),
    _row("C14", "second_position", W("Für eine zweite Stelle gibt es eine zweite Bewerbung.",
                                     "For a second position there is a second application."),
         True, ANSWERS, MEASURED, "wordpress.org, application-export", [steps.SECOND_POSITION]),
    _row("C15", "index_seconds", W("Eine neue Bewerbung ist gelistet nach (Sekunden)", "A new application is listed after (seconds)"),
         0.0, LISTED_AFTER, ASSUMED, NOBODY, [steps.READ_BACK], switch=True, tolerated=240.0),
    _row("C16", "lands_in", W("Mit einer Phase, die es nicht gibt, steht sie in", "With a phase that does not exist it stands in"),
         "unassigned", READ_SHAPES, DOCUMENTED, SPEC, [steps.READ_BACK, steps.CREATE], words=("rejected", "withdrawn", "offer", "accepted")),
    _row("C17", "plus_is_found", W("candidate.email findet eine Adresse mit +.", "candidate.email finds an address with +."),
         True, APPLICANTS, ASSUMED, NOBODY, [steps.READ_PLUS, steps.PLUS]),
)
# fmt: on

BY_KEY = {row.key: row for row in TABLE}
