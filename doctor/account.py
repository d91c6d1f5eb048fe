"""Whose Personio is asked, and what the person allows; credentials come from prompts or the environment."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from doctor import words
from doctor.openapi import Described
from doctor.words import Language, Words
from shared.domain.board import Board, parse
from shared.domain.errors import Problem

API_URL = "https://api.personio.de"
PREFIX = "DOCTOR_"  # of what the environment names; anything else there is somebody else's
JOBS_URL = "https://{slug}.jobs.personio.{tld}"

Prompt = Callable[[str], str]


class NotUsable(Exception):  # noqa: N818 - a fact that the person at the terminal reads
    """An input is missing or makes no sense; the text is for people and quotes nothing."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """One Personio account; without `token` and client only its careers page is asked."""

    board: Board
    company_id: str = ""
    token: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    api_url: str = API_URL
    jobs_url: str = JOBS_URL

    @property
    def door(self) -> Literal["v1", "v2"]:
        """The version of the API that applications go to."""
        return "v1" if self.token or not self.client_id else "v2"

    @property
    def is_personios(self) -> bool:
        """Whether the real Personio is asked, and nobody who plays it."""
        return (self.api_url, self.jobs_url) == (API_URL, JOBS_URL)

    def page(self, board: Board) -> str:
        """Where the careers page stands, without a slash at its end."""
        return self.jobs_url.replace("{slug}", board.slug).replace("{tld}", board.tld).rstrip("/")


@dataclass(frozen=True, kw_only=True)
class Leave:
    """What the person allows beyond the harmless part.

    Attributes:
        create: applicants, under the `positions` (one or two) and the `email`.
        limit: to ask until Personio limits it.
        described: Personio's published description, where it was given.
    """

    create: bool = False
    positions: tuple[int, ...] = ()
    email: str = field(default="", repr=False)
    limit: bool = False
    described: Described | None = None


def asked_for(
    environment: Mapping[str, str], ask: Prompt, ask_unseen: Prompt, language: Language, *, alone: bool
) -> Account:
    """The account, from DOCTOR_… in the environment; what it does not name is asked for.

    Where the environment names any credentials, or nobody is there (`alone`), those are all.

    Raises:
        NotUsable: no careers page, or nobody there to ask.
    """
    ours = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    named = {name.removeprefix(PREFIX): value.strip() for name, value in ours.items()}
    complete = alone or any(named.get(name) for name in ("TOKEN", "CLIENT_ID"))

    def value(name: str, sentence: Words, prompt: Prompt) -> str:
        if name in named or (complete and name != "CAREERS_URL"):
            return named.get(name, "")
        try:
            return prompt(sentence.of(language)).strip()
        except EOFError:
            raise NotUsable(words.NO_INPUT.of(language)) from None

    try:
        board = parse(value("CAREERS_URL", words.CAREERS_URL, ask))
    except Problem:
        raise NotUsable(words.NO_ADDRESS.of(language)) from None
    company_id = value("COMPANY_ID", words.COMPANY_ID, ask)
    token = value("TOKEN", words.TOKEN, ask_unseen) if company_id else ""
    client_id = value("CLIENT_ID", words.CLIENT_ID, ask)
    secret = value("CLIENT_SECRET", words.CLIENT_SECRET, ask_unseen) if client_id else ""
    return Account(
        board=board,
        company_id=company_id,
        token=token,
        client_id=client_id,
        client_secret=secret,
        api_url=environment.get("PERSONIO_API_URL", API_URL).rstrip("/"),
        jobs_url=environment.get("PERSONIO_JOBS_URL", JOBS_URL),
    )


def is_address(text: str) -> bool:
    """Whether `text` is an e-mail address that applicants could have."""
    return re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text) is not None
