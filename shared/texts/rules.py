"""What is wrong with a company's rules, and what Personio asked for."""

from collections.abc import Mapping

from shared.texts import Words

FAULTS: Mapping[str, Words] = {
    "attribute_id_invalid": {
        "de": (
            "Das ist keine ID eines Attributs. In Personio sehen sie aus wie custom_attribute_ und eine "
            "Zahl, oder heißen phone, gender, location, birthday, available_from, salary_expectations."
        ),
        "en": (
            "This is no attribute's id. Personio's look like custom_attribute_ and a number, or are phone, "
            "gender, location, birthday, available_from, salary_expectations."
        ),
    },
    "twice": {"de": "Das steht schon da.", "en": "This is there already."},
    "too_many": {"de": "Das sind zu viele.", "en": "These are too many."},
    "two_sources": {
        "de": "Entweder ein Feld oder ein fester Wert, nicht beides.",
        "en": "Either a field or a fixed value, not both.",
    },
    "no_source": {
        "de": "Wählt ein Feld oder gebt einen festen Wert ein.",
        "en": "Choose a field, or enter a fixed value.",
    },
    "field_unknown": {"de": "Dieses Feld gibt es nicht.", "en": "There is no such field."},
    "field_withheld": {
        "de": "Dieses Feld ist ausgeschaltet. Schaltet es ein oder wählt ein anderes.",
        "en": "This field is switched off. Switch it on, or choose another one.",
    },
    "type_mismatch": {
        "de": "Dieses Feld hat nicht die Art von Wert, die Personio hier verlangt.",
        "en": "This field does not have the kind of value that Personio wants here.",
    },
    "options_not_taken": {
        "de": "Zu diesem Wert gehört keine Auswahl.",
        "en": "No choice belongs to this value.",
    },
    "option_id_invalid": {
        "de": "Das ist keine ID einer Auswahl. In Personio sehen sie aus wie custom_option_ und eine Zahl.",
        "en": "This is no option's id. Personio's look like custom_option_ and a number.",
    },
    "option_unknown": {
        "de": "Personio kennt hier nur male, female, diverse und undefined.",
        "en": "Personio knows only male, female, diverse and undefined here.",
    },
    "not_a_date": {
        "de": "Das ist kein Datum in der Form Jahr-Monat-Tag.",
        "en": "This is no date in the form year-month-day.",
    },
    "phase_unknown": {
        "de": "Diese Phase gibt es nicht: unassigned, rejected, withdrawn, offer oder accepted.",
        "en": "There is no such phase: unassigned, rejected, withdrawn, offer or accepted.",
    },
    "phase_type_unknown": {
        "de": "Eine Phase ist von Personio (system) oder von euch (custom).",
        "en": "A phase is Personio's (system) or yours (custom).",
    },
    "phase_id_invalid": {
        "de": "Die ID einer eigenen Phase ist eine Zahl.",
        "en": "The id of a phase of your own is a number.",
    },
    "switch_unknown": {"de": "Diesen Schalter gibt es nicht.", "en": "There is no such switch."},
    "only_previewed": {
        "de": "Regeln, die nicht gespeichert sind, gehören nur zur Vorschau.",
        "en": "Rules that are not saved belong to a preview only.",
    },
    "word_reserved": {
        "de": "Ein Wort, das mit __ beginnt und endet, lässt sich nicht speichern.",
        "en": "A word that begins and ends with __ cannot be saved.",
    },
    "empty": {"de": "Hier fehlt etwas.", "en": "Something is missing here."},
    "too_long": {"de": "Das ist zu lang.", "en": "This is too long."},
    "not_printable": {
        "de": "Das enthält Zeichen, die niemand sieht, etwa einen Zeilenumbruch.",
        "en": "This has characters that nobody sees, a line break say.",
    },
}

ASKED_FOR: Mapping[str, Words] = {
    "attribute_required": {
        "de": "Personio verlangt {id}; {count} Matches warten darauf.",
        "en": "Personio requires {id}; {count} matches wait for it.",
    },
    "attribute_required.once": {
        "de": "Personio verlangt {id}; ein Match wartet darauf.",
        "en": "Personio requires {id}; one match waits for it.",
    },
    "attribute_unknown": {
        "de": "Personio kennt {id} nicht (mehr); {count} Matches warten.",
        "en": "Personio does not know {id} (any more); {count} matches wait.",
    },
    "attribute_unknown.once": {
        "de": "Personio kennt {id} nicht (mehr); ein Match wartet.",
        "en": "Personio does not know {id} (any more); one match waits.",
    },
    "option_unknown": {
        "de": "Personio kennt die Auswahl in {id} nicht (mehr); {count} Matches warten.",
        "en": "Personio does not know the option in {id} (any more); {count} matches wait.",
    },
    "option_unknown.once": {
        "de": "Personio kennt die Auswahl in {id} nicht (mehr); ein Match wartet.",
        "en": "Personio does not know the option in {id} (any more); one match waits.",
    },
    "rule_broken": {
        "de": "Ein Wert für {id} passt nicht zu eurer Regel; {count} Matches warten.",
        "en": "A value for {id} does not fit your rule; {count} matches wait.",
    },
    "rule_broken.once": {
        "de": "Ein Wert für {id} passt nicht zu eurer Regel; ein Match wartet.",
        "en": "A value for {id} does not fit your rule; one match waits.",
    },
}
