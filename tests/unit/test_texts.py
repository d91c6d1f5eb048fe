"""The catalogues: complete in every language, each figure from its setting, and open to a third language."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any, cast

import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from local.scenes import described
from shared import texts
from shared.adapters.personio import body
from shared.domain import pasted
from shared.domain.application import Answer, Application, Outcome
from shared.domain.attributes import Developer
from shared.domain.board import Board
from shared.domain.connection import Connection, ConnectionState, FeedState
from shared.domain.credentials import Credentials, Token
from shared.domain.errors import Problem, StateName
from shared.domain.ledger.export import Code, Evidence, Export, Origin, State
from shared.domain.ledger.pace import Pace
from shared.edge import problems, views, web
from shared.structs import Struct
from shared.texts import LANGUAGES, Language, Words, figures
from shared.texts.application import APPLICATION_LABELS
from shared.texts.problems import PROBLEMS
from shared.texts.sentence import say
from shared.texts.states import CONNECTION_STATES, HINTS, STATES, state_words
from shared.use_cases.listing import JobList

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
BOARD = Board(slug="acme", tld="de")
XX = cast("Language", "xx")
PARTS = ("sentence", "hint")
DOUBTS = [doubt for state, _, doubt in (key.partition(".") for key in CONNECTION_STATES) if doubt]


def words_in(value: object, where: str) -> Iterator[tuple[str, Words]]:
    """Every Words in a value of a module, however deep in a catalogue; under the path that leads there."""
    if isinstance(value, Mapping) and set(LANGUAGES) & set(value):
        yield where, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from words_in(inner, f"{where} {key}")
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from words_in(getattr(value, name), f"{where} {name}")


def catalogues() -> dict[str, Words]:
    """All that the modules of shared/texts say."""
    found: dict[str, Words] = {}
    for module in sorted((ROOT / "shared/texts").glob("[a-z]*.py")):
        for name, value in vars(import_module(f"shared.texts.{module.stem}")).items():
            found |= dict(words_in(value, name))
    return found


ALL = catalogues()


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def params(*sentences: Words) -> dict[str, str | int | StateName]:
    """A value for each place that is none of our figures."""
    named = set().union(*(places(words["en"]) for words in sentences)) - set(figures.figures("en"))
    return {name: StateName("queued", None) if name == "obstacle" else 7 for name in named}


def test_every_sentence_is_said_in_every_language() -> None:
    """No entry of any catalogue lacks a language, is empty in one or has other places for values in it."""
    assert len(ALL) > 150
    for where, words in ALL.items():
        assert tuple(words) == LANGUAGES, where
        assert all(words.values()), where
        assert len({frozenset(places(text)) for text in words.values()}) == 1, where


def test_every_state_and_code_has_its_entry() -> None:
    """Each state has a sentence, each code one with the state that it explains, and there are no others."""
    plain = {key for key in STATES if "." not in key}
    explained = [key.partition(".")[::2] for key in STATES if "." in key]
    assert plain == {"none", *State}
    assert {state for state, _ in explained} <= set(State)
    assert sorted(detail for _, detail in explained) == sorted([*Code, Evidence.INFERRED, Evidence.READ])
    assert {key for key in CONNECTION_STATES if "." not in key} == {"none", *ConnectionState}
    assert set(DOUBTS) < set(described.document()["components"]["schemas"]["ConnectionProblem"]["enum"])


def test_every_problem_of_the_code_has_its_entry() -> None:
    """Each code that a Problem is raised or kept with stands in the catalogue."""
    sources = [path.read_text() for top in ("shared", "functions") for path in (ROOT / top).rglob("*.py")]
    raised = {code for source in sources for code in re.findall(r'\bProblem\(\s*"(\w+)"', source)}
    assert len(raised) > 30
    assert raised <= set(PROBLEMS)


@pytest.mark.parametrize("state", State)
def test_a_code_left_over_says_nothing(state: State) -> None:
    """Where a code explains another state, the state speaks for itself: an outage that is over is none."""
    explained = {code for code in Code if f"{state}.{code}" in STATES}
    for code in explained:
        assert state_words(state, code) == STATES[f"{state}.{code}"]
    for detail in (None, *set(Code) - explained, Evidence.CREATED):
        assert state_words(state, detail) == STATES[state]


def test_what_is_missing_is_an_error() -> None:
    """No other language, state or value stands in for one that there is not."""
    for sentence in (
        lambda: say({"de": "Ja."}, "en"),
        lambda: say({"en": "{count} of them."}, "en"),
        lambda: state_words("odd", None),
    ):
        with pytest.raises(KeyError):
            sentence()


def test_no_figure_is_set_by_hand() -> None:
    """A sentence has a place where it names a figure, so that it is true of another setting, too."""
    numbers = "|".join(word for words in figures.NUMBERS.values() for word in words.values())
    units = "sekunde|minute|stunde|tag|second|hour|day"
    by_hand = re.compile(rf"\d|\b(?:{numbers}) (?:{units})", re.IGNORECASE)
    assert by_hand.search("Seven days")
    assert [where for where, words in ALL.items() if any(map(by_hand.search, words.values()))] == []


def test_sentences_are_as_people_speak() -> None:
    """English as it is spoken, German without jargon; only names of Personio's settings are quoted."""
    foreign = re.compile(
        r"\bstands? in\b|\bby (?:itself|ourselves|themselves)\b|\bproven\b|\bgoe?s? on\b|\brefuse|\blacks?\b",
        re.IGNORECASE,
    )
    jargon = re.compile(r"HTTP|hinüber|\bSpur\b|Datensatz|(?<!XML-)Feed|XML-Feed (?!aktivieren)")
    said = [where for where, words in ALL.items() if foreign.search(words["en"])]
    said += [where for where, words in ALL.items() if jargon.search(words["de"])]
    assert said == []


