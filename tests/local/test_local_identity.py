"""Local tokens are what Firebase's are, and can be forged on purpose."""

import json
import time
from typing import Any

import jwt
import pytest

from local.identity import KeyPair

PAIR = KeyPair()


def verified(token: str) -> dict[str, object]:
    """As a function does it: with the public key set alone."""
    keys = jwt.PyJWKSet.from_json(PAIR.key_set().decode())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    return jwt.decode(
        token,
        key,
        algorithms=["RS256"],
        audience="demo",
        issuer="https://securetoken.google.com/demo",
        options={"require": ["exp", "iat", "sub", "aud", "iss"]},
    )


def test_a_token_is_firebases() -> None:
    """A token carries the claims that Firebase documents, is signed by the key named, and lasts an hour."""
    claims = verified(PAIR.token("ada", project="demo"))
    assert (claims["sub"], claims["user_id"], claims["aud"]) == ("ada", "ada", "demo")
    assert int(str(claims["exp"])) - int(str(claims["iat"])) == 3600
    assert int(str(claims["auth_time"])) <= time.time()


def test_the_key_set_has_no_private_part() -> None:
    """The key set names one RSA key for signatures and nothing of its private half."""
    (key,) = json.loads(PAIR.key_set())["keys"]
    assert key.keys() == {"kty", "n", "e", "use", "alg", "kid"}
    assert (key["kty"], key["use"], key["alg"], key["kid"]) == ("RSA", "sig", "RS256", PAIR.key_id)


@pytest.mark.parametrize(
    ("forged", "refusal"),
    [
        ({"exp": 1_000_000_000}, jwt.ExpiredSignatureError),
        ({"iat": 33_000_000_000, "exp": 34_000_000_000}, jwt.ImmatureSignatureError),
        ({"aud": "another"}, jwt.InvalidAudienceError),
        ({"iss": "https://securetoken.google.com/another"}, jwt.InvalidIssuerError),
        ({"sub": None}, jwt.MissingRequiredClaimError),
    ],
)
def test_claims_can_be_forged(forged: dict[str, Any], refusal: type[Exception]) -> None:
    """A claim given replaces the usual one and None leaves it out, for a verifier to refuse."""
    with pytest.raises(refusal):
        verified(PAIR.token("ada", project="demo", **forged))


def test_none_leaves_a_claim_out() -> None:
    """A claim given as None is absent, not null."""
    token = PAIR.token("ada", project="demo", auth_time=None)
    assert "auth_time" not in jwt.decode(token, options={"verify_signature": False})


def test_an_unsigned_token_can_be_made() -> None:
    """`alg: none` makes a token without signature, which names the right key all the same."""
    token = PAIR.token("ada", project="demo", algorithm="none")
    assert token.endswith(".")
    with pytest.raises(jwt.InvalidAlgorithmError):
        verified(token)


def test_another_pair_with_the_same_key_id_is_a_forger() -> None:
    """The same key id does not make the same key."""
    with pytest.raises(jwt.InvalidSignatureError):
        verified(KeyPair(key_id=PAIR.key_id).token("ada", project="demo"))


def test_no_key_shows_in_a_representation() -> None:
    """What a log line would print of a pair is its id alone."""
    assert repr(PAIR) == f"KeyPair(key_id={PAIR.key_id!r})"
