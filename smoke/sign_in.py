"""A member's Firebase token, for a user that exists for an hour and has no password."""

import json
import time
from dataclasses import dataclass
from urllib.parse import quote

import requests

from smoke.google import Google

AUDIENCE = "https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit"
TIMEOUT = 30.0


class NoSignIn(Exception):  # noqa: N818 - a fact that the person at the terminal reads
    """Google gave no token; the text says which of both steps."""


@dataclass(frozen=True, kw_only=True)
class FirebaseSignIn:
    """A custom token that a service account signs, exchanged for an ID token.

    Attributes:
        signer: e-mail of a service account of the project; the caller needs
            roles/iam.serviceAccountTokenCreator on it.
        api_key: the Firebase project's web key, which is no secret.
    """

    google: Google
    signer: str
    api_key: str

    def token(self, uid: str) -> str:
        """An ID token of `uid`.

        Raises:
            NoSignIn: one of the two steps was refused.
        """
        now = int(time.time())
        claims = {
            "iss": self.signer,
            "sub": self.signer,
            "aud": AUDIENCE,
            "uid": uid,
            "iat": now,
            "exp": now + 600,
        }
        signed = self.google.post(
            f"https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/{quote(self.signer)}:signJwt",
            {"payload": json.dumps(claims)},
        )
        if "signedJwt" not in signed:
            raise NoSignIn(f"{self.signer} does not sign: {signed.get('error', 'there is no such account')}.")
        answer = requests.post(
            self.google.address("https://identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken"),
            params={"key": self.api_key},
            json={"token": signed["signedJwt"], "returnSecureToken": True},
            timeout=TIMEOUT,
        )
        if not answer.ok:
            raise NoSignIn(f"Firebase answers {answer.status_code} to the custom token.")
        return str(answer.json()["idToken"])
