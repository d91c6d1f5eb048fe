"""The German words of what the table says in English, for customers' data protection officers."""

from collections.abc import Mapping

FIELDS: Mapping[str, str] = {
    "first_name": "Vorname",
    "last_name": "Nachname",
    "email": "E-Mail-Adresse",
    "message": "Nachricht",
    "profile_url": "Adresse des Profils",
    "links": "Links",
    "skills": "Kenntnisse",
    "phone": "Telefonnummer",
    "gender": "Geschlecht",
    "location": "Ort",
    "birthday": "Geburtstag",
    "available_from": "Verfügbar ab",
    "salary_expectation": "Gehaltsvorstellung",
    "cv_url": "Lebenslauf",
}
PURPOSES: Mapping[str, str] = {
    "first_name": "Personio nimmt niemanden ohne Namen an, und ihr sprecht die Person damit an.",
    "last_name": "Wie der Vorname.",
    "email": (
        "Personio nimmt niemanden ohne Adresse an: Ihr antwortet an sie, und Personio erkennt an ihr, ob "
        "sich die Person auf die Stelle schon beworben hat."
    ),
    "message": "Was die Person Unternehmen sagen will.",
    "profile_url": "Führt zu dem Profil zurück, auf dem das Match beruht.",
    "links": "Arbeiten, die die Person Unternehmen zeigen will.",
    "skills": "Worauf das Match beruht.",
    "phone": "Ihr könnt anrufen, wenn die Person dafür eine Nummer angegeben hat.",
    "gender": "Wie die Person angesprochen werden will.",
    "location": "Ob der Arbeitsort erreichbar ist.",
    "birthday": "Ein Feld von Personio für den Vertrag. Wer es nicht braucht, schaltet es aus.",
    "available_from": "Ob die Person rechtzeitig anfangen kann.",
    "salary_expectation": "Ob die Vorstellungen vom Gehalt zusammenpassen.",
    "cv_url": "Der Lebenslauf, den die Person für Bewerbungen hinterlegt hat.",
}
