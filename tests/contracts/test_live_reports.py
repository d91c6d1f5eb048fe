"""What accounts were found to answer is read as what it was: samples/live, replayed over HTTP."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from local.scenes.people import a_developer
from shared.adapters.personio.api import PersonioApplications
from shared.domain.application import Answer, Application, Outcome, ReasonCode
from shared.domain.credentials import Access, Client, Credentials, Token
from tests.support.liar import Lie, lying
from tests.support.live_reports import FILES, Told, answer_to, replaying, report_of

pytestmark = pytest.mark.wire

CREDENTIALS = Credentials(account="1", key=Token(value="0123456789abcdef" * 2))
APPLICATION = Application(
    position_id=7, developer=a_developer(), email="ada@example.org", channel_id=1, with_document=False
)
MEANINGS: dict[str, tuple[Outcome, ReasonCode | None]] = {  # of the doctor's steps
    "complete_wrong": (Outcome.CREDENTIALS_WRONG, None),
    "missing_field": (Outcome.REFUSED, None),
    "unknown_position": (Outcome.REFUSED, ReasonCode.POSTING_NOT_FOUND),
    "channel": (Outcome.CHANNEL_REFUSED, ReasonCode.CHANNEL_NOT_FOUND),
    "attribute": (Outcome.REFUSED, ReasonCode.UNKNOWN_ATTRIBUTE),
    "date": (Outcome.REFUSED, ReasonCode.FUTURE_DATE),
    "phase": (Outcome.REFUSED, ReasonCode.INVALID_PHASE),
    "create": (Outcome.CREATED, None),
    "again": (Outcome.ALREADY_THERE, ReasonCode.ALREADY_EXISTS),
    "other_case": (Outcome.ALREADY_THERE, ReasonCode.ALREADY_EXISTS),
}
CLIENT = Credentials(account="1", key=Client(id="papi-client", secret="papi-secret"))
WITH_A_CLIENT: dict[str, Outcome] = {
    "v2_wrong": Outcome.ACCESS_REFUSED,
    "v2_read_only": Outcome.SCOPE_MISSING,
    "v2_unknown_position": Outcome.REFUSED,
}
TOKENS = {
    "grant": None,
    "grant_read": None,
    "client_unknown": "client_unknown",
    "secret_wrong": "client_secret_wrong",
}
OWNED = {"job": True, "job_unknown": False}
PROOFS = {"document": Outcome.CREATED, "document_wrong": Outcome.CREDENTIALS_WRONG}


def told(file: Path, steps: Iterable[str]) -> list[tuple[str, Told]]:
    """The steps that the report has an answer to, with it."""
    report = report_of(file)
    answers = [(step, answer_to(report, step)) for step in steps]
    return [(step, answer) for step, answer in answers if answer]


def with_answers(steps: Iterable[str]) -> pytest.MarkDecorator:
    """Each report that has an answer to one of the steps; an account may have had no credentials for them."""
    files = [file for file in FILES if told(file, steps)]
    return pytest.mark.parametrize("file", files, ids=lambda file: file.stem)


def adapter(url: str) -> PersonioApplications:
    return PersonioApplications(api_url=url)


def submitted(url: str) -> Answer:
    access = adapter(url).access(CREDENTIALS)
    assert isinstance(access, Access)
    return adapter(url).submit(APPLICATION, access, lambda: True)


@with_answers(MEANINGS)
def test_each_answer_to_an_application_is_read_as_what_it_was(file: Path) -> None:
    """The outcome is that of what was sent, in whatever form the account refuses."""
    for step, answer in told(file, MEANINGS):
        with lying(replaying(answer)) as url:
            read = submitted(url)
        outcome, reason = MEANINGS[step]
        assert read.outcome is outcome, step
        assert reason is None or reason in [refusal.reason for refusal in read.refusals], step


@with_answers(PROOFS)
def test_each_answer_to_a_document_proves_what_it_did(file: Path) -> None:
    """A document that was taken proves the token, one that was refused for its token disproves it."""
    for step, answer in told(file, PROOFS):
        with lying(replaying(answer)) as url:
            proof = adapter(url).prove(CREDENTIALS, ())
        assert proof.answer.outcome is PROOFS[step], step


@with_answers(WITH_A_CLIENT)
def test_each_answer_to_a_client_is_read_as_what_it_was(file: Path) -> None:
    """A wrong access token, one that may only read, and a position that does not exist are told apart."""
    for step, answer in told(file, WITH_A_CLIENT):
        with lying(after_a_token(replaying(answer))) as url:
            access = adapter(url).access(CLIENT)
            assert isinstance(access, Access)
            read = adapter(url).submit(APPLICATION, access, lambda: True)
        assert read.outcome is WITH_A_CLIENT[step], step


@with_answers(TOKENS)
def test_each_answer_of_the_token_endpoint_is_read_as_what_it_was(file: Path) -> None:
    """A token is given out, or it is told whether the client or its secret is wrong."""
    for step, answer in told(file, TOKENS):
        with lying(replaying(answer)) as url:
            access = adapter(url).access(CLIENT)
        assert TOKENS[step] == (access.problem if isinstance(access, Answer) else None), step


@with_answers(OWNED)
def test_each_answer_about_a_position_is_read_as_what_it_was(file: Path) -> None:
    """The account has the position of its feed, and not the one that does not exist."""
    for step, answer in told(file, OWNED):
        with lying(after_a_token(replaying(answer))) as url:
            assert adapter(url).owns(CLIENT, 1) is OWNED[step], step


def after_a_token(lie: Lie) -> Lie:
    """The lie, to whoever has asked for an access token."""
    granted = Told(200, "application/json", b'{"access_token": "papi-access", "expires_in": 86400}')
    return lambda liar: (replaying(granted) if liar.path == "/v2/auth/token" else lie)(liar)
