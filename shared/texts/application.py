"""The words around a developer's links and skills in the message that Personio shows with an application."""

from collections.abc import Mapping

from shared.texts import Words

APPLICATION_LABELS: Mapping[str, Words] = {
    "origin": {
        "de": "Diese Bewerbung kommt über matched.io, wo ihr zueinander gefunden habt.",
        "en": "This application comes from matched.io, where the two of you matched.",
    },
    "profile": {"de": "Profil auf matched.io", "en": "Profile on matched.io"},
    "links": {"de": "Links", "en": "Links"},
    "skills": {"de": "Skills", "en": "Skills"},
}
