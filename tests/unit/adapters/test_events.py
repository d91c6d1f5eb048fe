"""What a Firestore event says of a match, or of a deleted developer, however its headers spell it."""

from urllib.parse import quote

import pytest
from cloudevents.http import from_http
from google.events.cloud.firestore import DocumentEventData

from local.scenes.events import Event, deleted, updated
from shared.adapters.gcp import events

NAMES = ["m1", "münchen", "日本", "a b", "100%", "m%2F1", "x" * 200]


STATUSES = [
    ("open", "successful"),
    ("successful", "open"),
    ("open", "interview"),
    ("successful", "successful"),
]


def of(match: str, before: str = "open", after: str = "successful") -> Event:
    return updated(match, company_id="acme", job_id="job", developer_id="ada", before=before, after=after)


@pytest.mark.parametrize("match", NAMES)
def test_a_match_is_named_by_its_document(match: str) -> None:
    """The id is the document's own, letter for letter; Eventarc percent-encodes it in the headers."""
    event = of(match)
    spelled = {
        name: quote(value, safe="/:.") for name, value in event.headers.items() if name != "content-type"
    }
    before, after = events.matches(from_http({**event.headers, **spelled}, event.body))
    assert before
    assert after
    assert (before.id, after.id, after.company_id, after.successful) == (match, match, "acme", True)


def test_a_deleted_match_is_named_by_what_it_was() -> None:
    """Where nothing is left of a document, its former self names it."""
    event = of("m1", before="successful")
    data = DocumentEventData.pb(DocumentEventData.deserialize(event.body))
    data.ClearField("value")
    before, after = events.matches(from_http(event.headers, data.SerializeToString()))
    assert (before and before.id, after) == ("m1", None)


def test_a_match_is_read_where_its_success_changed() -> None:
    """A success, and one that is taken back, come with both sides; of other writes nothing is read."""
    pairs = {
        (before, after): events.matches(from_http(event.headers, event.body))
        for before, after in STATUSES
        for event in [of("m1", before, after)]
    }
    read = {change: [match.successful for match in pair if match] for change, pair in pairs.items()}
    assert read == {
        ("open", "successful"): [False, True],
        ("successful", "open"): [True, False],
        ("open", "interview"): [],
        ("successful", "successful"): [],
    }


def test_a_status_of_another_type_is_no_success() -> None:
    """A status that is a number is no status."""
    event = of("m1", "open", "interview")
    data = DocumentEventData.pb(DocumentEventData.deserialize(event.body))
    data.value.fields["status"].integer_value = 1
    assert events.matches(from_http(event.headers, data.SerializeToString())) == (None, None)


def test_a_deleted_match_that_had_no_success_is_nothing() -> None:
    """A deletion takes a success back where there was one, and nothing else."""
    event = of("m1", "open", "open")
    data = DocumentEventData.pb(DocumentEventData.deserialize(event.body))
    data.ClearField("value")
    assert events.matches(from_http(event.headers, data.SerializeToString())) == (None, None)


@pytest.mark.parametrize("path", ["jobs/m1", "matches/m1/notes/n1", "matches/", ""])
def test_another_document_is_no_match(path: str) -> None:
    """An event of another document is refused, whatever the headers say."""
    event = of("m1")
    data = DocumentEventData.pb(DocumentEventData.deserialize(event.body))
    for document in (data.value, data.old_value):
        document.name = f"projects/p/databases/(default)/documents/{path}"
    with pytest.raises(ValueError, match="not about a match"):
        events.matches(from_http(event.headers, data.SerializeToString()))


@pytest.mark.parametrize("developer", NAMES)
def test_a_deleted_developer_is_named_with_the_profile(developer: str) -> None:
    """The id is the document's own, and the profile the one that it had."""
    event = deleted(developer, {"first_name": "Ada", "email": "ada@example.org", "skills": ["Python"]})
    id_, profile = events.deleted_developer(from_http(event.headers | spelled(event), event.body))
    assert profile
    assert (id_, profile.id, profile.first_name) == (developer, developer, "Ada")
    assert profile.email == "ada@example.org"


@pytest.mark.parametrize("body", [b"", b"no protobuf"])
@pytest.mark.parametrize("developer", [name for name in NAMES if "/" not in name and name != "m%2F1"])
def test_a_deletion_without_its_profile_names_the_developer(developer: str, body: bytes) -> None:
    """Where the body is missing or unreadable, the headers say whose profile it was."""
    event = deleted(developer, {"first_name": "Ada"})
    assert events.deleted_developer(from_http(event.headers | spelled(event), body)) == (developer, None)


def test_a_field_of_another_type_is_no_name() -> None:
    """A name that is a number, or a map, counts as absent."""
    event = deleted("ada", {"first_name": 7, "last_name": {"a": "b"}, "email": "ada@example.org"})
    _, profile = events.deleted_developer(from_http(event.headers, event.body))
    assert profile
    assert (profile.first_name, profile.last_name, profile.email) == ("", "", "ada@example.org")


def test_a_write_is_no_deletion() -> None:
    """A developer's document that is there erases nobody."""
    event = deleted("ada", {"first_name": "Ada"})
    data = DocumentEventData.pb(DocumentEventData.deserialize(event.body))
    data.value.CopyFrom(data.old_value)
    with pytest.raises(ValueError, match="no deletion"):
        events.deleted_developer(from_http(event.headers, data.SerializeToString()))


@pytest.mark.parametrize(
    "path", ["matches/m1", "developers/ada/notes/n1", "developers/", "developers/..", ""]
)
def test_another_document_is_no_developer(path: str) -> None:
    """An event of another document is refused, and so is an id that is none."""
    event = deleted("ada", {"first_name": "Ada"})
    data = DocumentEventData.pb(DocumentEventData.deserialize(event.body))
    data.old_value.name = f"projects/p/databases/(default)/documents/{path}"
    headers = event.headers | {"ce-document": path}
    with pytest.raises(ValueError, match="not about a developer"):
        events.deleted_developer(from_http(headers, data.SerializeToString()))


def spelled(event: Event) -> dict[str, str]:
    """As Eventarc spells the headers."""
    headers = {name: value for name, value in event.headers.items() if name != "content-type"}
    return {name: quote(value, safe="/:.") for name, value in headers.items()}
