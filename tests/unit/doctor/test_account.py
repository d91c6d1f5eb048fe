"""Whose Personio is asked, and with whose leave: prompts, environment, arguments, the question first."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from doctor import words
from doctor.__main__ import main
from doctor.account import Account, NotUsable, asked_for

SECRETS = {"DOCTOR_TOKEN": "canary-token", "DOCTOR_CLIENT_SECRET": "canary-secret"}
COMPLETE = {
    "DOCTOR_CAREERS_URL": "https://acme.jobs.personio.com/job/1",
    "DOCTOR_COMPANY_ID": " 100 ",
    "DOCTOR_CLIENT_ID": "canary-client",
    **SECRETS,
}


class Person:
    """Answers prompts by their words; `asked` are those that were seen, `unseen` those without an echo."""

    def __init__(self, answers: Mapping[words.Words, str]) -> None:
        self._answers = {sentence.de: answer for sentence, answer in answers.items()}
        self.asked: list[str] = []
        self.unseen: list[str] = []

    def ask(self, prompt: str) -> str:
        self.asked.append(prompt)
        return self._answers.get(prompt, "")

    def ask_unseen(self, prompt: str) -> str:
        self.unseen.append(prompt)
        return self._answers.get(prompt, "")


def of(environment: Mapping[str, str], person: Person, *, alone: bool = False) -> Account:
    return asked_for(environment, person.ask, person.ask_unseen, "de", alone=alone)


def test_a_person_is_asked_and_secrets_are_not_shown() -> None:
    """Address and ids are typed, token and secret without an echo."""
    person = Person(
        {
            words.CAREERS_URL: "acme",
            words.COMPANY_ID: "100",
            words.TOKEN: "canary-token",
            words.CLIENT_ID: "id",
            words.CLIENT_SECRET: "canary-secret",
        }
    )
    account = of({}, person)
    assert (account.company_id, account.token, account.client_id) == ("100", "canary-token", "id")
    assert person.unseen == [words.TOKEN.de, words.CLIENT_SECRET.de]
    assert "canary" not in repr(account)


def test_what_is_left_empty_is_not_asked_for_further() -> None:
    """Without a Company-ID no token, without a client id no secret."""
    person = Person({words.CAREERS_URL: "acme"})
    account = of({}, person)
    assert (account.token, account.client_secret, person.unseen) == ("", "", [])


def test_an_environment_with_credentials_is_complete() -> None:
    """Nobody is asked for more; values are trimmed, and the real Personio is meant."""
    person = Person({})
    account = of(COMPLETE, person)
    assert (account.company_id, account.board.tld, account.door) == ("100", "com", "v1")
    assert person.asked == person.unseen == []
    assert account.is_personios
    assert account.page(account.board) == "https://acme.jobs.personio.com"


def test_a_name_without_the_prefix_is_somebody_elses() -> None:
    """A TOKEN in the environment is not Personio's, and is never sent there."""
    account = of({"DOCTOR_CAREERS_URL": "acme", "TOKEN": "canary", "CLIENT_ID": "canary"}, Person({}))
    assert (account.token, account.client_id) == ("", "")


def test_another_address_is_not_personios() -> None:
    """A report from elsewhere says so."""
    assert not of({**COMPLETE, "PERSONIO_API_URL": "http://127.0.0.1:1"}, Person({})).is_personios


def test_alone_it_asks_for_nothing_but_the_address() -> None:
    """In a script what is not named is left out."""
    person = Person({})
    assert of({"DOCTOR_CAREERS_URL": "acme"}, person, alone=True).client_id == ""
    assert person.asked == []


@pytest.mark.parametrize("typed", ["", "https://canary.example.com", "canary token"])
def test_what_is_no_careers_page_is_told(typed: str) -> None:
    """Nothing is quoted: what was typed may be a token."""
    with pytest.raises(NotUsable) as raised:
        of({"DOCTOR_CAREERS_URL": typed}, Person({}))
    assert str(raised.value) == words.NO_ADDRESS.de


NOWHERE = {"PERSONIO_API_URL": "http://127.0.0.1:1", "PERSONIO_JOBS_URL": "http://127.0.0.1:1/{slug}"}


def run(*arguments: str, answer: str = "", folder: Path) -> tuple[int, str]:
    said: list[str] = []
    code = main(
        [f"--report={folder / 'report.json'}", *arguments],
        {**COMPLETE, **NOWHERE},
        ask=lambda _: answer,
        ask_unseen=lambda _: "",
        say=said.append,
    )
    return code, "\n".join(said)


@pytest.mark.parametrize(("language", "no"), [("de", "nein"), ("en", "no"), ("de", ""), ("en", "j")])
def test_without_a_yes_nothing_is_sent(language: str, no: str, tmp_path: Path) -> None:
    """The table is shown, the question asked, and no report is written."""
    code, said = run(f"--language={language}", answer=no, folder=tmp_path)
    assert code == 2
    assert "/recruiting/applications" in said
    assert not (tmp_path / "report.json").exists()
    assert "canary" not in said


@pytest.mark.parametrize(("language", "yes"), [("de", "j"), ("en", "Yes")])
def test_with_a_yes_it_starts(language: str, yes: str, tmp_path: Path) -> None:
    """Where nobody answers there is a report that says so, and exit code 3."""
    code, said = run(f"--language={language}", answer=yes, folder=tmp_path)
    assert code == 3
    assert (tmp_path / "report.json").exists()
    assert "canary" not in said + (tmp_path / "report.json").read_text()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--create"],
        ["--create", "--position=1"],
        ["--create", "--email=ada@example.org"],
        ["--position=1", "--email=ada@example.org"],
        ["--create", "--position=1", "--email=ada"],
        ["--create", "--position=1", "--position=2", "--position=3", "--email=ada@example.org"],
    ],
)
def test_creating_takes_all_three(arguments: list[str], tmp_path: Path) -> None:
    """--create, one or two positions and an address stand together, else nothing starts."""
    code, said = run("--yes", *arguments, folder=tmp_path)
    assert (code, said) == (2, words.CREATE_NEEDS.de)


def test_the_plan_says_what_is_left_behind(tmp_path: Path) -> None:
    """Creating is a part of its own in the table, with the applicants it leaves."""
    arguments = ("--create", "--position=1", "--email=ada@example.org", "--language=en")
    _, harmless = run("--language=en", folder=tmp_path)
    _, said = run(*arguments, folder=tmp_path)
    assert words.CREATING.en in said
    assert words.CREATING.en not in harmless
    assert "leaves: an applicant under the address that was given" in said
    assert "ada@example.org" not in said
