"""Who calls? Firebase ID tokens, verified against the published key set.

Source: Firebase, "Verify ID tokens using a third-party JWT library".
"""

from functools import cache
from time import time

import jwt

from shared.domain.errors import Problem, Unavailable
from shared.edge import tuning

ISSUER = "https://securetoken.google.com/"


def uid(authorization: str | None, *, project: str, keys_url: str) -> str:
    """The signed-in person's uid.

    Raises:
        Problem: `not_signed_in` without a bearer token, `sign_in_invalid` for any that does not verify.
        Unavailable: the key set cannot be read.
    """
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem("not_signed_in")
    try:
        claims = _claims(token.strip(), project, keys_url)
    except jwt.PyJWKClientConnectionError as silent:
        raise Unavailable("the key set for sign-ins does not answer") from silent
    except jwt.PyJWTError as invalid:
        raise Problem("sign_in_invalid") from invalid
    subject, signed_in_at = claims["sub"], claims.get("auth_time", 0)
    now = time() + tuning.CLOCK_SKEW_SECONDS
    if not isinstance(subject, str) or not subject:
        raise Problem("sign_in_invalid")
    if not isinstance(signed_in_at, int | float) or signed_in_at > now:
        raise Problem("sign_in_invalid")
    return subject


def _claims(token: str, project: str, keys_url: str) -> dict[str, object]:
    key = _keys(keys_url).get_signing_key_from_jwt(token)
    claims: dict[str, object] = jwt.decode(
        token,
        key.key,
        algorithms=["RS256"],
        issuer=ISSUER + project,
        audience=project,
        leeway=tuning.CLOCK_SKEW_SECONDS,
        options={"require": ["exp", "iat", "sub", "aud", "iss"]},
    )
    return claims


@cache
def _keys(url: str) -> jwt.PyJWKClient:
    return jwt.PyJWKClient(url, lifespan=tuning.KEYS_LIFESPAN_SECONDS, timeout=tuning.KEYS_TIMEOUT_SECONDS)
