"""Every request the doctor may send: where to, with what, how often at most, and what it leaves behind.

A request that is no step of the plan shown first is never sent (conversation.py).
"""

from dataclasses import dataclass
from enum import StrEnum

from doctor.words import W, Words


class Need(StrEnum):
    """What a step takes beside the address of a careers page."""

    NOTHING = "nothing"
    TOKEN = "token"  # noqa: S105 - a kind of credentials
    CLIENT = "client"
    EITHER = "either"
    LIMIT = "limit"  # --limit
    CREATE = "create"  # --create
    DRY_RUN = "dry_run"  # --create, and a description that names such a parameter
    SECOND = "second"  # --create with a second --position
    READ_BACK = "read_back"  # --create with a client


@dataclass(frozen=True, kw_only=True)
class Step:
    """One kind of request.

    Attributes:
        address: `{board}`, `{other}` and `{nobody}` are careers pages, `{api}` is Personio's API, `{v}` the
            version that the account's credentials are for, v1 where it has both.
        most: how often it is sent at most.
    """

    name: str
    method: str
    address: str
    need: Need
    sent: Words
    leaves: Words | None = None
    most: int = 1


APPLICATIONS = "{api}/{v}/recruiting/applications"
DOCUMENTS = f"{APPLICATIONS}/documents"
V1 = "{api}/v1/recruiting/applications"
V2 = "{api}/v2/recruiting/applications"
TOKENS = "{api}/v2/auth/token"
READ = "{api}/v2/recruiting"

UPLOAD = W("ein Dokument, das keine Bewerbung je nennt", "a document that no application will ever name")
APPLICANT = W("eine Bewerbung unter der angegebenen Adresse", "an applicant under the address that was given")


def _get(name: str, address: str, need: Need, sent: Words, most: int = 1) -> Step:
    return Step(name=name, method="GET", address=address, need=need, sent=sent, most=most)


def _post(
    name: str, address: str, need: Need, sent: Words, leaves: Words | None = None, most: int = 1
) -> Step:
    return Step(name=name, method="POST", address=address, need=need, sent=sent, leaves=leaves, most=most)


# fmt: off
# The careers page
FEED = _get("feed", "{board}/xml", Need.NOTHING, W("in jeder Sprache", "in each language"), most=7)
FEED_BARE = _get("feed_bare", "{board}/xml", Need.NOTHING, W("ohne Sprache", "without a language"))
FEED_AGAIN = _get("feed_again", "{board}/xml", Need.NOTHING, W("nur falls verändert", "only if it has changed"))
PAGE = _get("page", "{board}/", Need.NOTHING, W("falls der Feed fehlt", "if there is no feed"))
FEED_OTHER = _get("feed_other", "{other}/xml", Need.NOTHING, W("unter der anderen Domain", "under the other domain"))
FEED_NOBODY = _get("feed_nobody", "{nobody}/xml", Need.NOTHING, W("ein Name, den niemand hat", "a name that nobody has"))

# With a token of v1
EMPTY_WRONG = _post("empty_wrong", V1, Need.TOKEN, W("leer, falscher Token", "empty, with a wrong token"))
COMPLETE_WRONG = _post("complete_wrong", V1, Need.TOKEN, W("vollständig, Stelle 1, falscher Token", "complete, position 1, with a wrong token"))
DOCUMENT_WRONG = _post("document_wrong", f"{V1}/documents", Need.TOKEN,
    W("ein paar Worte Text, falscher Token", "a few words of text, with a wrong token"))
TYPE_WRONG = _post("type_wrong", f"{V1}/documents", Need.TOKEN,
    W("unerlaubter Dateityp, falscher Token", "a type that is not taken, with a wrong token"))

# With either
UNKNOWN_POSITION = _post("unknown_position", APPLICATIONS, Need.EITHER,
    W("vollständig, für Stelle 1, die es nicht gibt", "complete, for position 1, which does not exist"))
MISSING_FIELD = _post("missing_field", APPLICATIONS, Need.EITHER, W("Stelle 1, ohne Nachname", "position 1, without a last name"))
UNKNOWN_FIELD = _post("unknown_field", APPLICATIONS, Need.EITHER,
    W("Stelle 1, Telefon am falschen Ort", "position 1, the phone number in the wrong place"))
POSITION_AS_TEXT = _post("position_as_text", APPLICATIONS, Need.EITHER, W('Stelle "1" als Text', 'position "1" as a text'))
DOCUMENT = _post("document", DOCUMENTS, Need.EITHER, W("ein paar Worte Text", "a few words of text"), UPLOAD)
TYPE = _post("type", DOCUMENTS, Need.EITHER, W("unerlaubter Dateityp", "a type of file that is not taken"))
NO_FILE = _post("no_file", DOCUMENTS, Need.EITHER, W("kein Formular", "no form"))
SIZES = _post("sizes", DOCUMENTS, Need.EITHER,
    W("20 MiB und 1 Byte; kleiner, bis es passt", "20 MiB and a byte; smaller until one is taken"), UPLOAD, most=4)

# With a client of v2
GRANT = _post("grant", TOKENS, Need.CLIENT,
    W("Client-ID und Secret", "client id and secret"),
    W("Zugangstokens, am Ende widerrufen", "access tokens, revoked at the end"), most=2)
GRANT_READ = _post("grant_read", TOKENS, Need.CLIENT,
    W("dasselbe, nur zum Lesen", "the same, to read only"),
    W("ein Zugangstoken, am Ende widerrufen", "an access token, revoked at the end"))
