"""API v1: the account's one recruiting token, together with the company id (reference `introduction-1`)."""

from collections.abc import Mapping

from shared.adapters.personio import answers
from shared.adapters.personio.form import Post
from shared.adapters.personio.http import Response
from shared.domain.application import Answer, Outcome
from shared.domain.credentials import Access, Credentials, Token, sendable
from shared.structs import Struct


class StaticToken(Struct):
    """The token itself goes with every request: there is nothing to fetch, to read with, or to end."""

    applications: str = "/v1/recruiting/applications"
    jobs: str = ""

    def access(self, credentials: Credentials, _post: Post, *, anew: bool = False) -> Access | Answer:  # noqa: ARG002 - the protocol's
        """One that no header can carry is wrong without being sent."""
        if not sendable(_token(credentials)):
            return Answer(outcome=Outcome.CREDENTIALS_WRONG)
        return Access(credentials=credentials)

    def authorize(self, access: Access) -> Mapping[str, str]:
        credentials = access.credentials
        return {"Authorization": f"Bearer {_token(credentials)}", "X-Company-ID": credentials.account}

    def read(self, _access: Access, response: Response) -> Answer:
        return answers.read(response.status, response.body)

    def revoke(self, credentials: Credentials, post: Post) -> None:
        """Personio has no way to end this token."""


def _token(credentials: Credentials) -> str:
    return credentials.key.value if isinstance(credentials.key, Token) else ""
