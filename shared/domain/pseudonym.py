"""What stands in place of an erased person's id: a keyed hash that names its key. Pure.

Without the key nobody can tell whose it is, not even by trying every id (HMAC, RFC 2104, with SHA-256).
"""

import hashlib
import hmac
import re

from shared.structs import Hidden

FORM = re.compile(r"erased\.[0-9]+\.[0-9a-f]{64}")


class HashKey(Hidden):
    """A key and its name, a number: what was hashed with it can be told as long as the key is there."""

    name: str
    value: bytes


def pseudonym(key: HashKey, developer_id: str) -> str:
    """The same for the same person and key; it can be the id of a document."""
    return f"erased.{key.name}.{hmac.new(key.value, developer_id.encode(), hashlib.sha256).hexdigest()}"


def is_pseudonym(developer_id: str) -> bool:
    """Whether it stands for somebody erased, and is nobody's id."""
    return FORM.fullmatch(developer_id) is not None
