"""What the token endpoint of API v2 answers, and what that says about the client."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.personio.access_tokens import AccessTokens
from shared.adapters.personio.client_credentials import ClientCredentials
from shared.adapters.personio.form import Form
from shared.adapters.personio.http import NoAnswer, NotSent, Response
from shared.domain.application import Answer, Outcome
from shared.domain.credentials import Access, Client, Credentials

CREDENTIALS = Credentials(account="12345", key=Client(id="papi-1", secret="papi-canary-secret"))
GOOD = {"access_token": "canary-token", "token_type": "Bearer", "expires_in": 86_400}


class Endpoint:
    """Answers every form as told, and keeps the forms; the memory's clock is `now`."""

    def __init__(self, status: int = 200, document: object = None, body: bytes = b"") -> None:
        self.response = Response(status=status, headers={}, body=body or json.dumps(document).encode())
        self.forms: list[Form] = []
        self.fault: Exception | None = None
        self.now = 0.0
        self.way = ClientCredentials(memory=AccessTokens(clock=lambda: self.now))

    def __call__(self, form: Form) -> Response:
        self.forms.append(form)
        if self.fault:
            raise self.fault
        return self.response

    def access(self) -> Access | Answer:
        return self.way.access(CREDENTIALS, self)


def refused(status: int, document: object = None, body: bytes = b"") -> tuple[Outcome, str | None]:
    answer = Endpoint(status, document, body).access()
    assert isinstance(answer, Answer)
    return answer.outcome, answer.problem


def test_the_form_has_what_is_documented_and_nothing_else() -> None:
    """No scope is wished for, so that the token has all of the client's; nothing stands in the address."""
    endpoint = Endpoint(document=GOOD)
    assert endpoint.access() == Access(credentials=CREDENTIALS, token="canary-token", fresh=True)
    (form,) = endpoint.forms
    assert (form.path, form.headers) == ("/v2/auth/token", {})
    assert form.fields == {
        "grant_type": "client_credentials",
        "client_id": "papi-1",
        "client_secret": "papi-canary-secret",
    }


@pytest.mark.parametrize("status", [400, 401, 403])
@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("invalid_client", "client_unknown"),
        ("unauthorized_client", "client_secret_wrong"),
        ("invalid_grant", "client_secret_wrong"),
    ],
)
def test_a_refused_client_is_told_by_its_cause(status: int, code: str, problem: str) -> None:
    """OAuth's words count under any 4xx, where OAuth puts them and where Personio's envelope may."""
    wrong = (Outcome.CREDENTIALS_WRONG, problem)
    assert refused(status, {"error": code, "error_description": "canary"}) == wrong
    assert refused(status, {"errors": [{"title": "Bad Request", "detail": code}]}) == wrong
    assert refused(status, {"errors": [{"type": f"https://developer.example/errors#oauth2.{code}"}]}) == wrong
    assert refused(status, {"errors": [{"title": code.replace("_", " ").capitalize()}]}) == wrong


@pytest.mark.parametrize("status", [400, 401])
@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff", b"[]", b'{"error": {}}', b'{"error": "new_word"}'])
def test_a_refusal_that_says_nothing_still_refuses_the_client(status: int, body: bytes) -> None:
    """400 and 401 were both seen for wrong credentials, and their bodies are not documented."""
    assert refused(status, body=body) == (Outcome.CREDENTIALS_WRONG, "client_refused")


@pytest.mark.parametrize("status", [301, 307, 403, 404, 405, 408, 418, 500, 502, 503, 504])
def test_what_says_nothing_of_the_client_is_an_outage(status: int) -> None:
    """A proxy, another address or a broken Personio proves nothing against the client."""
    assert refused(status, {"errors": [{"title": "Not Found"}]}) == (Outcome.OUTAGE, None)


def test_too_many_are_limited() -> None:
    """429 says nothing of the client, either."""
    assert refused(429, {"error": "invalid_client"}) == (Outcome.LIMITED, None)


