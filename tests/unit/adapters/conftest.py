"""Personio's recruiting API at the stand-in, and a shelf of CVs that is empty for each test."""

from collections.abc import Iterator

import pytest

from local.personio.server import StandIn
from local.scenes.cv_shelf import Shelf, shelf
from shared.adapters.personio.api import PersonioApplications


@pytest.fixture
def api(personio: StandIn) -> PersonioApplications:
    return PersonioApplications(api_url=personio.url)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with shelf(tmp_path_factory.mktemp("shelf")) as made:
        yield made


@pytest.fixture
def cvs(standing: Shelf, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(standing.authority))
    standing.files.clear()
    standing.asked.clear()
    return standing
