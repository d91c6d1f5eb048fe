"""Pasted credentials: what is forgiven, what is told apart before and after Personio was asked."""

import pytest

from shared.domain.application import Answer, Outcome, ReasonCode, Refusal
from shared.domain.credentials import Credentials, Token, sendable
from shared.domain.errors import Problem
from shared.domain.pasted import problem_with, read, read_channel

TOKEN = "3f786850e387550fdab836ed7e6dc881de23001b"
UUID = "0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0"
SPACE = ["", " ", "\n", "\t \r\n", "\u00a0", "\u200b", "\ufeff", "\u202f\u2060", " \u200b\n"]


def problem(code: str, field: str | None = None) -> tuple[str, str | None]:
    return code, field


def refused(company_id: str, token: str) -> tuple[str, str | None]:
    with pytest.raises(Problem) as caught:
        read(company_id, token=token)
    assert token not in repr(caught.value) or not token
    return caught.value.code, caught.value.field


def against(answer: Answer, token: str = TOKEN) -> tuple[str, str | None, int | None] | None:
    problem = problem_with(answer, Credentials(account="12345", key=Token(value=token)))
    return (problem.code, problem.field, problem.retry_after) if problem else None


@pytest.mark.parametrize("space", SPACE)
def test_space_forgiven(space: str) -> None:
    """Visible and invisible white space around pasted values is no part of them."""
    assert read(f"{space}12345{space}", token=f"{space}{TOKEN}{space}") == Credentials(
        account="12345", key=Token(value=TOKEN)
    )


def test_number_forgiven() -> None:
    """Space inside the Company-ID and zeros before it make no other account."""
    assert read("012 345", token=TOKEN).account == read("12\u00a0345", token=TOKEN).account == "12345"


def test_bearer_forgiven() -> None:
    """A token copied with the word of its header is the token."""
    assert read("1", token=f"Bearer {TOKEN}").key == Token(value=TOKEN)


@pytest.mark.parametrize(
    "company_id",
    [
        "",
        "  ",
        "acme",
        "12a",
        "-5",
        "1.5",
        "1e3",
        "٣٤",
        "²",
        "0",
        "1" * 19,
        "https://acme.personio.de",
        TOKEN,
    ],
)
def test_no_number(company_id: str) -> None:
    """A Company-ID that is not a positive number is named as the cause."""
    assert refused(company_id, TOKEN) == problem("company_id_not_a_number", "personio_company_id")


@pytest.mark.parametrize("token", ["", "  ", "\u200b\n", "\u00a0"])
def test_no_token(token: str) -> None:
    """An empty token is named as missing."""
    assert refused("12345", token) == problem("token_missing", "access_token")


@pytest.mark.parametrize(
    "token",
    [
        "papi-0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0",
        " PAPI-abc",
        "Bearer papi-abc",
        f"{TOKEN} {UUID}",
        f"{TOKEN}\n{TOKEN}",
        "tökén",
        "a\u200bb",
        "a\x00b",
        "x" * 1001,
    ],
)
def test_wrong_kind(token: str) -> None:
    """A client's id or secret, two values, or what no header can carry is of the wrong kind."""
    assert refused("12345", token) == problem("token_wrong_kind", "access_token")


def test_repr() -> None:
    """Credentials never show their token."""
    assert TOKEN not in repr(read("1", token=TOKEN))


@pytest.mark.parametrize(
    ("typed", "channel"), [(None, None), ("", None), (" \u200b", None), (" 47 11\n", 4711)]
)
def test_channel(typed: str | None, channel: int | None) -> None:
    """A channel is a number or nothing."""
    assert read_channel(typed) == channel


@pytest.mark.parametrize("typed", ["matched.io", "0", "-1", "4711a"])
def test_no_channel(typed: str) -> None:
    """A channel that is not a number is named as the cause."""
    with pytest.raises(Problem, match="channel_id_not_a_number"):
        read_channel(typed)


def test_sendable() -> None:
    """A token with a line break cannot be sent; one word of printable characters can."""
    assert sendable(TOKEN)
    assert not sendable(f"{TOKEN}\n")
    assert not sendable("")


def test_good() -> None:
    """Nothing is said against credentials that Personio took."""
    assert against(Answer(outcome=Outcome.CREATED)) is None


def test_refused() -> None:
    """Credentials that Personio does not know are said to be refused."""
    assert against(Answer(outcome=Outcome.CREDENTIALS_WRONG)) == ("credentials_refused", "access_token", None)


@pytest.mark.parametrize("token", [UUID, UUID.upper(), "eyJhbGciOi.eyJzdWIi.c2ln", "12345"])
def test_likely_wrong_kind(token: str) -> None:
    """A refused token that looks like a client id, a signed token or the Company-ID is of the wrong kind."""
    assert read("12345", token=token).key == Token(value=token)
    answer = Answer(outcome=Outcome.CREDENTIALS_WRONG)
    assert against(answer, token) == ("token_wrong_kind", "access_token", None)


@pytest.mark.parametrize(
    ("reasons", "code"),
    [
        ((), "recruiting_feature_off"),
        (("unlisted",), "recruiting_feature_off"),
        (("feature.recruiting.disabled",), "recruiting_feature_off"),
        (("feature.public-api.disabled",), "public_api_off"),
    ],
)
def test_feature(reasons: tuple[str, ...], code: str) -> None:
    """A feature that is off is named; recruiting where Personio does not say which."""
    refusals = tuple(Refusal(reason=ReasonCode(reason)) for reason in reasons)
    assert against(Answer(outcome=Outcome.FEATURE_OFF, refusals=refusals)) == (code, None, None)


def test_limited() -> None:
    """Too many requests pass after a minute."""
    assert against(Answer(outcome=Outcome.LIMITED)) == ("personio_limited", None, 60)


@pytest.mark.parametrize("outcome", [Outcome.OUTAGE, Outcome.UNKNOWN])
def test_unreachable(outcome: Outcome) -> None:
    """Without an answer nothing is said about the credentials."""
    assert against(Answer(outcome=outcome)) == ("personio_unreachable", None, 60)
