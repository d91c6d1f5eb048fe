"""What an admin pastes as Personio credentials: is it of the right kind, and did Personio take it?"""

import re

from shared.domain.application import Answer, Outcome
from shared.domain.credentials import Client, Credentials, Key, Token, sendable
from shared.domain.errors import Problem
from shared.domain.ledger.pace import WINDOW_SECONDS

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"  # zero-width and soft hyphen, copied from web pages
SPACE = INVISIBLE + " \t\r\n\v\f\u00a0\u202f\u2007\u3000\u2028\u2029\u0085"
LONGEST_NUMBER = 18

COMPANY_ID, ACCESS_TOKEN, CLIENT = "personio_company_id", "access_token", "client"
CLIENT_ID, CLIENT_SECRET = "client.id", "client.secret"

PAPI = re.compile(r"papi-.*", re.IGNORECASE)  # how Personio begins whatever belongs to an API client
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
SIGNED_TOKEN = re.compile(r"eyJ[\w-]*\.[\w-]+\.[\w-]*")
BETWEEN = re.compile(r"[\s:,;|]+")
NAMES = {  # as JSON, a form or a file of settings names them, and as Personio's page labels them
    CLIENT_ID: re.compile(r"client[_ -]?id[\"']?[\s:=]", re.IGNORECASE),
    CLIENT_SECRET: re.compile(r"(?:client|api)[_ -]?secret[\"']?[\s:=]", re.IGNORECASE),
    ACCESS_TOKEN: re.compile(r"access[_ -]?token[\"']?[\s:=]", re.IGNORECASE),
}
LOOKS = {
    CLIENT_ID: re.compile(rf"(?:papi-)?{UUID}", re.IGNORECASE),
    CLIENT_SECRET: PAPI,
    COMPANY_ID: re.compile(rf"[0-9]{{1,{LONGEST_NUMBER}}}"),
    ACCESS_TOKEN: re.compile(r"[0-9a-z]{20,100}", re.IGNORECASE),
}


def read(company_id: str, *, token: str | None = None, client: Client | None = None) -> Credentials:
    """The credentials in what was pasted; white space around them, or inside the number, is forgiven.

    Raises:
        Problem: `company_id_not_a_number`; `credentials_missing` or `credentials_both` (one kind is needed);
            `token_missing`, `client_missing`; `token_wrong_kind` (a client's id or secret, several values at
            once, characters that no token has), `client_wrong_kind`. `belongs_to` names the field that such
            a value belongs to, `client` where it holds id and secret, and is absent where nobody can tell.
    """
    account = _number(company_id)
    if account is None:
        raise _misplaced("company_id_not_a_number", COMPANY_ID, company_id)
    if token is not None and client is not None:
        raise Problem("credentials_both", field=CLIENT)
    return Credentials(account=str(account), key=_key(token, client))


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


def belongs_to(pasted: str) -> str | None:
    """The field that a value belongs to by its looks, `client` where it holds id and secret.

    None where nobody can tell, as of an access token that an API client was given for a day.
    """
    text = pasted.strip(SPACE)
    named = _named(text)
    if named:
        client = {CLIENT_ID, CLIENT_SECRET} <= named
        return CLIENT if client else next(field for field in NAMES if field in named)
    bare = _trimmed(text)
    if bare != text:
        return None if PAPI.match(bare) else ACCESS_TOKEN
    match BETWEEN.split(text):
        case [word]:
            return next((field for field, looks in LOOKS.items() if looks.fullmatch(word)), None)
        case [first, _] if LOOKS[CLIENT_ID].fullmatch(first) or PAPI.fullmatch(first):
            return CLIENT
        case _:
            return None


def problem_with(answer: Answer, credentials: Credentials) -> Problem | None:
    """What a proof of `credentials` says against them; None where they are good.

    What only looks like another field's value is tried before it is called one: Personio documents no form
    for its tokens, and an admin whose good token we refuse could do nothing about it.
    """
    match answer.outcome:
        case Outcome.CREATED:
            return None
        case Outcome.CREDENTIALS_WRONG:
            return _refused(answer, credentials.key)
        case Outcome.SCOPE_MISSING:
            return Problem(answer.problem or "scope_write_missing")
        case Outcome.FEATURE_OFF:
            return Problem(answer.feature_problem)
        case Outcome.LIMITED:
            return Problem("personio_limited", retry_after=WINDOW_SECONDS)
        case _:
            return Problem("personio_unreachable", retry_after=WINDOW_SECONDS)


def _key(token: str | None, client: Client | None) -> Key:
    if client is not None:
        return Client(
            id=_part_of_client(client.id, CLIENT_ID), secret=_part_of_client(client.secret, CLIENT_SECRET)
        )
    if token is None:
        raise Problem("credentials_missing", field=ACCESS_TOKEN)
    bare = _trimmed(token)
    if not bare:
        raise Problem("token_missing", field=ACCESS_TOKEN)
    if PAPI.match(bare) or _named(bare) or not sendable(bare):
        raise _misplaced("token_wrong_kind", ACCESS_TOKEN, token)
    return Token(value=bare)


def _part_of_client(pasted: str, field: str) -> str:
    text = pasted.strip(SPACE)
    if not text:
        raise Problem("client_missing", field=field)
    if _named(text) or not sendable(text) or belongs_to(text) == CLIENT:
        raise _misplaced("client_wrong_kind", field, text)
    return text


def _refused(answer: Answer, key: Key) -> Problem:
    if isinstance(key, Token):
        another = SIGNED_TOKEN.fullmatch(key.value) or belongs_to(key.value) not in {None, ACCESS_TOKEN}
        return _misplaced("token_wrong_kind" if another else "credentials_refused", ACCESS_TOKEN, key.value)
    code = answer.problem or "client_refused"
    if code == "client_secret_wrong":  # its id is known: no other field can have lost the secret
        return Problem(code, field=CLIENT_SECRET)
    return _misplaced(code, CLIENT_ID, key.id)


def _misplaced(code: str, field: str, pasted: str) -> Problem:
    """With the field that it belongs to, where that is another one or has to be taken out of more."""
    found = belongs_to(pasted)
    elsewhere = found and (found != field or _named(pasted))
    return Problem(code, field=field, members={"belongs_to": found} if elsewhere else None)


def _named(text: str) -> set[str]:
    """The fields whose names stand in `text`, before a value."""
    return {field for field, name in NAMES.items() if name.search(text)}


def _number(value: str) -> int | None:
    digits = "".join(value.translate(dict.fromkeys(map(ord, INVISIBLE))).split())
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        return None
    return int(digits) or None


def _trimmed(value: str) -> str:
    """`value` without visible or invisible space, or a pasted `Bearer`, around it."""
    return re.sub(r"\ABearer\s+", "", value.strip(SPACE), flags=re.IGNORECASE)
