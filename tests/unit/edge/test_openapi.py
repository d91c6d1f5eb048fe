"""docs/openapi.yaml says what the code does: whoever changes one is told to change the other."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, get_args

import msgspec
import pytest

from local.functions import TRIGGERED, names
from local.scenes import described
from local.scenes.described import Operation
from shared.adapters.sanitiser import describe
from shared.domain import pasted
from shared.domain.applicant import Progress as ApplicantProgress
from shared.domain.applicant import Stage
from shared.domain.application import DocumentState, Outcome
from shared.domain.attributes import Who
from shared.domain.board import Board
from shared.domain.connection import Connection, ConnectionState, FeedState
from shared.domain.credentials import Kind
from shared.domain.errors import Fault, Problem
from shared.domain.jobs.checks import PERIODS
from shared.domain.jobs.details import values_of
from shared.domain.jobs.differences import with_answers
from shared.domain.jobs.feed import Feed
from shared.domain.jobs.fields import COMPARED, FIELDS, Details
from shared.domain.jobs.job_ad import Difference, JobAd, JobAdSummary, Link, Missing
from shared.domain.jobs.missing import INCOMPLETE, NOT_IN_FEED, VALUE_UNKNOWN
from shared.domain.jobs.position import LANGUAGES, Position, Section
from shared.domain.ledger.backfill import Backfill, Older
from shared.domain.ledger.export import Attempt, Code, Evidence, Export, ExportPage, Origin, State
from shared.domain.ledger.reading import ReadingOutcome
from shared.domain.rules import AttributeRule, Phase, Rules, to_wire
from shared.edge import rules, views
from shared.edge.problems import problem_document
from shared.edge.routing import ID, Route
from shared.edge.web import Endpoint
from shared.structs import replace
from shared.texts.problems import PROBLEMS
from shared.use_cases.linking import Linked
from shared.use_cases.listing import JobList, Listed
from shared.use_cases.match_card import Preview
from shared.use_cases.ruling import AskedFor, Ruled
from shared.use_cases.summary import Summary
from shared.use_cases.sweep.backfilling import Progress

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SCHEMAS = described.document()["components"]["schemas"]
OPERATIONS = described.operations()


def routes() -> dict[str, Route[Any]]:
    """The code's own routes, as `METHOD /function/{company}/…`."""
    found = {}
    for name in sorted(set(names()) - TRIGGERED):
        endpoint = getattr(import_module(f"functions.{name}.main"), "ENDPOINT", None)
        if not isinstance(endpoint, Endpoint):
            continue  # called by Cloud Scheduler
        for route in endpoint.routes:
            assert isinstance(route, Route)
            path = route.path.replace("<", "{").replace(">", "}")
            found[f"{route.method} /{name.replace('_', '-')}{path}"] = route
    return found


ROUTES = routes()


def test_every_route_is_described_and_nothing_else() -> None:
    """An operation is a route, with its role, its query and its limit, and every route is an operation."""
    code = {name: (route.role.value, set(route.query), route.per_minute) for name, route in ROUTES.items()}
    documented = {
        str(each): (each.role, set(each.query), each.spec.get("x-calls-per-minute")) for each in OPERATIONS
    }
    assert documented == code


def test_what_asks_personio_is_limited() -> None:
    """Whatever may find Personio unreachable asks it, and counts its calls."""
    asking = [str(each) for each in OPERATIONS if "personio_unreachable" in each.problems]
    assert asking
    assert [name for name in asking if ROUTES[name].per_minute is None] == []


def shape(schema: Mapping[str, Any], whole: Mapping[str, Any]) -> Any:
    """The JSON types a schema allows; of an object its fields and which are required; of a list its items."""
    if "$ref" in schema:
        return shape(whole[schema["$ref"].rpartition("/")[2]], whole)
    types: set[Any] = set()
    for part in schema.get("anyOf", schema.get("oneOf", ())):
        types |= shape(part, whole)
    types = either(types)
    named = schema.get("type", [])
    for kind in [named] if isinstance(named, str) else named:
        if kind == "object":
            inner = {name: shape(part, whole) for name, part in schema.get("properties", {}).items()}
            rest = schema.get("additionalProperties")
            others = shape(rest, whole) if isinstance(rest, Mapping) else rest is False
            types.add(("object", frozen(inner), frozenset(schema.get("required", ())), others))
        elif kind == "array":
            types.add(("array", frozenset(shape(schema["items"], whole))))
        elif kind == "integer":
            types.add(("integer", schema.get("minimum"), schema.get("maximum")))
        else:
            types.add(kind)
    return frozenset(types)


