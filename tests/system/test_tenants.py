"""Every operation of docs/openapi.yaml by everybody: on ids of their own, of others, and made up."""

from collections.abc import Mapping
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest

from local.scenes import described
from local.scenes.described import Operation
from local.scenes.scene import Scene

if TYPE_CHECKING:
    from google.cloud import firestore

    from local.system import System


OPERATIONS = described.operations()
ABOUT_MORE = [each for each in OPERATIONS if {"{job}", "{match}"} & set(each.path.split("/"))]
DISCARD = "DELETE /import-job/{company}/jobs/{job}"
ROUNDS, MOST = 30, 150  # of each kind, in turn; more where something else slowed all of one kind down
NOISE = 1.25  # one more call of Firestore is 1.4 times the whole


class Tenant:
    """A connected company with a job ad and a match."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        scene.personio("PUT", f"/companies/{scene.account}/switches", {"rate_limit_requests": 100_000})
        scene.connect()
        job = scene.import_job()
        match = scene.match(job, scene.developer())
        scene.succeed(match)
        self.ids = {"company": scene.company, "job": job, "match": match}

    def body(self, operation: Operation) -> Any:
        """The described example, with this company's own values in it."""
        if operation.body is None:
            return None
        examples = operation.spec["requestBody"]["content"]["application/json"]["examples"]
        value = described.resolved(next(iter(examples.values())))["value"]
        own = {**self.scene.credentials(), "position_id": self.scene.position}
        return {name: own.get(name, part) for name, part in value.items()}

    def draft(self) -> str:
        """An import that nobody went on with."""
        wanted = {"position_id": self.scene.second_position()}
        return str(self.scene.call("POST", f"import-job/{self.scene.company}", wanted).json()["job_id"])

    def call(self, operation: Operation, ids: Mapping[str, str], who: str | None) -> tuple[int, Any]:
        if str(operation) == DISCARD and who in {"admin", "recruiter"} and ids == self.ids:
            ids = {**ids, "job": self.draft()}
        path = operation.path.format_map(ids).lstrip("/")
        answer = self.scene.call(operation.method, path, self.body(operation), as_=who)
        return answer.status_code, {**answer.json(), "trace_id": ""}


@pytest.fixture(scope="module")
def tenants(system: "System", firestore_client: "firestore.Client") -> tuple[Tenant, Tenant]:
    return Tenant(Scene(system, firestore_client)), Tenant(Scene(system, firestore_client))


UNKNOWN = {"company": "no-such-company", "job": "no-such-job", "match": "no-such-match"}


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_everybody_gets_what_is_theirs(operation: Operation, tenants: tuple[Tenant, Tenant]) -> None:
    """Nobody: 401. A stranger, another company's admin: as if there were no company. A role too low: 403."""
    own, other = tenants
    own.scene.connect()
    foreign = other.ids
    mixed = [{**own.ids, name: ids[name]} for ids in (foreign, UNKNOWN) for name in ("job", "match")]
    for ids in (own.ids, foreign, UNKNOWN):
        assert code(own.call(operation, ids, None)) == (401, "not_signed_in")
        assert code(own.call(operation, ids, "a-stranger")) == (404, "company_not_found")
    for who in ("admin", "recruiter"):
        denied = [own.call(operation, ids, who) for ids in (foreign, UNKNOWN)]
        assert denied[0] == denied[1]
        assert code(denied[0]) == (404, "company_not_found")
    assert code(own.call(operation, own.ids, other.scene.admin)) == (404, "company_not_found")
    if operation.role == "admin":
        assert code(own.call(operation, own.ids, "recruiter")) == (403, "role_too_low")
    elif operation in ABOUT_MORE:
        part = "job" if "{job}" in operation.path else "match"
        answers = [own.call(operation, ids, "recruiter") for ids in mixed if ids[part] != own.ids[part]]
        assert answers[0] == answers[1]
        assert code(answers[0]) == (404, f"{part}_not_found")
    for who in ("admin", "recruiter") if operation.role == "recruiter" else ("admin",):
        status, answer = own.call(operation, own.ids, who)
        assert status == 200, answer


@pytest.mark.parametrize(
    ("operation", "part"),
    [
        *((each, "job" if "{job}" in each.path else "match") for each in ABOUT_MORE),
        (described.operation("GET", "connect-personio/any"), "company"),
    ],
    ids=str,
)
def test_time_tells_no_more_than_words(
    operation: Operation, part: str, tenants: tuple[Tenant, Tenant]
) -> None:
    """Somebody else's id is refused as fast as a made-up one: nothing more is looked up for it."""
    own, other = tenants
    own.scene.connect()
    taken: dict[str, list[float]] = {"foreign": [], "unknown": []}
    for number in range(MOST):
        if number and number % ROUNDS == 0 and indistinguishable(taken):
            break
        for kind, id_ in (("foreign", other.ids[part]), ("unknown", UNKNOWN[part])):
            began = perf_counter()
            status, _ = own.call(operation, {**own.ids, part: id_}, "recruiter")
            taken[kind].append(perf_counter() - began)
            assert status == 404
    assert indistinguishable(taken)


def indistinguishable(taken: dict[str, list[float]]) -> bool:
    """By the quicker quarter: the very fastest may be one lucky call, and slow ones tell of other work."""
    quick = [quantiles(times, n=4)[0] for times in taken.values()]
    return max(quick) < min(quick) * NOISE


def code(answer: tuple[int, Any]) -> tuple[int, Any]:
    return answer[0], answer[1].get("code")
