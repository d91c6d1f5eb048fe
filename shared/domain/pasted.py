"""What an admin pastes as Personio credentials: is it of the right kind, and did Personio take it?"""

import re

from shared.domain.application import Answer, Outcome
from shared.domain.credentials import Client, Credentials, Token, sendable
from shared.domain.errors import Problem
from shared.domain.ledger.pace import WINDOW_SECONDS

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"  # zero-width and soft hyphen, copied from web pages
LONGEST_NUMBER = 18

CLIENT_CREDENTIAL = re.compile(r"papi-.*", re.IGNORECASE)
CLIENT_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
SIGNED_TOKEN = re.compile(r"eyJ[\w-]*\.[\w-]+\.[\w-]*")


def read(company_id: str, token: str) -> Credentials:
    """The credentials in what was pasted; white space around them, or inside the number, is forgiven.

    Raises:
        Problem: `company_id_not_a_number`, `token_missing`, `token_wrong_kind` (a client id or secret with
            its `papi-…`, several values at once, characters that no token has).
    """
    account = _number(company_id)
    if account is None:
        raise Problem("company_id_not_a_number", field="personio_company_id")
    token = _trimmed(token)
    if not token:
        raise Problem("token_missing", field="access_token")
    if CLIENT_CREDENTIAL.match(token) or not sendable(token):
        raise Problem("token_wrong_kind", field="access_token")
    return Credentials(account=str(account), key=Token(value=token))


def read_channel(channel_id: str | None) -> int | None:
    """The channel in what was pasted; None where nothing was.

    Raises:
        Problem: `channel_id_not_a_number`.
    """
    if channel_id is None or not _trimmed(channel_id):
        return None
    number = _number(channel_id)
    if number is None:
        raise Problem("channel_id_not_a_number", field="channel_id")
    return number


def problem_with(answer: Answer, credentials: Credentials) -> Problem | None:
    """What a proof of `credentials` says against them; None where they are good.

    A token that only looks like a client id is tried before it is called one: Personio documents no form for
    its tokens, and an admin whose good token we refuse could do nothing about it.
    """
    match answer.outcome:
        case Outcome.CREATED:
            return None
        case Outcome.CREDENTIALS_WRONG if _looks_like_another_kind(credentials):
            return Problem("token_wrong_kind", field="access_token")
        case Outcome.CREDENTIALS_WRONG:
            return Problem("credentials_refused", field="access_token")
        case Outcome.FEATURE_OFF:
            return Problem(answer.feature_problem)
        case Outcome.LIMITED:
            return Problem("personio_limited", retry_after=WINDOW_SECONDS)
        case _:
            return Problem("personio_unreachable", retry_after=WINDOW_SECONDS)


def _looks_like_another_kind(credentials: Credentials) -> bool:
    if isinstance(credentials.key, Client):
        return False
    token = credentials.key.value
    client = CLIENT_ID.fullmatch(token) or SIGNED_TOKEN.fullmatch(token)
    return bool(client) or _number(token) == int(credentials.account)


def _number(value: str) -> int | None:
    digits = "".join(value.translate(dict.fromkeys(map(ord, INVISIBLE))).split())
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        return None
    return int(digits) or None


def _trimmed(value: str) -> str:
    """`value` without visible or invisible space, or a pasted `Bearer`, around it."""
    bare = value.strip(INVISIBLE + " \t\r\n\v\f\u00a0\u202f\u2007\u3000\u2028\u2029\u0085")
    return re.sub(r"\ABearer\s+", "", bare, flags=re.IGNORECASE)
