"""API v2: a client's id and secret give an access token, and that goes with the requests.

developer.personio.de, references `post_v2-auth-token` and `post_v2-auth-revoke`, changelog
`job-application-submission`; errors as in RFC 6749, 5.2, whose bodies Personio does not show.
"""

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from http import HTTPStatus

from shared.adapters import tuning
from shared.adapters.personio import answers, gateway
from shared.adapters.personio.access_tokens import AccessTokens, Given
from shared.adapters.personio.answers import document_in, items, member
from shared.adapters.personio.form import Form, Post
from shared.adapters.personio.http import NoAnswer, NotSent, Response
from shared.domain.application import Answer, Outcome, ReasonCode, Refusal
from shared.domain.credentials import Access, Client, Credentials
from shared.structs import Struct, field, replace

TOKEN, REVOKE = "/v2/auth/token", "/v2/auth/revoke"
SENDABLE = re.compile(r"[!-~]{1,8000}")  # in a header; signed tokens are long
PROBLEMS = {
    "invalid_client": "client_unknown",
    "unauthorized_client": "client_secret_wrong",
    "invalid_grant": "client_secret_wrong",
}
SILENT = Answer(outcome=Outcome.OUTAGE)


class ClientCredentials(Struct):
    """The account is the client's own, so that requests do not name it."""

    applications: str = "/v2/recruiting/applications"
    jobs: str = "/v2/recruiting/jobs"
    memory: AccessTokens = field(default_factory=AccessTokens)

    def access(self, credentials: Credentials, post: Post, *, anew: bool = False) -> Access | Answer:
        client = credentials.key
        if not isinstance(client, Client):
            return Answer(outcome=Outcome.CREDENTIALS_WRONG)
        told, fresh = self.memory.get(client, lambda: _fetch(client, post), anew=anew)
        if isinstance(told, Answer):
            return told
        return Access(credentials=credentials, token=told.token, fresh=fresh)

    def authorize(self, access: Access) -> Mapping[str, str]:
        return _bearer(access.token)

    def read(self, access: Access, response: Response) -> Answer:
        """What the account lacks by Personio's own reason codes comes before what the gateway says.

        An address that is none for this account is a feature that it lacks: so was API v2 refused to whom
        Personio had not opened it. Nothing was created, and the proof of the connection finds out when it is.
        """
        answer = replace(answers.read(response.status, response.body), rest=gateway.rest(response.headers))
        if any(refusal.reason.meaning.problem for refusal in answer.refusals):
            return answer
        if gateway.lacks_scope(response):
            self._forget(access)
            return replace(answer, outcome=Outcome.SCOPE_MISSING, refusals=(), fresh=access.fresh)
        if gateway.lacks_endpoint(response):
            off = (Refusal(reason=ReasonCode.PUBLIC_API_OFF),)
            return replace(answer, outcome=Outcome.FEATURE_OFF, refusals=off)
        if answer.outcome is Outcome.CREDENTIALS_WRONG:
            self._forget(access)
            return replace(answer, outcome=Outcome.ACCESS_REFUSED, fresh=access.fresh)
        return answer

    def revoke(self, credentials: Credentials, post: Post) -> None:
        """The token goes in the form (RFC 7009), and in the header as well, as a public client sends it."""
        client = credentials.key
        token = self.memory.forget(client) if isinstance(client, Client) else None
        if token:
            fields = {"token": token}
            with suppress(NotSent, NoAnswer):
                post(Form(path=REVOKE, fields=fields, headers=_bearer(token), seconds=tuning.REVOKE_SECONDS))

    def _forget(self, access: Access) -> None:
        """A scope may have been ticked, too, since the token was given out."""
        if isinstance(access.credentials.key, Client):
            self.memory.forget(access.credentials.key, access.token)


def _bearer(token: str) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _fetch(client: Client, post: Post) -> Given | Answer:
    """A new access token; without a wish for scopes it has all of the client's."""
    fields = {"grant_type": "client_credentials", "client_id": client.id, "client_secret": client.secret}
    try:
        response = post(Form(path=TOKEN, fields=fields, seconds=tuning.ACCESS_TOKEN_SECONDS))
    except (NotSent, NoAnswer):
        return SILENT
    if HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
        return _given(document_in(response.body))
    return _refused(response)


def _given(document: object) -> Given | Answer:
    """A success without a token that can be sent is no answer."""
    token = member(document, "access_token")
    if not (isinstance(token, str) and SENDABLE.fullmatch(token)):
        return SILENT
    return Given(token=token, seconds=_seconds(member(document, "expires_in")))


def _seconds(expires_in: object) -> float:
    """RFC 6749 allows that nobody says how long the token holds: ten minutes then. A day is the most."""
    try:
        seconds = float(expires_in) if isinstance(expires_in, int | float | str) else math.nan
    except (ValueError, OverflowError):
        seconds = math.nan
    if not seconds > 0:
        return tuning.ACCESS_TOKEN_UNTOLD_SECONDS
    return min(seconds, tuning.ACCESS_TOKEN_LONGEST_SECONDS)


def _refused(response: Response) -> Answer:
    """OAuth's words count under any 4xx; without one a 400 or 401 still refuses the client."""
    status = response.status
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Answer(outcome=Outcome.LIMITED, status=status)
    if not HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return replace(SILENT, status=status)
    words = _words(document_in(response.body))
    problem = next((PROBLEMS[word] for word in words if word in PROBLEMS), None)
    if problem is None and status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED}:
        problem = "client_refused"
    if problem is None:
        return replace(SILENT, status=status)
    return Answer(outcome=Outcome.CREDENTIALS_WRONG, status=status, problem=problem)


def _words(document: object) -> Iterator[str]:
    """What may be an error code of OAuth's: its own member, or an error of Personio's envelope."""
    for holder in (document, *items(member(document, "errors"))):
        for name in ("error", "code", "title", "detail", "type", "error_uri"):
            word = member(holder, name)
            if isinstance(word, str):
                yield re.split(r"[#.]", word.strip())[-1].lower().replace(" ", "_")