def either(types: set[Any]) -> set[Any]:
    """Objects of which one is meant, as one with the fields of all; no type says which exclude each other."""
    objects = [each for each in types if isinstance(each, tuple) and each[0] == "object"]
    if len(objects) < 2:
        return types
    inner = frozenset().union(*(each[1] for each in objects))
    required = frozenset.intersection(*(each[2] for each in objects))
    return (types - set(objects)) | {("object", inner, required, all(each[3] for each in objects))}


def frozen(inner: Mapping[str, Any]) -> frozenset[Any]:
    return frozenset(inner.items())


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_a_body_is_what_the_function_takes(operation: Operation) -> None:
    """Fields, their types, which are required, that others are refused: as the code's own type says."""
    route = ROUTES[str(operation)]
    if route.body is None:
        assert operation.body is None
        return
    assert operation.body is not None
    (taken,), components = msgspec.json.schema_components((route.body,), ref_template="#/{name}")
    assert shape(operation.body, SCHEMAS) == shape(taken, components)
    assert operation.spec["requestBody"]["required"] is not route.optional_body


ODD_IDS = (
    *(".", "..", "...", "__", "____", "__a__", "__a", "a/b", "a\x1f", "a\nb", "ä~%", ""),
    *("a" * 128, "a" * 129),
)


@pytest.mark.parametrize("id_", ODD_IDS)
def test_an_id_is_what_the_function_takes(id_: str) -> None:
    """The description knows which ids can be none, as the door does."""
    assert (described.faults(SCHEMAS["Id"], id_) == []) is bool(ID.fullmatch(id_))


COMPLETE = "PATCH /import-job/{company}/jobs/{job}"
ANSWER = "POST /import-job/{company}/jobs/{job}/changes"
CONNECT = "PUT /connect-personio/{company}"
SETTLE = "PATCH /connect-personio/{company}"
TYPED = {"url": "acme", "access_token": "t"}


def bodies() -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    """(operation, body, whether it fits), at the bounds of what a schema without them would let through."""
    for name in ("title", "skills", "locations"):
        words: list[tuple[str, bool]] = [
            ("x" * 200, True),
            ("x" * 201, False),
            *((blank, False) for blank in ("", " \n", "\x1c", "\x85", "\u00a0")),
        ]
        for word, fits in words:
            yield COMPLETE, {"details": {name: word if name == "title" else [word]}}, fits
    for number, fits in ((100, True), (101, False)):
        yield COMPLETE, {"details": {"skills": ["x"] * number}}, fits
    pays: list[tuple[dict[str, Any], bool]] = [
        ({}, False),
        ({"min": None}, False),
        ({"min": None, "max": None}, False),
        ({"max": "60000"}, True),
        ({"min": "60000", "max": None}, True),
        ({"min": "1.234"}, False),
        ({"min": "1234567890"}, False),
        ({"min": "1", "currency": "eur"}, False),
        ({"min": "1", "period": "once"}, False),
    ]
    for pay, fits in pays:
        yield COMPLETE, {"details": {"salary": {"currency": "EUR", "period": "yearly", **pay}}}, fits
    for name in COMPARED:
        yield ANSWER, {"take_over": [name], "ignore": [name]}, False
        yield (
            ANSWER,
            {"take_over": [other for other in COMPARED if other != name], "ignore": [name, name]},
            True,
        )
    yield ANSWER, {"ignore": ["hash"]}, False
    for number, fits in ((1, True), (2**53 - 1, True), (0, False), (-1, False), (2**53, False)):
        for name in ("personio_company_id", "channel_id"):
            yield CONNECT, {**TYPED, "personio_company_id": "1", name: number}, fits
        yield SETTLE, {"channel_id": number}, fits
    account = {"url": "acme", "personio_company_id": "1"}
    client = {"id": "i", "secret": "s"}
    for typed, fits in (
        ({"client": client}, True),
        ({"access_token": "t"}, True),
        ({}, False),
        ({"access_token": "t", "client": client}, False),
        ({"access_token": None, "client": client}, False),
        ({"client": {"id": "i"}}, False),
        ({"client": {**client, "scope": "x"}}, False),
    ):
        yield CONNECT, {**account, **typed}, fits
    for channel in ("4711", "", None):
        yield SETTLE, {"channel_id": channel}, True


