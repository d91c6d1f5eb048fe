"""What serves the page of `make run`: its files, and a sign-in by a click.

Nothing of this exists in production: there, matched.io's frontend is the page and Firebase signs people in.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, jsonify, request, send_from_directory

FILES = Path(__file__).parent / "console"
FRONTEND = Path(__file__).parents[1] / "frontend"  # dist/ as built and committed: nothing here needs Node
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who can be played with a click.

    Attributes:
        uid: as Firebase would know them.
        company: matched.io's id of their company.
        account: Personio's Company-ID of the same company, for Personio's side of the page.
    """

    uid: str
    name: str
    role: str
    company: str
    account: int


@dataclass(frozen=True, kw_only=True)
class Page:
    """What the page is told about the system around it.

    Attributes:
        project: the Google Cloud project's id.
        people: who can be played; may grow while it is served.
        sign_in: uid → ID token.
        firestore: whether an emulator answers; without one the page cannot show a match.
        personio: whether the stand-in answers, whose side is shown and whose faults can be switched.
    """

    project: str
    people: Sequence[Person]
    sign_in: Callable[[str], str]
    firestore: bool
    personio: bool

    def blueprint(self) -> Blueprint:
        served = Blueprint("page", __name__)
        served.add_url_rule("/", view_func=lambda: self.file("index.html"), endpoint="index")
        served.add_url_rule("/console/<path:name>", view_func=self.file, endpoint="file")
        for folder in ("dist", "examples"):
            served.add_url_rule(
                f"/frontend/{folder}/<path:name>",
                view_func=partial(_file, FRONTEND / folder),
                endpoint=folder,
            )
        served.add_url_rule("/local/system", view_func=self.system, endpoint="system")
        served.add_url_rule("/local/sign-in", view_func=self.token, endpoint="token", methods=["POST"])
        served.after_request(_guarded)
        return served

    def file(self, name: str) -> Response:
        return send_from_directory(FILES, name)

    def system(self) -> Response:
        return jsonify(
            project=self.project,
            firestore=self.firestore,
            personio=self.personio,
            people=[asdict(person) for person in self.people],
        )

    def token(self) -> Response:
        """An ID token for one of the people; for nobody else."""
        asked = request.get_json(silent=True)
        uid = asked.get("uid") if isinstance(asked, dict) else None
        if uid not in [person.uid for person in self.people]:
            abort(HTTPStatus.NOT_FOUND)
        return jsonify(token=self.sign_in(uid))


def _file(folder: Path, name: str) -> Response:
    return send_from_directory(folder, name)


def _guarded(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-cache"
    return response
