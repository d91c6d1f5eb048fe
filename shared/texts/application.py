"""The words around a developer's links and skills in the message that Personio shows with an application."""

from collections.abc import Mapping

APPLICATION_LABELS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "origin": "Diese Bewerbung kommt über matched.io, wo ihr zueinander gefunden habt.",
        "profile": "Profil auf matched.io",
        "links": "Links",
        "skills": "Skills",
    },
    "en": {
        "origin": "This application comes from matched.io, where the two of you matched.",
        "profile": "Profile on matched.io",
        "links": "Links",
        "skills": "Skills",
    },
}
