"""What is said beside the list of positions."""

from shared.texts import Words

WHY_NOT_LISTED: Words = {
    "de": (
        "Personio zeigt nur veröffentlichte Stellen. Fehlt hier eine, ist sie in Personio noch ein Entwurf "
        "oder schon geschlossen: Veröffentlicht sie dort und ladet die Liste neu."
    ),
    "en": (
        "Personio only shows published positions. If one is missing here, it is still a draft in Personio "
        "or already closed: publish it there and reload the list."
    ),
}