GRANT_JSON = _post("grant_json", TOKENS, Need.CLIENT, W("Erfundenes, als JSON", "made-up values, as JSON"))
CLIENT_UNKNOWN = _post("client_unknown", TOKENS, Need.CLIENT, W("ein Client, den es nicht gibt", "a client that does not exist"))
SECRET_WRONG = _post("secret_wrong", TOKENS, Need.CLIENT, W("falsches Secret", "a wrong secret"))
REVOKE = _post("revoke", "{api}/v2/auth/revoke", Need.CLIENT, W("die Zugangstokens von eben", "the access tokens given out just now"), most=4)
JOBS = _get("jobs", f"{READ}/jobs", Need.CLIENT, W("limit=2", "limit=2"))
JOBS_NEXT = _get("jobs_next", f"{READ}/jobs", Need.CLIENT, W("die Seite danach", "the page after it"))
JOBS_OLDER = _get("jobs_older", f"{READ}/jobs", Need.CLIENT, W("mit dem älteren Token", "with the older token"))
JOBS_REVOKED = _get("jobs_revoked", f"{READ}/jobs", Need.CLIENT, W("mit dem widerrufenen Token", "with the revoked token"))
JOB = _get("job", f"{READ}/jobs/{{id}}", Need.CLIENT, W("eine Stelle aus dem Feed", "a position of the feed"))
JOB_UNKNOWN = _get("job_unknown", f"{READ}/jobs/1", Need.CLIENT, W("eine Nummer, die es nicht gibt", "an id that does not exist"))
LISTED = _get("listed", f"{READ}/applications", Need.CLIENT, W("limit=50; Inhalte werden nicht behalten", "limit=50; what it holds is not kept"))
BY_ADDRESS = _get("by_address", f"{READ}/applications", Need.CLIENT,
    W("candidate.email: eine, die niemand hat; die erste der Liste, auch in Großbuchstaben",
      "candidate.email: one that nobody has; the first of the list, also in capitals"), most=3)
APPLICATION = _get("application", f"{READ}/applications/{{id}}", Need.CLIENT,
    W("die erste der Liste; Inhalte werden nicht behalten", "the first of the list; what it holds is not kept"))
TRANSITIONS = _get("transitions", f"{READ}/applications/{{id}}/stage-transitions", Need.CLIENT, W("ihre Phasen", "its stages"))
V2_WRONG = _post("v2_wrong", V2, Need.CLIENT, W("leer, falscher Zugangstoken", "empty, with a wrong access token"))
V2_READ_ONLY = _post("v2_read_only", V2, Need.CLIENT, W("Stelle 1, Token nur zum Lesen", "position 1, with a token to read only"))
V2_UNKNOWN_POSITION = _post("v2_unknown_position", V2, Need.CLIENT, W("Stelle 1, ohne X-Company-ID", "position 1, without X-Company-ID"))

# --limit
FILL = _post("fill", APPLICATIONS, Need.LIMIT,
    W("Stelle 1, so schnell es geht, bis Personio bremst", "position 1, fast, until Personio limits it"),
    W("eure Exporte ruhen eine Minute", "your exports rest for a minute"), most=25)
OPEN_AGAIN = _post("open_again", APPLICATIONS, Need.LIMIT,
    W("Stelle 1, alle 5 s, bis es wieder geht", "position 1, every 5 s, until it is taken again"), most=30)

# --create
CHANNEL = _post("channel", APPLICATIONS, Need.CREATE, W("mit Kanal 1, den es nicht gibt", "with an unknown channel"))
ATTRIBUTE = _post("attribute", APPLICATIONS, Need.CREATE, W("mit unbekanntem Attribut", "with an unknown attribute"))
DATE = _post("date", APPLICATIONS, Need.CREATE, W("mit einem Datum in der Zukunft", "with a date in the future"))
PHASE = _post("phase", APPLICATIONS, Need.CREATE, W("mit unbekannter Systemphase", "with an unknown system phase"))
FILE = _post("file", APPLICATIONS, Need.CREATE, W("mit einem Dokument, das es nicht gibt", "with a document that does not exist"))
DRY_RUN = _post("dry_run", V2, Need.DRY_RUN,
    W("vollständig, nur zur Prüfung", "complete, to be checked only"),
    W("die Bewerbung, falls der Parameter übergangen wird", "the applicant, if the parameter is ignored"))
CREATE = _post("create", APPLICATIONS, Need.CREATE,
    W("vollständig, Phase 1, die es nicht gibt; wird sie abgelehnt, ohne Phase",
      "complete, with an unknown phase; without a phase, if that is refused"),
    APPLICANT, most=2)
AGAIN = _post("again", APPLICATIONS, Need.CREATE,
    W("dasselbe noch einmal", "the same again"),
    W("eine zweite Bewerbung, falls es keine Dublettenprüfung gibt", "a second applicant, if there is no duplicate rule"))
OTHER_CASE = _post("other_case", APPLICATIONS, Need.CREATE,
    W("die Adresse in Großbuchstaben", "the address in capitals"),
    W("eine zweite Bewerbung, falls Großbuchstaben zählen", "a second applicant, if case counts"))
PLUS = _post("plus", APPLICATIONS, Need.CREATE,
    W("die Adresse mit +doctor", "the address with +doctor"),
    W("eine zweite Bewerbung", "a second applicant"))
SECOND_POSITION = _post("second_position", APPLICATIONS, Need.SECOND,
    W("für die zweite Stelle", "for the second position"),
    W("eine zweite Bewerbung", "a second application"))
READ_BACK = _get("read_back", f"{READ}/applications", Need.READ_BACK,
    W("candidate.email, alle 5 s, bis sie erscheint", "candidate.email, every 5 s, until it is there"), most=80)
READ_PLUS = _get("read_plus", f"{READ}/applications", Need.READ_BACK, W("candidate.email mit +doctor", "candidate.email with +doctor"))
# fmt: on
