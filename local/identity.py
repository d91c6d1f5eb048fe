"""Local users' identity: a key pair of this run, its public key set, and ID tokens like Firebase's.

The functions verify these tokens with the code that runs in production; only the key set has another address.
Shape of the tokens: https://firebase.google.com/docs/auth/admin/verify-id-tokens
"""

import json
import time
from dataclasses import dataclass, field
from typing import Literal
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://securetoken.google.com/"
LIFETIME = 3600  # seconds


@dataclass(frozen=True, kw_only=True)
class KeyPair:
    """Signs for one run. A token of another pair with the same `key_id` is a forgery to this one."""

    key_id: str = field(default_factory=lambda: uuid4().hex)
    _key: RSAPrivateKey = field(default_factory=lambda: generate_private_key(65537, 2048), repr=False)

    def key_set(self) -> bytes:
        """The public key as a JSON Web Key Set (RFC 7517), as Google serves its own."""
        public = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        numbers = {name: public[name] for name in ("kty", "n", "e")}
        return json.dumps({"keys": [{**numbers, "use": "sig", "alg": "RS256", "kid": self.key_id}]}).encode()

    def token(
        self,
        uid: str,
        *,
        project: str,
        algorithm: Literal["RS256", "none"] = "RS256",
        headers: dict[str, object] | None = None,
        **claims: object,
    ) -> str:
        """A token that Firebase could have issued to `uid` just now.

        Args:
            uid: the user's id in Firebase.
            project: the Google Cloud project's id.
            algorithm: `none` leaves it unsigned.
            headers: over and above algorithm and key id.
            claims: replace the usual ones; None leaves one out. Times are seconds since 1970.
        """
        now = int(time.time())
        usual: dict[str, object] = {
            "iss": f"{ISSUER}{project}",
            "aud": project,
            "sub": uid,
            "user_id": uid,
            "auth_time": now,
            "iat": now,
            "exp": now + LIFETIME,
            "firebase": {"identities": {}, "sign_in_provider": "custom"},
        }
        wanted = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        key: RSAPrivateKey | str = self._key if algorithm == "RS256" else ""
        return jwt.encode(wanted, key, algorithm, {"kid": self.key_id, **(headers or {})})
