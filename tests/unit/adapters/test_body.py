"""The document that goes to Personio: what travels where, and what stays out."""

import json
from datetime import date

import pytest

from shared.adapters.personio.body import build
from shared.domain.application import Application, Document
from shared.domain.attributes import Developer
from shared.domain.rules import AttributeRule, Phase, Rules
from shared.texts import LANGUAGES
from shared.texts.application import APPLICATION_LABELS

PLAIN = Developer(id="d-1", first_name="Ada", last_name="Lovelace", email="ada@example.org")
FULL = Developer(
    id="d-2",
    first_name=" Grace ",
    last_name="Hopper",
    email="grace@example.org",
    gender="female",
    phone="+49 30 1234567",
    location="Berlin",
    birthday=date(1990, 12, 9),
    available_from="sofort",
    salary_expectation="72.000 €",
    profile_url="https://matched.io/d/grace",
    links=("https://github.com/grace", "https://example.org/\ncv"),
    skills=("Python", " COBOL "),
    message="Hallo!\nIch freue mich.",
)


def application(developer: Developer = PLAIN, **changes: object) -> Application:
    values: dict[str, object] = {"position_id": 815, "developer": developer, "email": developer.email}
    return Application(**(values | changes))  # type: ignore[arg-type]  # each test names fields that exist


def attributes(developer: Developer) -> dict[str, str]:
    listed = build(application(developer)).get("attributes", [])
    assert isinstance(listed, list)
    return {attribute["id"]: attribute["value"] for attribute in listed}


def message(developer: Developer, language: str = "de") -> str:
    return str(build(application(developer, language=language))["message"])


def test_smallest() -> None:
    """A bare profile yields the required members, the message that tells the origin, and our tag."""
    assert build(application()) == {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "email": "ada@example.org",
        "job_position_id": 815,
        "message": APPLICATION_LABELS["origin"]["de"],
        "tags": ["matched.io"],
    }


def test_full() -> None:
    """What Personio has attributes for travels in them, as strings, and nowhere else."""
    assert attributes(FULL) == {
        "phone": "+49 30 1234567",
        "gender": "female",
        "location": "Berlin",
        "birthday": "1990-12-09",
        "available_from": "sofort",
        "salary_expectations": "72.000 €",
    }
    body = build(application(FULL))
    assert body["first_name"] == "Grace"
    assert body.keys() == {
        "first_name", "last_name", "email", "job_position_id", "message", "tags", "attributes",
    }  # fmt: skip


def test_to_the_byte() -> None:
    """The document as it has always been written, members and attributes in their order."""
    written = json.dumps(
        build(application(FULL, channel_id=4711), Document(uuid="u-1", filename="cv.pdf")), ensure_ascii=False
    )
    assert written == (
        '{"first_name": "Grace", "last_name": "Hopper", "email": "grace@example.org", '
        '"job_position_id": 815, "message": "Hallo!\\nIch freue mich.\\n\\n'
        "Diese Bewerbung kommt über matched.io, wo ihr zueinander gefunden habt.\\n\\n"
        "Profil auf matched.io: https://matched.io/d/grace\\n\\n"
        "Links:\\n- https://github.com/grace\\n- https://example.org/ cv\\n\\n"
        'Skills: Python, COBOL", "tags": ["matched.io"], "recruiting_channel_id": 4711, "attributes": ['
        '{"id": "phone", "value": "+49 30 1234567"}, {"id": "gender", "value": "female"}, '
        '{"id": "location", "value": "Berlin"}, {"id": "birthday", "value": "1990-12-09"}, '
        '{"id": "available_from", "value": "sofort"}, {"id": "salary_expectations", "value": "72.000 €"}], '
        '"files": [{"uuid": "u-1", "original_filename": "cv.pdf", "category": "cv"}]}'
    )


def test_rules_that_say_nothing_change_no_byte() -> None:
    """Rules that were saved and set nothing write the same document as none."""
    said_nothing = Rules(version=4, changed_by="ann", send={"phone": True, "cv": True})
    assert json.dumps(build(application(FULL, rules=said_nothing))) == json.dumps(build(application(FULL)))


