"""docs/openapi.yaml as tests use it: its operations, and whether an answer is one that it describes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema_rs
import yaml
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from shared.texts.problems import PROBLEMS

FILE = Path(__file__).parents[2] / "docs" / "openapi.yaml"
METHODS = ("get", "put", "post", "patch", "delete")
ANYWHERE = {
    "not_signed_in",
    "sign_in_invalid",
    "company_not_found",
    "not_found",
    "query_invalid",
    "temporarily_unavailable",
    "internal",
}
WITH_BODY = {"body_malformed", "body_invalid", "body_too_large", "media_type_unsupported"}
NO_OPERATION = {"method_not_allowed"}  # answers what is no operation


@dataclass(frozen=True, kw_only=True, eq=False)
class Operation:
    """One method on one path of the description."""

    method: str
    path: str
    spec: Mapping[str, Any]
    parameters: tuple[Mapping[str, Any], ...]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def role(self) -> str:
        return str(self.spec["x-role"])

    @property
    def query(self) -> tuple[str, ...]:
        return tuple(each["name"] for each in self.parameters if each["in"] == "query")

    @property
    def body(self) -> Mapping[str, Any] | None:
        """Schema of the JSON body."""
        asked = self.spec.get("requestBody")
        schema: Mapping[str, Any] | None = asked["content"]["application/json"]["schema"] if asked else None
        return schema

    @property
    def problems(self) -> set[str]:
        """Every code that it may answer with, by the description's own words."""
        return (
            ANYWHERE
            | set(self.spec.get("x-problems", ()))
            | ({"role_too_low"} if self.role == "admin" else set())
            | (WITH_BODY if self.body else set())
            | ({"too_many_requests"} if "x-calls-per-minute" in self.spec else set())
        )

    def answer(self, status: int) -> Mapping[str, Any]:
        """What is described for `status`."""
        return resolved(self.spec["responses"][str(status)])


@cache
def document() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(FILE.read_text())
    return loaded


def resolved(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a `$ref` points to; anything else is itself."""
    while "$ref" in part:
        found: Any = document()
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part


@cache
def operations() -> tuple[Operation, ...]:
    return tuple(_operations())


def _operations() -> Iterator[Operation]:
    for path, item in document()["paths"].items():
        for method in METHODS:
            if method in item:
                parameters = (*item.get("parameters", ()), *item[method].get("parameters", ()))
                yield Operation(
                    method=method.upper(),
                    path=path,
                    spec=item[method],
                    parameters=tuple(map(resolved, parameters)),
                )


def operation(method: str, path: str) -> Operation | None:
    """The operation that serves a call; None where there is none."""
    try:
        found: Operation = _map().bind("described").match(f"/{urlsplit(path).path.lstrip('/')}", method)[0]
    except HTTPException:
        return None
    return found


@cache
def _map() -> Map:
    return Map(
        [
            Rule(each.path.replace("{", "<").replace("}", ">"), methods=[each.method], endpoint=each)
            for each in operations()
        ]
    )


def faults(schema: Mapping[str, Any], value: Any) -> list[str]:
    """What keeps `value` from being of `schema`, one line each; a field that is not described counts, too."""
    return [str(fault) for fault in _validator(json.dumps(schema)).iter_errors(value)]


@cache
def _validator(schema: str) -> Any:
    whole = {**_closed(json.loads(schema)), "components": {"schemas": _closed_schemas()}}
    return jsonschema_rs.validator_for(whole, validate_formats=True)


@cache
def _closed_schemas() -> Any:
    return _closed(document()["components"]["schemas"])


def _closed(schema: Any) -> Any:
    """The same without room for more: clients are told to expect new fields, we have to describe them."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    inner = {name: _closed(part) for name, part in schema.items()}
    return {"unevaluatedProperties": False, **inner} if "object" in str(schema.get("type")) else inner


def check(method: str, path: str, status: int, content_type: str, answer: Any) -> None:
    """Hold one answer of the running system against the description."""
    found = operation(method, path)
    if found is None or found.method != method:
        return  # what is no operation is answered by no_operation's codes, which tests name themselves
    assert str(status) in found.spec["responses"], f"{found} does not describe {status}: {answer}"
    (described,) = found.answer(status)["content"].items()
    assert content_type.partition(";")[0] == described[0], f"{found} answers {status} as {content_type}"
    assert faults(described[1]["schema"], answer) == [], f"{found} {status}"
    if status >= 400:
        assert answer["code"] in found.problems, f"{found} does not describe {answer['code']}"
        assert status == PROBLEMS[answer["code"]].status