def taken(operation: str, body: Mapping[str, Any]) -> bool:
    """Whether the function's own types and rules take the body."""
    route = ROUTES[operation]
    assert route.body
    try:
        read: Any = msgspec.json.decode(msgspec.json.encode(body), type=route.body)
        if operation == COMPLETE:
            values_of(read.details.read(), describe)
        if operation == CONNECT:
            client = read.client.read() if read.client else None
            pasted.read("1", token=read.access_token or None, client=client)
        if operation == ANSWER:
            with_answers(replace(AD, link=None), read.take_over, read.ignore, describe)
    except (msgspec.ValidationError, Problem):
        return False
    return True


@pytest.mark.parametrize(("operation", "body", "fits"), list(bodies()))
def test_the_description_is_as_strict_as_the_function(
    operation: str, body: Mapping[str, Any], *, fits: bool
) -> None:
    """What does not fit is none of its schema, and what fits is: bounds, blanks, what excludes each other."""
    (schema,) = (each.body for each in OPERATIONS if str(each) == operation)
    assert schema
    assert taken(operation, body) is fits
    assert (described.faults(schema, body) == []) is fits


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_each_status_is_that_of_a_problem_that_can_occur(operation: Operation) -> None:
    """The described statuses are 200 and those of the codes that the operation names."""
    statuses = {str(PROBLEMS[code].status) for code in operation.problems}
    assert set(operation.spec["responses"]) == statuses | {"200"}


def test_the_list_of_codes_is_closed() -> None:
    """The description has every code of the catalogue and no other, and each is some operation's."""
    assert SCHEMAS["ProblemCode"]["enum"] == list(PROBLEMS)
    used = {code for operation in OPERATIONS for code in operation.problems}
    assert used | described.NO_OPERATION == set(PROBLEMS)


def test_each_code_is_explained() -> None:
    """Status, whether a repeat may help, and what the code means stand beside the list of codes."""
    documented = {
        code: (row["status"], row["retryable"]) for code, row in SCHEMAS["ProblemCode"]["x-codes"].items()
    }
    assert documented == {code: (kind.status, kind.retryable) for code, kind in PROBLEMS.items()}
    assert all(row["means"] for row in SCHEMAS["ProblemCode"]["x-codes"].values())


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_writing_twice_is_explained(operation: Operation) -> None:
    """Every POST and PUT says what a second equal call does."""
    assert ("x-safe-to-repeat" in operation.spec) == (operation.method in {"POST", "PUT"})


@pytest.mark.parametrize(
    ("described_values", "code"),
    [
        (SCHEMAS["ExportState"]["enum"], list(State)),
        (SCHEMAS["ExportShown"]["enum"], ["none", *State]),
        (SCHEMAS["ExportCode"]["enum"], list(Code)),
        (SCHEMAS["Export"]["properties"]["origin"]["enum"], list(Origin)),
        (SCHEMAS["Export"]["properties"]["evidence"]["enum"], list(Evidence)),
        (SCHEMAS["Export"]["properties"]["who"]["enum"], list(get_args(Who))),
        (SCHEMAS["Attempt"]["properties"]["outcome"]["enum"], [*Outcome, "lapsed", *ReadingOutcome]),
        (SCHEMAS["ApplicantStage"]["enum"], list(Stage)),
        (SCHEMAS["Attempt"]["properties"]["document"]["enum"], list(get_args(DocumentState))),
        (SCHEMAS["ConnectionState"]["enum"], ["none", *ConnectionState]),
        (SCHEMAS["Connection"]["properties"]["kind"]["enum"], list(Kind)),
        (SCHEMAS["Language"]["enum"], list(LANGUAGES)),
        (SCHEMAS["Settle"]["properties"]["language"]["enum"], [*LANGUAGES, None]),
        (SCHEMAS["Import"]["properties"]["language"]["enum"], [*LANGUAGES, None]),
        (SCHEMAS["Period"]["enum"], list(PERIODS)),
        (SCHEMAS["ChangingField"]["enum"], list(COMPARED)),
        (list(SCHEMAS["Changes"]["properties"]), list(COMPARED)),
        (SCHEMAS["Missing"]["properties"]["why"]["enum"], [NOT_IN_FEED, VALUE_UNKNOWN, INCOMPLETE]),
        *(
            (SCHEMAS["Details"]["properties"][name]["enum"], [*field.allowed, None])
            for name, field in FIELDS.items()
            if field.allowed
        ),
    ],
)
def test_each_closed_set_is_the_codes_own(described_values: list[Any], code: list[Any]) -> None:
    """States, codes, outcomes, languages and allowed values are the code's, in its order."""
    assert described_values == [str(value) if value is not None else None for value in code]


