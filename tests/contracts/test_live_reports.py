"""What accounts were found to answer is read as what it was: samples/live, replayed over HTTP."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from local.scenes.people import a_developer
from shared.adapters.personio.api import PersonioApplications
from shared.domain.application import Answer, Application, Outcome, ReasonCode
from shared.domain.credentials import Access, Credentials, Token
from tests.support.liar import lying
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
