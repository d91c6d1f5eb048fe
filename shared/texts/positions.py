"""What is said beside the list of positions."""

from shared.texts import Language


def why_not_listed(language: Language) -> str:
    """Where a position that somebody looks for may be."""
    if language == "en":
        return (
            "Personio shows published positions only. If one is missing here, it is still a draft in "
            "Personio or closed already: publish it there and reload the list."
        )
    return (
        "Personio zeigt nur veröffentlichte Stellen. Fehlt hier eine, ist sie in Personio noch ein Entwurf "
        "oder schon geschlossen: Veröffentlicht sie dort und ladet die Liste neu."
    )
