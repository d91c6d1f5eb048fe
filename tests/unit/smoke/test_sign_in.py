"""The canary's sign-in: a custom token that Google signs, exchanged at Firebase."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from smoke.google import Google
from smoke.sign_in import AUDIENCE, FirebaseSignIn, NoSignIn
from tests.support.google_answers import Asked, answering

SIGNER = "smoke@matched-staging.iam.gserviceaccount.com"
SIGN = f"/iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/{SIGNER}:signJwt"
EXCHANGE = "/identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken?key=web-key"
ANSWERS = {SIGN: {"signedJwt": "signed"}, EXCHANGE: {"idToken": "id-token"}}


def signed_in(answers: dict[str, Any], asked: Callable[[Asked], None] = lambda _: None) -> str:
    with answering(answers, asked) as address:
        google = Google(token="own-login", at=address)
        return FirebaseSignIn(google=google, signer=SIGNER, api_key="web-key").token("smoke-1-admin")


def test_a_member_is_signed_in() -> None:
    """The signer signs who it is, for minutes; Firebase gets the signature, and never the caller's login."""
    asked: list[Asked] = []
    assert signed_in(ANSWERS, asked.append) == "id-token"
    sign, exchange = asked
    claims = json.loads(sign.body["payload"])
    issued = claims.pop("iat")
    assert claims.pop("exp") == issued + 600
    assert abs(issued - time.time()) < 60
    assert claims == {"iss": SIGNER, "sub": SIGNER, "aud": AUDIENCE, "uid": "smoke-1-admin"}
    assert sign.headers["Authorization"] == "Bearer own-login"
    assert exchange.body == {"token": "signed", "returnSecureToken": True}
    assert "Authorization" not in exchange.headers


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({SIGN: 403}, f"{SIGNER} does not sign: Google answers 403."),
        ({SIGN: 404}, f"{SIGNER} does not sign: there is no such account."),
        ({EXCHANGE: 400}, "Firebase answers 400 to the custom token."),
    ],
)
def test_a_step_that_is_refused_is_named(wrong: dict[str, Any], sentence: str) -> None:
    """Whoever reads it knows which of both steps, and neither token."""
    with pytest.raises(NoSignIn) as refused:
        signed_in({**ANSWERS, **wrong})
    assert str(refused.value) == sentence
