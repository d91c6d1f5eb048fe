"""Company id → the id of its secret, legal in Google's and in AWS's store."""

import hashlib
import re

LONGEST = 255  # Google's limit, the tighter of the two


def secret_id(prefix: str, company_id: str) -> str:
    """The id of `company_id`'s secret: `[A-Za-z0-9_-]{1,255}`, another one for every other company.

    A company's id is a Firestore id, and those may hold nearly any character. Letters, digits and `-` stay;
    every other byte of its UTF-8 form, `_` included, becomes `_` and two hexadecimal digits, so no two ids
    meet. What would be too long ends in a digest instead, marked by `_h`: h is no such digit.
    """
    escaped = re.sub(rb"[^A-Za-z0-9-]", lambda byte: b"_%02x" % ord(byte[0]), company_id.encode()).decode()
    if len(prefix) + len(escaped) <= LONGEST:
        return prefix + escaped
    return f"{prefix}_h{hashlib.sha256(company_id.encode()).hexdigest()}"