@pytest.mark.parametrize("fault", [NotSent("x"), NoAnswer("x")])
def test_silence_is_an_outage(fault: Exception) -> None:
    """Whether or not the request left: nothing of an application was sent."""
    endpoint = Endpoint()
    endpoint.fault = fault
    assert endpoint.access() == Answer(outcome=Outcome.OUTAGE)


@pytest.mark.parametrize(
    "token", [None, "", 7, {}, "two words", "line\nbreak", "tökén", "\x00", "x" * 8001, ["t"]]
)
def test_a_token_that_no_header_carries_is_no_answer(token: object) -> None:
    """A success without a token that can be sent is an outage."""
    assert refused(200, {**GOOD, "access_token": token}) == (Outcome.OUTAGE, None)


def test_a_long_signed_token_is_one() -> None:
    """Signed tokens are longer than any credentials that people paste."""
    access = Endpoint(document={**GOOD, "access_token": "x" * 4000}).access()
    assert isinstance(access, Access)


def kept(document: object) -> float:
    """How many seconds a token is used for, to the nearest hundred."""
    endpoint = Endpoint(document=document)
    endpoint.access()
    while len(endpoint.forms) == 1 and endpoint.now < 100_000:
        endpoint.now += 100
        endpoint.access()
    return endpoint.now


@pytest.mark.parametrize(
    ("expires_in", "seconds"),
    [
        (86_400, 86_100),
        ("3600", 3_300),
        (3600.5, 3_400),
        (1_000, 700),
        (10**30, 86_100),
        ("inf", 86_100),
        (None, 300),
        ("soon", 300),
        (0, 300),
        (-5, 300),
        ([], 300),
        ("nan", 300),
    ],
)
def test_how_long_a_token_is_used(expires_in: object, seconds: int) -> None:
    """Five minutes less than Personio says, a day at most; five minutes where nothing can be read."""
    assert kept({**GOOD, "expires_in": expires_in}) == seconds


def test_how_long_a_token_is_used_that_says_nothing() -> None:
    """RFC 6749 allows that `expires_in` is missing."""
    assert kept({"access_token": "t"}) == 300


def test_the_requests_name_no_account() -> None:
    """The access token says whose it is."""
    endpoint = Endpoint(document=GOOD)
    access = endpoint.access()
    assert isinstance(access, Access)
    assert endpoint.way.authorize(access) == {"Authorization": "Bearer canary-token"}


def test_revoking_sends_the_token_in_memory_once() -> None:
    """In a form, and only where there is one; silence changes nothing."""
    endpoint = Endpoint(document=GOOD)
    endpoint.way.revoke(CREDENTIALS, endpoint)
    endpoint.access()
    endpoint.fault = NoAnswer("x")
    endpoint.way.revoke(CREDENTIALS, endpoint)
    endpoint.way.revoke(CREDENTIALS, endpoint)
    sent = [(form.path, form.fields) for form in endpoint.forms[1:]]
    assert sent == [("/v2/auth/revoke", {"token": "canary-token"})]


@pytest.mark.parametrize("status", [200, 400, 401, 429, 500])
def test_silent(status: int, caplog: pytest.LogCaptureFixture) -> None:
    """Neither secret nor token shows in an answer, a form or the memory, whatever Personio quotes."""
    quoted = {**GOOD, "error": "papi-canary-secret", "errors": [{"detail": "papi-canary-secret"}]}
    endpoint = Endpoint(status, quoted)
    answer = endpoint.access()
    shown = repr(answer) + repr(endpoint.forms) + repr(endpoint.way) + caplog.text
    assert "canary" not in shown


@pytest.mark.wire
@given(
    st.integers(100, 599),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["error", "errors", "access_token", "expires_in", "code", "type", "x"]), inner
            )
        ),
    ),
)
def test_whatever_is_answered(status: int, document: Any) -> None:
    """Any document under any status is access or an answer of the port; nothing raises."""
    answer = Endpoint(status, document).access()
    if isinstance(answer, Answer):
        assert answer.outcome in {Outcome.CREDENTIALS_WRONG, Outcome.LIMITED, Outcome.OUTAGE}
