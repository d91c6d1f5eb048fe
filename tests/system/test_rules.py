"""A company's own rules on the running system: saved, refused, previewed, and what Personio makes of them."""

from typing import Any

import pytest
import requests

from local.scenes.scene import Scene, eventually

ATTRIBUTE = "custom_attribute_4711"


def rules(scene: Scene, *, as_: str = "admin", language: str = "en", **body: Any) -> requests.Response:
    """PUT where there is a body, else GET."""
    path = f"connect-personio/{scene.company}/rules"
    headers = {"Accept-Language": language}
    return scene.call("PUT" if body else "GET", path, body or None, as_=as_, headers=headers)


def ready(scene: Scene, attribute: dict[str, Any], **profile: Any) -> str:
    """Connected to a Personio with an attribute of its own, and an open match of somebody."""
    scene.connect()
    match = scene.match(scene.import_job(), scene.developer(**profile))
    scene.personio(
        "PUT",
        f"/companies/{scene.account}",
        {
            "slug": scene.slug,
            "token": scene.token,
            "positions": [{"id": scene.position, "name": "Backend Engineer"}],
            "attributes": [{"id": ATTRIBUTE, **attribute}],
        },
    )
    return match


def test_at_first_they_say_nothing(scene: Scene) -> None:
    """Before any were saved their version is 0, every switch is on, and a recruiter may look."""
    first = rules(scene, as_="recruiter").json()
    assert (first["version"], first["attributes"], first["tags"]) == (0, [], [])
    assert set(first["send"].values()) == {True}
    assert list(first["send"]) == first["switches"]


def test_faults_are_told_in_the_callers_language(scene: Scene) -> None:
    """All that does not fit has its path, its code, and a sentence in German or English."""
    wrong: dict[str, Any] = {"version": 0, "attributes": [{"id": "Startdatum", "field": "fax"}]}
    told = {language: rules(scene, language=language, **wrong).json() for language in ("de", "en")}
    paths = [(fault["path"], fault["code"]) for fault in told["en"]["faults"]]
    assert paths == [("attributes[0].id", "attribute_id_invalid"), ("attributes[0].field", "field_unknown")]
    sentences = [[fault["detail"] for fault in each["faults"]] for each in told.values()]
    assert all(german != english for german, english in zip(*sentences, strict=True))


def test_who_saves_second_is_told_what_is_in_force(scene: Scene) -> None:
    """A version that is over is a conflict with what is in force now; the same rules again are none."""
    saved = rules(scene, version=0, tags=["it"]).json()
    assert (saved["version"], saved["changed_by"]) == (1, scene.admin)
    late = rules(scene, version=0, tags=["hr"])
    assert (late.status_code, late.json()["code"]) == (409, "rules_changed")
    assert (late.json()["rules"]["version"], late.json()["rules"]["tags"]) == (1, ["it"])
    assert rules(scene, version=0, tags=["it"]).json() == saved


def test_unsaved_rules_are_only_previewed(scene: Scene) -> None:
    """The preview shows the document under them; nothing is sent or saved, and a plain click refuses them."""
    match = ready(scene, {}, location="Berlin", phone="030 5550100")
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": True})
    scene.succeed(match)
    path = f"export-applicant/{scene.company}/matches/{match}"
    draft = {
        "attributes": [{"id": ATTRIBUTE, "field": "location"}],
        "phase": {"type": "custom", "id": 501},
        "send": {"phone": False},
    }
    shown = scene.call("POST", path, {"preview": True, "rules": draft}, as_="recruiter").json()
    document = shown["document"]
    assert document["phase"] == draft["phase"]
    assert {"id": ATTRIBUTE, "value": "Berlin"} in document["attributes"]
    assert "030 5550100" not in str(document)
    refused = scene.call("POST", path, {"rules": draft}).json()
    assert (refused["code"], refused["faults"][0]["code"]) == ("rules_invalid", "only_previewed")
    assert rules(scene).json()["version"] == 0
    assert scene.requests_sent() == []


@pytest.mark.parametrize(
    ("attribute", "wrong", "code", "right"),
    [
        (
            {"type": "option", "options": ["custom_option_7"]},
            {"field": "location", "options": {"Berlin": "custom_option_8"}},
            "option_unknown",
            {"field": "location", "options": {"Berlin": "custom_option_7"}},
        ),
        (
            {"type": "option", "options": ["custom_option_7"]},
            {"field": "location", "options": {"Bonn": "custom_option_7"}},
            "rule_broken",
            {"field": "location", "options": {"berlin": "custom_option_7"}},
        ),
        ({"type": "date"}, {"field": "available_from"}, "rule_broken", {"field": "birthday"}),
        ({"type": "number"}, {"field": "location"}, "rule_broken", {"constant": "7"}),
        (
            {},
            {"id": "custom_attribute_1", "field": "location"},
            "attribute_unknown",
            {"field": "location"},
        ),
    ],
)
def test_what_personio_does_not_take_is_an_admins(
    scene: Scene, attribute: dict[str, Any], wrong: dict[str, Any], code: str, right: dict[str, Any]
) -> None:
    """What Personio does not have, or does not take, waits for an admin, and leaves once it fits."""
    match = ready(scene, attribute, location="Berlin", available_from="sofort", birthday="1990-12-09")
    rules(scene, version=0, attributes=[{"id": ATTRIBUTE, **wrong}])
    scene.succeed(match)
    eventually(lambda: scene.entry(match).get("code") == code)
    entry = scene.entry(match)
    assert (entry["state"], entry["who"]) == ("needs_action", "admin")
    assert entry["fields"][0].endswith(wrong.get("id", ATTRIBUTE))
    assert "Berlin" not in str(entry)
    (asked_for,) = rules(scene).json()["asked_for"]
    assert (asked_for["reason"], asked_for["count"]) == (code, 1)
    rules(scene, version=1, attributes=[{"id": ATTRIBUTE, **right}])
    eventually(lambda: scene.entry(match)["state"] == "exported")
