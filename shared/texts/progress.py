"""What became of an applicant, in the words of the match card."""

from collections.abc import Mapping

from shared.texts import Words

PROGRESS: Mapping[str, Words] = {
    "in_process": {"de": "Im Auswahlverfahren.", "en": "In the selection process."},
    "offer": {"de": "Hat ein Angebot.", "en": "Has an offer."},
    "hired": {"de": "Eingestellt.", "en": "Hired."},
    "rejected": {"de": "Abgelehnt.", "en": "Rejected."},
    "withdrawn": {"de": "Hat die Bewerbung zurückgezogen.", "en": "Withdrew the application."},
    "gone": {
        "de": "In Personio anonymisiert oder gelöscht.",
        "en": "Anonymised or deleted in Personio.",
    },
}