def test_details_are_the_drafts_own() -> None:
    """What a person may add is what a draft takes."""
    assert set(SCHEMAS["Details"]["properties"]) == set(Details.__struct_fields__)


BOARD = Board(slug="acme", tld="de")
POSITION = Position(
    id=7,
    title="Dev",
    descriptions={"de": (Section(heading="", html="x"),)},
    subcompany="Acme SE",
    office="Berlin",
    department="IT",
    employment_type="permanent",
    schedule="full-time",
    seniority="experienced",
    created_at="2026-09-01T09:00:00+00:00",
)
AD = JobAd(
    id="job-1",
    company_id="acme",
    title="Dev",
    remote=True,
    employment_type="permanent",
    working_time="full-time",
    seniority="experienced",
    experience_years={"min": 1, "max": None},
    salary={"min": "1", "max": None, "currency": "EUR", "period": "yearly"},
    language="de",
    missing=(Missing(field="skills", why="not_in_feed", allowed=("a",), suggestion="a"),),
    link=Link(
        position_id=7,
        account="1",
        url="https://acme.jobs.personio.de/job/7",
        language="de",
        hash="h",
        linked_at=NOW,
        linked_by="ann",
        changed={name: Difference(to="x", hash="h") for name in COMPARED},
    ),
)
SUMMARY = JobAdSummary(id="job-2", title="Dev", status="online", link=None)
CONNECTION = Connection(
    company_id="acme",
    state=ConnectionState.CONNECTED,
    board=BOARD,
    account="1",
    language="de",
    secret="version",
    token_tail="abcd",
    connected_at=NOW,
    connected_by="ann",
    channel_id=1,
    last_success_at=NOW,
    next_probe_at=NOW,
    problem="credentials_refused",
    kind=Kind.TOKEN,
    feed=FeedState(checked_at=NOW, positions=7, problem="board_not_found", since=NOW),
)
EXPORT = Export(
    match_id="m",
    company_id="acme",
    job_id="job-1",
    developer_id="ada",
    state=State.NEEDS_ACTION,
    origin=Origin.LIVE,
    successful_at=NOW,
    updated_at=NOW,
    code=Code.REFUSED,
    who="matched.io",
    fields=("email",),
    position_id=7,
    due_at=NOW,
    evidence=Evidence.CREATED,
    exported_at=NOW,
    by="ann",
    carried_by="n",
    taken_back_at=NOW,
    applied_at=NOW,
    progress=ApplicantProgress(stage=Stage.OFFER, name="Angebot", since=NOW, seen_at=NOW),
    attempts=(
        Attempt(id="a", at=NOW, outcome="refused", reasons=("r",), fields=("f",), status=400, trace_id="t"),
    ),
)
PROBLEM = Problem("not_connected", field="url", retry_after=5)
RULES = Rules(
    attributes=(AttributeRule(id="gender", field="gender", constant="x", options={"w": "female"}),),
    phase=Phase(type="custom", id=7),
    tags=("it",),
    version=3,
    changed_by="ann",
    changed_at=NOW,
)


