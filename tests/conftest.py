"""What the integration layer shares: one running system a session, as `make run` starts it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from local import emulator_jar, functions, java
from local.missing import EmulatorMissing
from local.system import PROJECT, System, running

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from google.cloud import firestore
    from playwright.sync_api import Browser

    from local.personio.server import StandIn
    from local.scenes.scene import Scene
    from tests.support.sides import Ports

NEEDS_EMULATOR = {"emulator", "flow", "browser"}
NEEDS_BROWSER = {"browser"}
NEEDS_BUILT = {"built"}
BUILT = Path(__file__).parents[1] / "frontend" / "examples" / "react" / "built.js"
# Without windows a visit costs a fifth: the whole browser starts three processes for each.
CHROMIUMS = ("chromium-headless-shell", "chromium")
MARKS = {  # of every test in a folder; what single tests need beyond it stands beside them
    "local": ("wire",),
    "system": ("flow",),
    "page": ("flow", "browser"),
    "proofs": ("wire", "proof"),
}


def pytest_itemcollected(item: pytest.Item) -> None:
    """A folder says what its tests need."""
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    for mark in MARKS.get(folder, ()):
        item.add_marker(mark)


def _missing() -> str | None:
    """Why the emulator cannot be had here, in one sentence; None where it can."""
    if "FIRESTORE_EMULATOR_HOST" in os.environ:
        return None
    try:
        java.find(os.environ, print)
        emulator_jar.find(os.environ, print)
    except EmulatorMissing as missing:
        return str(missing)
    return None


def _browserless() -> str | None:
    """Why there is no browser here, in one sentence; None where there is."""
    if _chromium():
        return None
    return "There is no Chromium to play the page in (Debian: apt-get install chromium-headless-shell)."


def _chromium() -> str | None:
    """The program; the first of CHROMIUMS that there is."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


def _unbuilt() -> str | None:
    """Why there is no React page here, in one sentence; None where there is."""
    if BUILT.exists():
        return None
    return "The page that is made with React was not built (make frontend, which needs Node)."


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without emulator, browser or Node their tests are left out and counted as such, unless required."""
    config.stash[LEFT_OUT] = []
    if config.getoption("collectonly"):
        return
    _leave_out(config, items, NEEDS_BUILT, _unbuilt, required="FRONTEND")
    _leave_out(config, items, NEEDS_BROWSER, _browserless, required="BROWSER")
    _leave_out(config, items, NEEDS_EMULATOR, _missing, required="EMULATOR")


def _leave_out(
    config: pytest.Config,
    items: list[pytest.Item],
    marks: set[str],
    missing: Callable[[], str | None],
    *,
    required: str,
) -> None:
    wanting = [item for item in items if marks & {mark.name for mark in item.iter_markers()}]
    why = missing() if wanting else None
    if why is None:
        return
    if os.environ.get(required) == "required":
        raise pytest.UsageError(why)
    config.stash[LEFT_OUT].append(f"{len(wanting)} tests did not run: {why}")
    config.hook.pytest_deselected(items=wanting)
    items[:] = [item for item in items if item not in wanting]


LEFT_OUT = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say last, where it is read, what was left out."""
    for left_out in config.stash.get(LEFT_OUT, []):
        terminalreporter.write_line(left_out, yellow=True)


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The whole system, started once; tests keep apart by using companies of their own."""
    os.environ.setdefault("LIMITS_FACTOR", "100")  # limits have tests of their own
    with running(logs=tmp_path_factory.mktemp("logs"), every={}) as started:
        os.environ.update(started.environment)
        yield started
        lines = {name: served.program.log.read_text() for name, served in started.functions.items()}
    from local.scenes.scene import CANARIES

    leaked = [(name, canary) for name, text in lines.items() for canary in CANARIES if canary in text]
    assert leaked == [], "a token or a person in a function's log"


@pytest.fixture(scope="session")
def door(system: System) -> Callable[[str], "FlaskClient"]:
    """A function, loaded by functions-framework in this process and wired to the running system."""
    from functions_framework import create_app

    known: dict[str, FlaskClient] = {}
    root = Path(__file__).parents[1]

    def opened(name: str) -> "FlaskClient":
        if name not in known:
            kind = "cloudevent" if name in functions.TRIGGERED else "http"
            app = create_app(name, str(root / "functions" / name / "main.py"), kind)
            known[name] = app.test_client()
        return known[name]

    assert system.environment["GOOGLE_CLOUD_PROJECT"] == PROJECT
    return opened


@pytest.fixture(scope="session")
def firestore_client(system: System) -> "Iterator[firestore.Client]":
    """matched.io's own hand in Firestore."""
    from google.cloud import firestore

    del system
    client = firestore.Client(project=PROJECT)
    yield client
    client.close()


@pytest.fixture
def scene(system: System, firestore_client: "firestore.Client") -> "Scene":
    """A company of its own, not connected yet."""
    from local.scenes.scene import Scene

    return Scene(system, firestore_client)


@pytest.fixture
def undelivered(scene: "Scene") -> "Iterator[None]":
    """Successes reach no trigger but the one that is called, and no turn comes between its calls."""
    scene.system.bridge.set(drop=1.0)
    scene.queue(paused=True)
    yield
    scene.queue(paused=False)
    scene.system.bridge.set(drop=0.0)


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """One browser for all; each test opens a context of its own."""
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=quiet)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def stand_in() -> "Iterator[StandIn]":
    """Personio's stand-in by itself, in a thread."""
    from local.personio.server import standing_in

    with standing_in() as personio:
        yield personio


@pytest.fixture
def personio(stand_in: "StandIn") -> "StandIn":
    """The same, as after its start."""
    stand_in.world.reset()
    return stand_in


@pytest.fixture(params=["twin", pytest.param("firestore", marks=pytest.mark.emulator)])
def ports(request: pytest.FixtureRequest) -> "Iterator[Ports]":
    """One side of the ports that Firestore serves, on documents of its own."""
    from tests.support.sides import NUMBERS, Firestore, Twins

    company = f"ports-{next(NUMBERS)}"
    if request.param == "twin":
        yield Twins(company)
        return
    system: System = request.getfixturevalue("system")
    from shared.adapters.gcp.client import connect

    client = connect(system.environment["GOOGLE_CLOUD_PROJECT"] + "-ports", "(default)")
    yield Firestore(company, client)
    client.close()