def test_a_companys_own_rules() -> None:
    """Phase and tags stand beside ours, own attributes behind the system's, a replaced one in its place."""
    rules = Rules(
        attributes=(
            AttributeRule(id="custom_attribute_9", field="gender", options={"female": "custom_option_7"}),
            AttributeRule(id="location", constant="Remote"),
            AttributeRule(id="custom_attribute_12", field="profile_url"),
        ),
        phase=Phase(type="custom", id=501),
        tags=("it", "matched.io"),
    )
    body, usual = build(application(FULL, rules=rules)), build(application(FULL))
    assert {name for name in body if body[name] != usual.get(name)} == {"phase", "tags", "attributes"}
    assert (body["phase"], body["tags"]) == ({"type": "custom", "id": 501}, ["matched.io", "it"])
    assert body["attributes"] == [
        {"id": "phone", "value": "+49 30 1234567"},
        {"id": "gender", "value": "female"},
        {"id": "location", "value": "Remote"},
        {"id": "birthday", "value": "1990-12-09"},
        {"id": "available_from", "value": "sofort"},
        {"id": "salary_expectations", "value": "72.000 €"},
        {"id": "custom_attribute_9", "value": "custom_option_7"},
        {"id": "custom_attribute_12", "value": "https://matched.io/d/grace"},
    ]


@pytest.mark.parametrize("empty", ["", "   ", None])
def test_empty_left_out(empty: str | None) -> None:
    """An empty attribute is left out: Personio would store the emptiness, or refuse it."""
    developer = Developer(
        id="d", first_name="A", last_name="B", email="a@b.de", phone=empty, location=empty, gender=empty
    )
    assert "attributes" not in build(application(developer))


@pytest.mark.parametrize(
    ("gender", "sent"),
    [
        ("male", "male"),
        ("M", "male"),
        ("männlich", "male"),
        ("Female", "female"),
        ("w", "female"),
        ("divers", "diverse"),
        ("undefined", "undefined"),
        ("keine Angabe", None),
        ("<script>", None),
    ],
)
def test_gender(gender: str, sent: str | None) -> None:
    """A gender travels as one of Personio's four words; one that is none of them is left out."""
    developer = Developer(id="d", first_name="A", last_name="B", email="a@b.de", gender=gender)
    assert attributes(developer).get("gender") == sent


def test_message_order() -> None:
    """The developer's own words come first, then origin, profile, links and skills, a line each."""
    assert message(FULL) == (
        "Hallo!\nIch freue mich.\n\n"
        f"{APPLICATION_LABELS['origin']['de']}\n\n"
        "Profil auf matched.io: https://matched.io/d/grace\n\n"
        "Links:\n- https://github.com/grace\n- https://example.org/ cv\n\n"
        "Skills: Python, COBOL"
    )


def test_message_language() -> None:
    """The words around the profile are in the company's language; German stands in for one we lack."""
    assert "Profile on matched.io" in message(FULL, "en")
    assert message(FULL, "fr") == message(FULL, "de")


def test_languages_complete() -> None:
    """Every language has the same labels."""
    assert set(APPLICATION_LABELS) == {"origin", "profile", "links", "skills"}
    assert {frozenset(words) for words in APPLICATION_LABELS.values()} == {frozenset(LANGUAGES)}


def test_email_of_the_application() -> None:
    """The application's e-mail is sent, not the developer's: a repeat keeps the address of the first try."""
    assert build(application(FULL, email="old@example.org"))["email"] == "old@example.org"


def test_integers() -> None:
    """Position and channel are JSON numbers; without a channel the member is absent."""
    written = json.dumps(build(application(channel_id=4711)))
    assert '"job_position_id": 815' in written
    assert '"recruiting_channel_id": 4711' in written
    assert "recruiting_channel_id" not in build(application())


def test_document() -> None:
    """A document is named by uuid and name, as a CV."""
    body = build(application(), Document(uuid="u-1", filename="cv.pdf"))
    assert body["files"] == [{"uuid": "u-1", "original_filename": "cv.pdf", "category": "cv"}]