@pytest.mark.parametrize(
    ("form", "time", "german", "english"),
    [
        ("in", timedelta(seconds=60), "einer Minute", "a minute"),
        ("in", timedelta(seconds=90), "90 Sekunden", "90 seconds"),
        ("in", timedelta(minutes=10), "zehn Minuten", "ten minutes"),
        ("in", timedelta(hours=1), "einer Stunde", "an hour"),
        ("in", timedelta(days=3), "drei Tagen", "three days"),
        ("for", timedelta(days=1), "einen Tag", "a day"),
        ("for", timedelta(days=7), "sieben Tage", "seven days"),
        ("for", timedelta(hours=13), "13 Stunden", "13 hours"),
    ],
)
def test_spans_of_time_in_words(form: str, time: timedelta, german: str, english: str) -> None:
    """A span is told in the largest unit that divides it, in words up to twelve."""
    assert [figures.span(form, time, language) for language in LANGUAGES] == [german, english]


def test_figures_follow_their_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences that speak of the pace say its figures, whatever they become."""
    assert say(state_words("needs_action", "gave_up"), "de").startswith("Sieben Tage lang kam")
    monkeypatch.setattr(figures, "PACE", Pace(factor=2, slots=30))
    for code, german, english in (
        ("needs_action.gave_up", "14 Tage lang kam", "answer for 14 days."),
        ("queued.resting", "in etwa zwei Minuten von selbst", "in about two minutes."),
        ("queued.confirming_duplicate", "in 20 Minuten noch", "in 20 minutes."),
    ):
        assert german in say(STATES[code], "de")
        assert english in say(STATES[code], "en")
    for state in ("needs_reconnect", "feature_off"):
        assert "zuerst nach zehn Minuten" in say(CONNECTION_STATES[state], "de")
        assert "for 14 days" in say(CONNECTION_STATES[state], "en")
    assert "(30 in einer Minute)" in say(PROBLEMS["personio_limited"].detail, "de")


@pytest.mark.parametrize("outcome", [Outcome.LIMITED, Outcome.UNKNOWN])
def test_the_sentence_and_the_header_name_one_time(outcome: Outcome) -> None:
    """What says "in a minute" says so in `retry_after`, too."""
    problem = pasted.problem_with(Answer(outcome=outcome), Credentials(account="1", key=Token(value="t")))
    assert problem is not None
    assert "{rest}" in PROBLEMS[problem.code].hint["en"]
    assert problem.retry_after == Pace().rest.total_seconds()


@pytest.fixture
def third(monkeypatch: pytest.MonkeyPatch) -> None:
    """An invented language: its name, and its column in every catalogue."""
    monkeypatch.setattr(texts, "LANGUAGES", (*LANGUAGES, XX))
    for words in {id(words): words for words in ALL.values()}.values():
        monkeypatch.setitem(cast("dict[Language, str]", words), XX, f"xx {words['en']}")


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("code", PROBLEMS)
def test_a_third_language_says_every_problem(code: str) -> None:
    """A column is all that a problem document needs to be in one more language."""
    kind = PROBLEMS[code]
    problem = Problem(code, params=params(kind.title, kind.detail, kind.hint))
    document = problems.problem_document(problem, XX, "trace")
    for part in ("title", "detail", "hint"):
        assert str(document[part]).startswith("Xx ")


@pytest.mark.usefixtures("third")
def test_a_third_language_says_every_state() -> None:
    """The same for exports with every code and hint, for connections with every feed, and for positions."""
    shown = [views.export("m", None, XX)]
    shown += [views.export("m", export(state, code), XX) for state in State for code in (None, *Code)]
    shown += [views.export("m", export(State.QUEUED, None), XX, hint) for hint in HINTS]
    shown += [views.connection(None, XX, admin=True)]
    shown += [views.connection(connection(state), XX, admin=True) for state in ConnectionState]
    shown += [
        views.connection(connection(ConnectionState.NEEDS_RECONNECT, problem=doubt), XX, admin=True)
        for doubt in DOUBTS
    ]
    shown += [cast("views.View", views.connection(connection(), XX, admin=True)["feed"])]
    listed = JobList(board=BOARD, language="de", fetched_at=NOW, listed=(), closed=())
    sentences = [
        view[part] for view in [*shown, views.job_list(listed, XX)] for part in PARTS if part in view
    ]
    assert len(sentences) > len(State) * len(Code)
    assert all(str(sentence).startswith("Xx ") for sentence in sentences)
    assert "xx xx seven days" in str(views.export("m", export(State.NEEDS_ACTION, Code.GAVE_UP), XX))


@pytest.mark.usefixtures("third")
def test_a_third_language_can_be_asked_for() -> None:
    """A browser that prefers it is answered in it, and a company's applications are written in it."""
    endpoint = web.Endpoint(name="tested", routes=(), membership=lambda *_: None)
    environ = EnvironBuilder(path="/", headers=[("Accept-Language", "xx, en;q=0.5")]).get_environ()
    answer: Any = endpoint.answer(Request(environ)).get_json()
    assert answer["title"] == "Xx Not found"
    developer = Developer(id="d", first_name="A", last_name="B", email="a@b.de", skills=("Python",))
    sent = body.build(Application(position_id=7, developer=developer, email="a@b.de", language="xx"))
    assert sent["message"] == f"Xx {APPLICATION_LABELS['origin']['en']}\n\nXx Skills: Python"


def export(state: State, code: Code | None) -> Export:
    return Export(
        match_id="m",
        company_id="acme",
        job_id="j",
        developer_id="d",
        state=state,
        code=code,
        origin=Origin.LIVE,
        successful_at=NOW,
        updated_at=NOW,
    )


def connection(state: ConnectionState = ConnectionState.CONNECTED, problem: str | None = None) -> Connection:
    return Connection(
        company_id="acme",
        state=state,
        problem=problem,
        board=BOARD,
        account="100001",
        language="xx",
        secret="s",
        token_tail="abcd",
        connected_at=NOW,
        connected_by="ann",
        feed=FeedState(checked_at=NOW, problem="personio_unreachable"),
    )
