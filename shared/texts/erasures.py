"""What a company with an applicant of an erased person reads: what happened, and what only it can do."""

from collections.abc import Mapping

from shared.texts import Words

ERASURES: Mapping[str, Words] = {
    "exported": {
        "de": "Die Person hat ihr Profil auf matched.io gelöscht. Ihre Bewerbung liegt noch in Personio.",
        "en": "This person deleted their profile on matched.io. Their application is still in Personio.",
    },
    "already_in_personio": {
        "de": (
            "Die Person hat ihr Profil auf matched.io gelöscht. In Personio stand sie schon, bevor wir sie "
            "gesendet haben; eine Bewerbung von uns kam nicht hinzu."
        ),
        "en": (
            "This person deleted their profile on matched.io. They were in Personio before we sent them; no "
            "application of ours was added."
        ),
    },
    "maybe": {
        "de": (
            "Die Person hat ihr Profil auf matched.io gelöscht. Personio hat nicht beantwortet, ob ihre "
            "Bewerbung angekommen ist; vielleicht liegt sie dort."
        ),
        "en": (
            "This person deleted their profile on matched.io. Personio did not tell us whether their "
            "application arrived; it may be there."
        ),
    },
}
WHAT_TO_DO: Words = {
    "de": (
        "Sucht sie in Personio unter Recruiting und löscht oder anonymisiert sie dort: Das könnt nur ihr. "
        "Bestätigt es danach hier; dann vergessen auch wir Namen und Adresse."
    ),
    "en": (
        "Find them in Personio under Recruiting and delete or anonymise them there: only you can do that. "
        "Then confirm it here, and we forget name and address, too."
    ),
}
