"""What Personio's answers mean, whatever stands in them."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.adapters.personio.answers import FIELD, read, refusals_in, uuid_in
from shared.domain.application import Answer, Outcome, ReasonCode, Refusal

EXISTS = ReasonCode("errors.applicant-already-exists")
NOT_FOUND = ReasonCode("errors.posting-validation.posting-not-found")
CHANNEL = ReasonCode("errors.posting-validation.channel-not-found")
REQUIRED = ReasonCode("errors.attribute-validation.required-attribute")
PUBLIC_API = ReasonCode("feature.public-api.disabled")
RECRUITING = ReasonCode("feature.recruiting.disabled")
UNLISTED = ReasonCode("unlisted")
REASONS = set(ReasonCode) - {UNLISTED}
FILES = {
    ReasonCode("errors.file-validation.file-not-exists"),
    ReasonCode("errors.file-validation.unknown-file-category"),
    ReasonCode("errors.invalid-file-type"),
    ReasonCode("errors.file-too-big"),
}
ELSEWHERE = FILES | {EXISTS, CHANNEL, RECRUITING, PUBLIC_API}
MARK = "Erika.Musterfrau@example.org"


def fields(**reasons: str) -> bytes:
    """Shape 1, with one reason per field."""
    errors = [{"field": field, "errors": [{"reason": reason}]} for field, reason in reasons.items()]
    return json.dumps({"errors": errors}).encode()


def outcome(status: int, body: bytes = b"") -> Outcome:
    return read(status, body).outcome


@pytest.mark.parametrize("body", [b"", b"{}", b'{"id": 1}', b"\xff\xfe\x00", b"<html>", b'{"id": 47', b"OK"])
def test_created(body: bytes) -> None:
    """A 201 is a created applicant whatever its body: Personio documents none."""
    assert read(201, body) == Answer(outcome=Outcome.CREATED, status=201)


@pytest.mark.parametrize("body", [b"", b"  \n", b"{}", b'{"success": true}', b"[]"])
def test_other_success(body: bytes) -> None:
    """Another 2xx counts as created where its body is empty or JSON without an error."""
    assert outcome(200, body) is outcome(202, body) is Outcome.CREATED


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><p>Maintenance",
        b'{"id": 47',
        b"\x00\xff",
        b'{"error": {"message": "no"}}',
        b'{"errors": [{}]}',
    ],
)
def test_unreadable_success(body: bytes) -> None:
    """A 200 that is no JSON, or speaks of an error that we do not know, leaves it unknown."""
    assert outcome(200, body) is Outcome.UNKNOWN


def test_success_with_a_known_reason() -> None:
    """Reason codes decide where a 200 carries them."""
    assert outcome(200, fields(email=EXISTS)) is Outcome.ALREADY_THERE


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520, 599])
@pytest.mark.parametrize("body", [b"", b"<html>", fields(email=EXISTS)])
def test_server_error(status: int, body: bytes) -> None:
    """After a 5xx nobody knows, even where it names a reason."""
    assert outcome(status, body) is Outcome.UNKNOWN


@pytest.mark.parametrize("body", [b"", b"sorry", b'{"errors": [{"title": "Unauthorized Request"}]}'])
def test_unauthorized(body: bytes) -> None:
    """A 401 means wrong credentials; its body is undocumented and not needed."""
    assert outcome(401, body) is Outcome.CREDENTIALS_WRONG


@pytest.mark.parametrize("body", [b"", b"<html>slow down", b'{"errors": [{"title": "Too Many Requests"}]}'])
def test_limited(body: bytes) -> None:
    """A 429 means limited, whatever its body."""
    assert outcome(429, body) is Outcome.LIMITED


@pytest.mark.parametrize("reason", [RECRUITING, PUBLIC_API])
@pytest.mark.parametrize("status", [403, 400])
def test_feature_off(reason: ReasonCode, status: int) -> None:
    """A feature's code means that it is off, and says which, under any 4xx."""
    answer = read(status, fields(company=reason))
    assert (answer.outcome, answer.refusals) == (Outcome.FEATURE_OFF, (Refusal(reason=reason),))


