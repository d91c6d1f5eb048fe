"""The garbage collector waits while an instance starts, and works from its first answer on."""

import gc
import weakref
from collections.abc import Iterator

import flask
import pytest
from functions_framework import create_app

from local.functions import ROOT, TRIGGERED, names
from shared.edge import collector

SOME = 20_000  # objects, after which the collector has looked long since


class Garbage:
    """What refers to itself, so that the collector alone finds it."""

    def __init__(self) -> None:
        self.itself = self


def broken() -> str:
    raise RuntimeError


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.set_threshold(*collector.USUAL)


@pytest.fixture
def starting() -> flask.Flask:
    """An application that has not answered yet."""
    app = flask.Flask("starting")
    app.add_url_rule("/", "well", lambda: "well")
    app.add_url_rule("/broken", "broken", broken)
    with app.app_context():
        collector.rest_until_answered()
    return app


def collected_after(objects: int) -> bool:
    """Whether garbage is gone once so many further objects were made."""
    garbage = weakref.ref(Garbage())
    kept: list[list[int]] = [[] for _ in range(objects)]
    del kept
    return garbage() is None


@pytest.mark.parametrize("name", names())
def test_every_function_rests_until_it_has_answered(name: str) -> None:
    """Whatever a function answers first, be it that it was called wrongly, wakes the collector."""
    app = create_app(
        name, str(ROOT / "functions" / name / "main.py"), "cloudevent" if name in TRIGGERED else "http"
    )
    at_rest = gc.get_threshold()
    app.test_client().post("/nowhere")
    assert at_rest[0] == collector.STARTING
    assert gc.get_threshold() == collector.USUAL
    assert gc.get_freeze_count() > 0


@pytest.mark.parametrize("path", ["/", "/broken", "/nowhere"])
def test_any_answer_wakes_it(starting: flask.Flask, path: str) -> None:
    """Garbage stays until the first answer, an error or not, and is collected afterwards."""
    before = collected_after(SOME)
    starting.test_client().get(path)
    assert not before
    assert collected_after(SOME)


def test_what_a_start_made_is_looked_through_no_more(starting: flask.Flask) -> None:
    """The modules of a start are left alone for good."""
    module = type("Module", (), {})
    starting.test_client().get("/")
    assert not any(each is module for each in gc.get_objects())


def test_a_preflight_is_no_answer(starting: flask.Flask) -> None:
    """A browser asks before it calls: what the call needs is loaded only then."""
    starting.test_client().options("/")
    assert not collected_after(SOME)


def test_an_instance_that_never_answers_collects_as_well(starting: flask.Flask) -> None:
    """Garbage has an end without any answer, too."""
    assert starting
    assert collected_after(collector.STARTING + SOME)


def test_later_answers_change_nothing(starting: flask.Flask) -> None:
    """What is made after the first answer is never left alone."""
    client = starting.test_client()
    client.get("/")
    frozen = gc.get_freeze_count()
    client.get("/")
    assert gc.get_freeze_count() <= frozen


def test_nothing_waits_elsewhere() -> None:
    """Who loads a function by itself, as a test does, keeps its collector."""
    collector.rest_until_answered()
    assert gc.get_threshold() == collector.USUAL
