"""Every operation of docs/openapi.yaml, called by schemathesis with inputs that nobody thought of.

Faults are off and the limits, ours and Personio's, are raised; the seed is fixed.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import positive_data_acceptance

from local.scenes import described
from local.scenes.scene import Scene

if TYPE_CHECKING:
    from google.cloud import firestore

    from local.system import System

pytestmark = pytest.mark.flow

EXAMPLES = 12  # for each operation, beside those that cover its schema's corners
REACHED = 0.8  # of the operations answer 2xx at least once
MIN_ABOVE_MAX = "details.salary.max"  # which no schema can tell
WRONG = {"body_malformed", "body_invalid", "query_invalid", "media_type_unsupported", "not_found"}

schema = schemathesis.openapi.from_path(described.FILE)
schema.config.generation.deterministic = True
schema.config.generation.max_examples = EXAMPLES


class World:
    """A connected company with a position, a job ad and a match, restored before each operation."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        unlimited = {"rate_limit_requests": 100_000}
        scene.personio("PUT", f"/companies/{scene.account}/switches", unlimited)
        scene.connect()
        self.job = scene.import_job()
        self.match = scene.match(self.job, scene.developer())
        scene.succeed(self.match)
        self.real = {"company": scene.company, "job": self.job, "match": self.match}
        self.inputs = {**scene.credentials(), "position_id": scene.position}
        self.answers: dict[str, set[int]] = defaultdict(set)

    def restore(self) -> None:
        self.scene.call("PUT", f"connect-personio/{self.scene.company}", self.scene.credentials())
        self.scene.call("PATCH", f"connect-personio/{self.scene.company}", {"paused": False})

    def put_real(self, case: schemathesis.Case[Any]) -> None:
        """Valid ids become real ones: the company always, the others three times of four."""
        assert case.meta
        if not case.meta.is_negative_at(ParameterLocation.PATH):
            rest = crc32(repr(case.path_parameters).encode()) % 4 > 0
            kept = {name: self.real[name] for name in case.path_parameters if rest or name == "company"}
            case.path_parameters = {**case.path_parameters, **kept}
        if isinstance(case.body, dict) and not case.meta.is_negative_at(ParameterLocation.BODY):
            known = {name: value for name, value in self.inputs.items() if name in case.body}
            case.body = {**case.body, **known}


@pytest.fixture(scope="module")
def world(system: "System", firestore_client: "firestore.Client") -> Iterator[World]:
    made = World(Scene(system, firestore_client))
    yield made
    called = {name: made.answers[name] for name in map(str, described.operations()) if name in made.answers}
    reached = [name for name, statuses in called.items() if 200 in statuses]
    assert len(reached) >= REACHED * len(called), called


@pytest.fixture(autouse=True)
def restored(world: World) -> None:
    world.restore()


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
def test_no_input_breaks_a_function(case: schemathesis.Case[Any], world: World) -> None:
    """Whatever is sent, the answer is as described, never a 5xx, and wrong input is never taken."""
    world.put_real(case)
    token = world.scene.system.token(world.scene.admin)
    answer = case.call(base_url=world.scene.system.url, headers={"Authorization": f"Bearer {token}"})
    world.answers[f"{case.method} {case.operation.path}"].add(answer.status_code)
    case.validate_response(answer, excluded_checks=[positive_data_acceptance])
    if case.meta and case.meta.generation.mode.is_positive and "cursor" not in (case.query or {}):
        body = answer.json()
        code = body.get("code")
        misspelt = code == "body_invalid" and _has_whole_float(case.body)
        assert misspelt or code not in WRONG, "what the description allows was refused as malformed"
        assert body.get("code") != "detail_invalid" or body["field"] == MIN_ABOVE_MAX, body


def _has_whole_float(body: object) -> bool:
    """JSON Schema takes 1.0 for an integer; the functions do not, and the description says so in words."""
    if isinstance(body, dict):
        return any(map(_has_whole_float, body.values()))
    if isinstance(body, list):
        return any(map(_has_whole_float, body))
    return isinstance(body, float) and body.is_integer()