@pytest.mark.parametrize(
    "body", [b"", b"This action is unauthorized.", b'{"errors": [{"title": "Forbidden"}]}']
)
def test_forbidden(body: bytes) -> None:
    """A 403 without a code that we know still means a feature that is off."""
    assert outcome(403, body) is Outcome.FEATURE_OFF


def test_feature_in_shape_three() -> None:
    """A feature's code is found in a generic error's detail, too."""
    body = json.dumps({"errors": [{"id": "x", "status": "403", "title": "Forbidden", "detail": PUBLIC_API}]})
    assert read(403, body.encode()).refusals == (Refusal(reason=PUBLIC_API),)


def test_already_there() -> None:
    """That the applicant exists even among other reasons."""
    assert outcome(400, fields(email=EXISTS)) is Outcome.ALREADY_THERE
    assert outcome(400, fields(email=EXISTS, phone=REQUIRED)) is Outcome.ALREADY_THERE


def test_channel_alone() -> None:
    """Only a channel that is the sole trouble is worth a try without it."""
    assert outcome(400, fields(recruiting_channel_id=CHANNEL)) is Outcome.CHANNEL_REFUSED
    assert outcome(400, fields(recruiting_channel_id="errors.new-one")) is Outcome.CHANNEL_REFUSED
    assert outcome(400, fields(recruiting_channel_id=CHANNEL, phone=REQUIRED)) is Outcome.REFUSED


@pytest.mark.parametrize("reason", sorted(FILES))
def test_files_alone(reason: ReasonCode) -> None:
    """A document that is the sole trouble is a failed upload: the application may pass with a new one."""
    assert outcome(400, fields(files=reason)) is Outcome.UPLOAD_FAILED
    assert outcome(400, fields(files=reason, phone=REQUIRED)) is Outcome.REFUSED


@pytest.mark.parametrize("reason", sorted(REASONS - ELSEWHERE))
@pytest.mark.parametrize("status", [400, 404, 409, 413, 422])
def test_refused(reason: ReasonCode, status: int) -> None:
    """Every other reason of Personio's list is a refusal that keeps reason and field."""
    answer = read(status, fields(email=reason))
    assert answer == Answer(
        outcome=Outcome.REFUSED, refusals=(Refusal(reason=reason, field="email"),), status=status
    )


@pytest.mark.parametrize("status", [300, 302, 304, 308, 400, 405, 408, 410, 413, 415, 418, 422, 451])
@pytest.mark.parametrize("body", [b"", b"<html>", b'{"error": {"reason": "Field \'id\' is required"}}'])
def test_unlisted(status: int, body: bytes) -> None:
    """A 3xx or 4xx without a reason that we know is refused as `unlisted`."""
    assert read(status, body) == Answer(
        outcome=Outcome.REFUSED, refusals=(Refusal(reason=UNLISTED),), status=status
    )


@pytest.mark.parametrize(
    "body", [b"", b"Not Found", b'{"errors": [{"title": "Not Found", "status": "404"}]}']
)
def test_not_found(body: bytes) -> None:
    """A 404 is a position that Personio does not find."""
    assert read(404, body).refusals == (Refusal(reason=NOT_FOUND, field="job_position_id"),)


def test_exception_name_for_not_found() -> None:
    """The exception's name that customers saw for an unknown position counts as that."""
    body = b'{"error": {"message": "personio.core.api.exceptions.api.not.found.http.exception"}}'
    assert read(400, body).refusals == (Refusal(reason=NOT_FOUND),)


def test_many() -> None:
    """Every field's every reason is kept, once, in order."""
    twice = {"field": "phone", "errors": [{"reason": REQUIRED}, {"reason": REQUIRED}, {"reason": "new"}]}
    body = json.dumps({"errors": [twice, {"field": "email", "errors": [{"reason": REQUIRED}]}]})
    assert refusals_in(body.encode()) == (
        Refusal(reason=REQUIRED, field="phone"),
        Refusal(reason=UNLISTED, field="phone"),
        Refusal(reason=REQUIRED, field="email"),
    )


