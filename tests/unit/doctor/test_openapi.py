"""Names of query parameters, read from Personio's description."""

import json
from pathlib import Path
from typing import Any

import pytest

from doctor import plan
from doctor.account import Account, Leave
from doctor.openapi import Described, read
from doctor.steps import BY_ADDRESS, DRY_RUN, READ_BACK
from shared.domain.board import parse

FLAG = {"name": "dry_run", "in": "query", "schema": {"type": "boolean", "default": False}}
FILTER = {"name": "candidate.email", "in": "query", "schema": {"type": "string"}}


def described(folder: Path, post: list[Any], get: list[Any], **more: object) -> Described:
    paths = {"/v2/recruiting/applications": {"post": {"parameters": post}, "get": {"parameters": get}}}
    file = folder / "openapi.json"
    file.write_text(json.dumps({"paths": paths, **more}))
    return read(file)


def test_names_are_found(tmp_path: Path) -> None:
    """The list's filters, and the one flag of the POST."""
    header = {"name": "Beta", "in": "header", "schema": {"type": "boolean"}}
    found = described(tmp_path, [FLAG, header], [FILTER, {"name": "limit", "in": "query"}])
    assert found == Described(filters=frozenset({"candidate.email", "limit"}), dry_run="dry_run")


def test_names_are_found_where_they_are_referred_to(tmp_path: Path) -> None:
    """A parameter may stand among the components."""
    reference = {"$ref": "#/components/parameters/Check"}
    found = described(tmp_path, [reference], [], components={"parameters": {"Check": FLAG}})
    assert found.dry_run == "dry_run"


@pytest.mark.parametrize(
    "post",
    [[], [FLAG, {**FLAG, "name": "other"}], [{**FLAG, "name": "a&b=c"}], [{**FLAG, "name": 5}], ["x"]],
)
def test_no_flag_or_several_are_none(tmp_path: Path, post: list[Any]) -> None:
    """Which of two would be the check is not guessed, and an odd name is no name."""
    assert described(tmp_path, post, []).dry_run is None


def test_yaml_is_read_too(tmp_path: Path) -> None:
    """The form in which Personio publishes its first description."""
    file = tmp_path / "openapi.yaml"
    file.write_text(
        "paths:\n  /v2/recruiting/applications:\n    post:\n      parameters:\n"
        "        - {name: check, in: query, schema: {type: boolean}}\n"
    )
    assert read(file).dry_run == "check"


@pytest.mark.parametrize("text", ["", "[]", "{", "a: &a [*a]", '{"paths": {}}', '{"paths": {"/v2/x": {}}}'])
def test_what_is_no_description_is_refused(tmp_path: Path, text: str) -> None:
    """ValueError, whatever the file holds."""
    file = tmp_path / "openapi"
    file.write_text(text)
    with pytest.raises(ValueError, match=r"."):
        read(file)


def steps_of(described: Described | None) -> set[str]:
    account = Account(board=parse("acme"), client_id="id", client_secret="s")
    leave = Leave(create=True, positions=(1,), email="ada@example.org", described=described)
    return {step.name for step in plan.planned(account, leave)}


def test_only_a_name_that_is_described_is_tried() -> None:
    """Without a description no check is sent; with one that lacks the filter, no filter is."""
    everything = Described(filters=frozenset({"candidate.email"}), dry_run="check")
    nothing = Described(filters=frozenset(), dry_run=None)
    assert DRY_RUN.name not in steps_of(None) | steps_of(nothing)
    assert DRY_RUN.name in steps_of(everything)
    assert {BY_ADDRESS.name, READ_BACK.name} <= steps_of(None) & steps_of(everything)
    assert not {BY_ADDRESS.name, READ_BACK.name} & steps_of(nothing)
