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
            "This is not an attribute ID. In Personio they look like custom_attribute_ and a number, or are "
            "phone, gender, location, birthday, available_from or salary_expectations."
        ),
    },
    "twice": {"de": "Das steht schon in der Liste.", "en": "This is already in the list."},
    "too_many": {"de": "Das sind zu viele.", "en": "That is too many."},
    "two_sources": {
        "de": "Entweder ein Feld oder ein fester Wert, nicht beides.",
        "en": "Use either a field or a fixed value, not both.",
    },
    "no_source": {
        "de": "Wählt ein Feld oder gebt einen festen Wert ein.",
        "en": "Choose a field or enter a fixed value.",
    },
    "field_unknown": {"de": "Dieses Feld gibt es nicht.", "en": "There is no such field."},
    "field_withheld": {
        "de": "Dieses Feld ist ausgeschaltet. Schaltet es ein oder wählt ein anderes.",
        "en": "This field is switched off. Switch it on or choose another one.",
    },
    "type_mismatch": {
        "de": "Dieses Feld hat nicht die Art von Wert, die Personio hier verlangt.",
        "en": "This field does not hold the kind of value Personio needs here.",
    },
    "options_not_taken": {
        "de": "Diesem Wert lässt sich keine Auswahl zuordnen.",
        "en": "Options cannot be mapped for this value.",
    },
    "option_id_invalid": {
        "de": "Das ist keine ID einer Auswahl. In Personio sehen sie aus wie custom_option_ und eine Zahl.",
        "en": "This is not an option ID. In Personio they look like custom_option_ and a number.",
    },
    "option_unknown": {
        "de": "Personio kennt hier nur male, female, diverse und undefined.",
        "en": "Personio only accepts male, female, diverse or undefined here.",
    },
    "not_a_date": {
        "de": "Das ist kein Datum in der Form Jahr-Monat-Tag.",
        "en": "This is not a date in the form year-month-day.",
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
        "de": "Die Nummer einer eigenen Phase besteht nur aus Ziffern.",
        "en": "The number of a phase of your own has digits only.",
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
        "en": "This contains invisible characters, such as a line break.",
    },
}

ASKED_FOR: Mapping[str, Words] = {
    "attribute_required": {
        "de": "Personio verlangt {id}; {count} Matches warten darauf.",
        "en": "Personio requires {id}; {count} matches are waiting for it.",
    },
    "attribute_required.once": {
        "de": "Personio verlangt {id}; ein Match wartet darauf.",
        "en": "Personio requires {id}; one match is waiting for it.",
    },
    "attribute_unknown": {
        "de": "Personio kennt {id} nicht (mehr); {count} Matches warten.",
        "en": "Personio does not have {id} (any longer); {count} matches are waiting.",
    },
    "attribute_unknown.once": {
        "de": "Personio kennt {id} nicht (mehr); ein Match wartet.",
        "en": "Personio does not have {id} (any longer); one match is waiting.",
    },
    "option_unknown": {
        "de": "Personio kennt die Auswahl in {id} nicht (mehr); {count} Matches warten.",
        "en": "Personio does not have the option in {id} (any longer); {count} matches are waiting.",
    },
    "option_unknown.once": {
        "de": "Personio kennt die Auswahl in {id} nicht (mehr); ein Match wartet.",
        "en": "Personio does not have the option in {id} (any longer); one match is waiting.",
    },
    "rule_broken": {
        "de": "Ein Wert für {id} passt nicht zu eurer Regel; {count} Matches warten.",
        "en": "A value for {id} does not fit your rule; {count} matches are waiting.",
    },
    "rule_broken.once": {
        "de": "Ein Wert für {id} passt nicht zu eurer Regel; ein Match wartet.",
        "en": "A value for {id} does not fit your rule; one match is waiting.",
    },
}