@pytest.mark.parametrize(
    "field",
    [
        "email",
        "attributes",
        "attributes.phone",
        "attributes[3].value",
        "custom_attribute_277893",
        "files[0].uuid",
    ],
)
def test_field_kept(field: str) -> None:
    """Names of fields that Personio documents are kept, nested ones too."""
    assert refusals_in(fields(**{field: REQUIRED})) == (Refusal(reason=REQUIRED, field=field),)


@pytest.mark.parametrize(
    "field", [MARK, "email Ada", "attributes.Ada", "email\n", "phone" * 50, "", "attributes."]
)
def test_field_dropped(field: str) -> None:
    """A field's name that could be anything else is dropped, its reason is kept."""
    assert refusals_in(fields(**{field: REQUIRED})) == (Refusal(reason=REQUIRED),)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(sorted(REASONS)),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["errors", "error", "reason", "field", "uuid", "title", "detail"]) | st.text(),
            inner,
        )
    ),
)


@pytest.mark.wire
@given(status=st.integers(100, 999), body=st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
@example(status=400, body=b"[" * 100_000)
@example(status=200, body=b'{"errors":' * 50_000)
@example(status=400, body=b'{"errors": [{"field": "email", "errors": {"reason": []}}]}')
@example(status=400, body=b"1" * 10_000)
@example(status=400, body=b'{"a": "\xed\xa0\x80"}')
@example(status=400, body='{"errors": []}'.encode("utf-16"))
def test_any_body(status: int, body: bytes) -> None:
    """No status and no body make reading fail, and only known words come out of it."""
    answer = read(status, body)
    for refusal in answer.refusals:
        assert refusal.reason in REASONS | {UNLISTED}
        assert refusal.field is None or FIELD.fullmatch(refusal.field)
    assert (uuid_in(body) or "a").replace("-", "").replace("_", "").isalnum()


@pytest.mark.wire
@given(wrong=JSON)
def test_wrong_types_inside(wrong: Any) -> None:
    """A part of the wrong type spoils only itself: the reason beside it is still found."""
    good = {"field": "phone", "errors": [wrong, {"reason": REQUIRED}]}
    body = json.dumps({"error": None, "errors": [wrong, good]}).encode()
    assert Refusal(reason=REQUIRED, field="phone") in refusals_in(body)


def test_no_free_text() -> None:
    """Nothing that Personio writes freely gets into the answer."""
    error = {"reason": MARK, "title": MARK, "detail": MARK, "message": MARK, "field": MARK, "context": MARK}
    body = json.dumps({"error": error, "errors": [error, {**error, "errors": [error]}]}).encode()
    assert MARK not in repr(read(400, body))


@pytest.mark.parametrize("body", [b"", b"[]", b'{"uuid": 5}', b'{"uuid": "a b"}', b'{"uuid": ""}', b"<html>"])
def test_no_uuid(body: bytes) -> None:
    """A body without a usable uuid has none."""
    assert uuid_in(body) is None


def test_uuid() -> None:
    """An uploaded document's uuid is found among whatever else is told."""
    assert uuid_in(b'{"uuid": "0b1c-2d", "size": 12}') == "0b1c-2d"


@pytest.mark.parametrize(
    ("error", "field"),
    [
        ({"field": "email"}, "email"),
        ({"_meta": {"field": "email"}}, "email"),
        ({"pointer": "#/email"}, "email"),
        ({"pointer": "/attributes/0/value"}, "attributes.0.value"),
        ({"pointer": f"#/{MARK}"}, None),
        ({"pointer": ["email"], "_meta": []}, None),
    ],
)
def test_fields_of_an_envelope_and_a_problem(error: dict[str, Any], field: str | None) -> None:
    """v2 names a field in its own place, or points into what was sent; free text is no field."""
    body = json.dumps({"detail": MARK, "errors": [{"title": "Bad Request", "detail": EXISTS.value, **error}]})
    assert refusals_in(body.encode()) == (Refusal(reason=EXISTS, field=field),)


def test_a_problem_without_errors() -> None:
    """Its own detail counts then, where it is a reason of Personio's."""
    problem = {"type": "about:blank", "title": "Bad Request", "status": 400}
    assert refusals_in(json.dumps({**problem, "detail": EXISTS.value}).encode()) == (Refusal(reason=EXISTS),)
    assert refusals_in(json.dumps({**problem, "detail": MARK}).encode()) == ()
