"""What a Firestore event says of a match, however its headers spell it."""

from urllib.parse import quote

import pytest
from cloudevents.http import from_http
from google.events.cloud.firestore import DocumentEventData

from local.scenes.events import Event, updated
from shared.adapters.gcp import events

NAMES = ["m1", "münchen", "日本", "a b", "100%", "m%2F1", "x" * 200]


def of(match: str) -> Event:
    return updated(
        match, company_id="acme", job_id="job", developer_id="ada", before="open", after="successful"
    )


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
    event = of("m1")
    data = DocumentEventData.pb(DocumentEventData.deserialize(event.body))
    data.ClearField("value")
    before, after = events.matches(from_http(event.headers, data.SerializeToString()))
    assert (before and before.id, after) == ("m1", None)


@pytest.mark.parametrize("path", ["jobs/m1", "matches/m1/notes/n1", "matches/", ""])
def test_another_document_is_no_match(path: str) -> None:
    """An event of another document is refused, whatever the headers say."""
    event = of("m1")
    data = DocumentEventData.pb(DocumentEventData.deserialize(event.body))
    for document in (data.value, data.old_value):
        document.name = f"projects/p/databases/(default)/documents/{path}"
    with pytest.raises(ValueError, match="not about a match"):
        events.matches(from_http(event.headers, data.SerializeToString()))
