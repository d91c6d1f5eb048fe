"""A sign-in verified with PyJWT and nothing around it."""

import os
from functools import cache

import jwt
from flask import Request

PROJECT = os.environ.get("GOOGLE_CLOUD_PROJECT", "")


def uid(request: Request) -> str:
    """Who calls; a cold instance fetches the key set once."""
    token = request.headers["Authorization"].removeprefix("Bearer ")
    key = _keys().get_signing_key_from_jwt(token)
    issuer = f"https://securetoken.google.com/{PROJECT}"
    claims = jwt.decode(token, key.key, algorithms=["RS256"], issuer=issuer, audience=PROJECT)
    return str(claims["sub"])


@cache
def _keys() -> jwt.PyJWKClient:
    return jwt.PyJWKClient(os.environ["IDENTITY_KEYS_URL"])
