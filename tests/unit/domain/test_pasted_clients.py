"""Pasted API clients, and values in the wrong field: which field they belong to."""

import pytest

from shared.domain.application import Answer, Outcome
from shared.domain.credentials import Client, Credentials, Key, Token
from shared.domain.errors import Problem
from shared.domain.pasted import belongs_to, problem_with, read

TOKEN = "3f786850e387550fdab836ed7e6dc881de23001b"
UUID = "0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0"
ID, SECRET = f"papi-{UUID}", "papi-Zm9v_YmFy-c2VjcmV0"
JSON = f'{{"client_id": "{ID}", "client_secret": "{SECRET}"}}'


def client(id_: str, secret: str) -> tuple[str, str | None, object]:
    """What is said against a client that nobody asks Personio about."""
    with pytest.raises(Problem) as caught:
        read("12345", client=Client(id=id_, secret=secret))
    return caught.value.code, caught.value.field, caught.value.members.get("belongs_to")


def after(answer: Answer, key: Key) -> tuple[str, str | None, object]:
    """What is said against credentials once Personio has answered."""
    problem = problem_with(answer, Credentials(account="12345", key=key))
    assert problem
    return problem.code, problem.field, problem.members.get("belongs_to")


@pytest.mark.parametrize("space", ["", " ", "\n", "\u00a0", "\u200b", " \u200b\r\n"])
def test_space_around_a_client_is_forgiven(space: str) -> None:
    """Visible and invisible white space around id and secret is no part of them."""
    typed = Client(id=f"{space}{ID}{space}", secret=f"{space}{SECRET}{space}")
    assert read("12345", client=typed) == Credentials(account="12345", key=Client(id=ID, secret=SECRET))


def test_a_client_of_any_form_is_tried() -> None:
    """Personio documents no form for ids and secrets: whatever can be sent is tried before it is refused."""
    for id_, secret in ((UUID, ID), (TOKEN, UUID), (SECRET, ID)):
        assert read("1", client=Client(id=id_, secret=secret)).key == Client(id=id_, secret=secret)


def test_exactly_one_kind_is_needed() -> None:
    """Neither token nor client, and both at once, have a problem of their own."""
    with pytest.raises(Problem, match="credentials_missing"):
        read("12345")
    with pytest.raises(Problem, match="credentials_both"):
        read("12345", token=TOKEN, client=Client(id=ID, secret=SECRET))


@pytest.mark.parametrize("empty", ["", " ", "\u200b\n"])
def test_half_a_client_is_named(empty: str) -> None:
    """The half that is empty is named."""
    assert client(empty, SECRET) == ("client_missing", "client.id", None)
    assert client(ID, empty) == ("client_missing", "client.secret", None)


@pytest.mark.parametrize(
    ("pasted", "field"),
    [
        (ID, "client.id"),
        (UUID, "client.id"),
        (ID.upper(), "client.id"),
        (SECRET, "client.secret"),
        ("12345", "personio_company_id"),
        (TOKEN, "access_token"),
        (f"Bearer {TOKEN}", "access_token"),
        (f"Bearer {SECRET}", None),
        (f"{ID} {SECRET}", "client"),
        (f"{ID}:{SECRET}", "client"),
        (f" {ID}\r\n{SECRET}\n", "client"),
        (f"{UUID}\t{TOKEN}", "client"),
        (f"Client ID: {ID}\nClient secret: {SECRET}", "client"),
        (f"Client ID\n{ID}\nAPI secret\n{SECRET}", "client"),
        (JSON, "client"),
        (JSON.replace(" ", ""), "client"),
        (f"client_id={ID}&client_secret={SECRET}", "client"),
        (f'{{"client_id":"{ID}"}}', "client.id"),
        (f'"client_secret": "{SECRET}"', "client.secret"),
        (f'{{"access_token":"{TOKEN}"}}', "access_token"),
        (f"{TOKEN} {UUID}", None),
        ("eyJhbGciOi.eyJzdWIi.c2ln", None),
        ("acme", None),
        ("", None),
    ],
)
def test_a_value_tells_its_field_by_its_looks(pasted: str, field: str | None) -> None:
    """Client id, secret, Company-ID and token are told apart; id and secret together are a client."""
    assert belongs_to(pasted) == field


@pytest.mark.parametrize("pasted", [ID, SECRET, JSON, f"{ID}\n{SECRET}", f'{{"access_token":"{TOKEN}"}}'])
def test_a_wrong_token_says_where_it_belongs(pasted: str) -> None:
    """What cannot be a token is refused at once, with the field that it belongs to."""
    with pytest.raises(Problem) as caught:
        read("12345", token=pasted)
    assert (caught.value.code, caught.value.field) == ("token_wrong_kind", "access_token")
    assert caught.value.members == {"belongs_to": belongs_to(pasted)}
    assert not [word for word in (ID, SECRET, TOKEN) if word in repr(vars(caught.value))]


def test_a_wrong_company_id_says_where_it_belongs() -> None:
    """What is no number is refused with the field that it belongs to, where it has the looks of one."""
    for pasted, field in ((TOKEN, "access_token"), (ID, "client.id"), ("acme", None)):
        with pytest.raises(Problem) as caught:
            read(pasted, token=TOKEN)
        assert caught.value.members.get("belongs_to") == field


def test_more_than_one_value_is_no_part_of_a_client() -> None:
    """A pair, a snippet or a header in one of the two fields is refused, with where it belongs."""
    for pasted, field in (
        (JSON, "client"),
        (f"{ID}:{SECRET}", "client"),
        (f"Bearer {TOKEN}", "access_token"),
    ):
        assert client(pasted, SECRET) == ("client_wrong_kind", "client.id", field)
        assert client(ID, pasted) == ("client_wrong_kind", "client.secret", field)
    for pasted in ("a b", "tökén", "x" * 1001):
        assert client(pasted, SECRET) == ("client_wrong_kind", "client.id", None)


@pytest.mark.parametrize(
    ("problem", "key", "said"),
    [
        ("client_unknown", Client(id=ID, secret=SECRET), ("client_unknown", "client.id", None)),
        ("client_unknown", Client(id=SECRET, secret=ID), ("client_unknown", "client.id", "client.secret")),
        (
            "client_unknown",
            Client(id="12345", secret=ID),
            ("client_unknown", "client.id", "personio_company_id"),
        ),
        ("client_secret_wrong", Client(id=ID, secret=ID), ("client_secret_wrong", "client.secret", None)),
        (None, Client(id=ID, secret=SECRET), ("client_refused", "client.id", None)),
        (None, Token(value=TOKEN), ("credentials_refused", "access_token", None)),
        (None, Token(value=UUID), ("token_wrong_kind", "access_token", "client.id")),
        (None, Token(value="12345"), ("token_wrong_kind", "access_token", "personio_company_id")),
    ],
)
def test_one_cause_for_each_refusal(problem: str | None, key: Key, said: tuple[str, str, str | None]) -> None:
    """What Personio refuses is named by its cause and field, and by the field it looks like."""
    assert after(Answer(outcome=Outcome.CREDENTIALS_WRONG, problem=problem), key) == said


@pytest.mark.parametrize("missing", ["scope_write_missing", "scope_read_missing"])
def test_what_a_client_may_not_do_is_named(missing: str) -> None:
    """Each scope that is missing has its own message."""
    answer = Answer(outcome=Outcome.SCOPE_MISSING, problem=missing)
    assert after(answer, Client(id=ID, secret=SECRET)) == (missing, None, None)