def answers() -> Iterator[tuple[str, Any]]:
    """Every answer of edge/views.py and edge/problems.py, with everything in it that there can be."""
    feed = Feed(board=BOARD, positions=(POSITION,), languages=("de",))
    listed = Listed(position=POSITION, ad=replace(SUMMARY, link=AD.link), suggested=(SUMMARY,))
    jobs = JobList(board=BOARD, language="de", fetched_at=NOW, listed=(listed,), closed=(SUMMARY,))
    yield "Board", views.board(feed)
    yield "Connection", views.connection(CONNECTION, "en", admin=True)
    yield "JobList", views.job_list(jobs, "en")
    yield "JobAd", views.linked(Linked(ad=AD, matches_following=3))
    yield "Export", views.export("m", EXPORT, "en", "other_legal_entity", lambda _: "https://a.example/31")
    yield "Summary", views.summary(Summary(exports={}, applicants={}))
    older = Older(count=3, counted_at=NOW)
    backfill = Backfill(company_id="acme", requested_at=NOW, requested_by="ann", older=older)
    yield "BackFill", views.backfill(Progress(backfill=backfill, tally={}))
    yield "Preview", views.preview("m", Preview(document=None, entry=EXPORT), "en")
    asked_for = AskedFor(id="gender", reason=Code.ATTRIBUTE_REQUIRED, count=3)
    yield "Rules", rules.view(Ruled(rules=RULES, asked_for=(asked_for,)), "en")
    last = {"list": views.job_list(jobs, "en"), "age": 5}
    members = {"last": last, "rules": to_wire(RULES), "belongs_to": "client.id"}
    faults = (Fault("tags", "too_many"),)
    problem = Problem("personio_unreachable", field="url", retry_after=5, members=members, faults=faults)
    yield "Problem", problem_document(problem, "en", "t")


@pytest.mark.parametrize(("schema", "answer"), [pytest.param(*each, id=each[0]) for each in answers()])
def test_an_answer_has_the_described_fields_and_all_of_them(schema: str, answer: Any) -> None:
    """An answer with everything in it has each field of its schema, of the right type, and no other."""
    sent = msgspec.json.decode(msgspec.json.encode(answer))
    assert described.faults({"$ref": f"#/components/schemas/{schema}"}, sent) == []
    assert used(sent, SCHEMAS[schema]) == []


def test_a_page_is_made_of_exports() -> None:
    """A page of exports is as described; only the hint, which costs a look at the feed, is not in it."""
    page = views.export_page(ExportPage(entries=(EXPORT,), next="x"), "en", lambda _: "https://a.example/31")
    sent = msgspec.json.decode(msgspec.json.encode(page))
    assert described.faults(SCHEMAS["ExportPage"], sent) == []
    assert used(sent, SCHEMAS["ExportPage"]) == [".exports.hint"]


def used(sent: Any, schema: Mapping[str, Any], at: str = "") -> list[str]:
    """Described fields that `sent` lacks."""
    schema = described.resolved(schema)
    if isinstance(sent, list) and "items" in schema:
        return used(sent[0], schema["items"], at) if sent else []
    if not isinstance(sent, dict):
        return []
    properties = schema.get("properties", {})
    lacking = [f"{at}.{name}" for name in properties if name not in sent]
    return lacking + [
        fault
        for name, value in sent.items()
        for fault in used(value, properties.get(name, {}), f"{at}.{name}")
    ]


def examples(part: Any, at: str = "") -> Iterator[tuple[str, Any, Any]]:
    """(place, schema, value) of each example."""
    if isinstance(part, list):
        part = dict(enumerate(part))
    if not isinstance(part, Mapping):
        return
    if "examples" in part and "schema" in part:
        for name, example in part["examples"].items():
            yield f"{at}.{name}", part["schema"], described.resolved(example)["value"]
    for name, inner in part.items():
        yield from examples(inner, f"{at}.{name}")


@pytest.mark.parametrize(
    ("schema", "value"),
    [pytest.param(schema, value, id=at) for at, schema, value in examples(described.document())],
)
def test_each_example_is_of_its_schema(schema: Any, value: Any) -> None:
    """Bodies and answers given as examples are as described."""
    assert described.faults(schema, value) == []


def test_the_frontends_page_calls_what_there_is() -> None:
    """Each path of docs/frontend.md is an operation; examples stand in the description alone."""
    page = (described.FILE.parent / "frontend.md").read_text()
    assert "```json" not in page
    calls = re.findall(r"`(GET|POST|PUT|PATCH|DELETE) (/[^\s`?]+)", page)
    assert calls
    assert [call for call in calls if not described.operation(*call)] == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_each_operation_has_examples(operation: Operation) -> None:
    """A good answer and, where there is one, the body are shown by an example."""
    shown = [operation.answer(200)["content"]["application/json"]]
    if operation.body:
        shown.append(operation.spec["requestBody"]["content"]["application/json"])
    assert all(part.get("examples") for part in shown)
