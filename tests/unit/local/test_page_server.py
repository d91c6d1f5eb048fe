"""What serves the page: its files under a strict policy, and a sign-in for the demo's people alone."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from local.page import Page, Person

MARA = Person(uid="mara", name="Mara Vogt", role="admin", company="acme", account=1)


@pytest.fixture
def browser() -> Iterator[FlaskClient]:
    page = Page(
        project="p", people=[MARA], sign_in=lambda uid: f"token of {uid}", firestore=True, personio=False
    )
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(page.blueprint())
    with app.test_client() as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/console/main.js", "/console/style/layout.css", "/frontend/dist/page.js", "/local/system"]
)
def test_nothing_runs_but_the_pages_own_files(browser: FlaskClient, path: str) -> None:
    """Every answer carries a policy without inline scripts, foreign sources or frames."""
    answer = browser.get(path, buffered=True)
    policy = answer.headers["Content-Security-Policy"]
    assert answer.status_code == 200
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_has_nothing_inline(browser: FlaskClient) -> None:
    """What the policy would refuse is not there in the first place."""
    html = browser.get("/", buffered=True).text
    assert html.count("<script") == html.count('<script type="module" src="/console/')
    assert "style=" not in html
    assert "http" not in html


def test_a_click_signs_in_one_of_the_people(browser: FlaskClient) -> None:
    """A token is handed out for the people on the list, and for nobody else."""
    assert browser.post("/local/sign-in", json={"uid": "mara"}).json == {"token": "token of mara"}
    for asked in ({"uid": "somebody"}, {"uid": ["mara"]}, {}, ["mara"]):
        assert browser.post("/local/sign-in", json=asked).status_code == 404
    assert browser.get("/local/sign-in").status_code == 405


def test_only_the_pages_folder_is_served(browser: FlaskClient) -> None:
    """No path leads out of local/console/ and frontend/dist/."""
    for path in (
        "/console/../page.py",
        "/console/%2e%2e/page.py",
        "/console/nothing.js",
        "/frontend/package.json",
        "/frontend/dist/../package.json",
        "/frontend/examples/%2e%2e/package.json",
    ):
        assert browser.get(path).status_code == 404


def test_the_page_is_told_what_runs_around_it(browser: FlaskClient) -> None:
    """It learns the project, the people, and whether Firestore and Personio's stand-in answer."""
    system = browser.get("/local/system").json
    assert system is not None
    assert (system["project"], system["firestore"], system["personio"]) == ("p", True, False)
    assert system["people"] == [
        {"uid": "mara", "name": "Mara Vogt", "role": "admin", "company": "acme", "account": 1}
    ]
