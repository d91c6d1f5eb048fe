"""The names of query parameters in Personio's published description, which a person has downloaded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_BYTES = 20 * 1024 * 1024
NAME = re.compile(r"[A-Za-z][\w.-]{0,60}", re.ASCII)
APPLICATIONS = "/v2/recruiting/applications"


@dataclass(frozen=True, kw_only=True)
class Described:
    """What the description says of /v2/recruiting/applications.

    Attributes:
        filters: the query parameters of the list.
        dry_run: the one boolean parameter of the POST; None where there is none, or several.
    """

    filters: frozenset[str]
    dry_run: str | None


def read(file: Path) -> Described:
    """The names in a description, JSON or YAML.

    Raises:
        ValueError: it cannot be read, or does not describe the applications.
    """
    import yaml  # a development dependency, and only wanted here

    try:
        if file.stat().st_size > MOST_BYTES:
            raise ValueError("too large")
        document = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, RecursionError) as fault:
        raise ValueError("unreadable") from fault
    paths = _members(_members(document).get("paths"))
    found = [each for path, each in paths.items() if str(path).endswith(APPLICATIONS)]
    if not found:
        raise ValueError("no applications")
    described = _members(found[0])
    flags = [name for name, kind in _parameters(document, described.get("post")) if kind == "boolean"]
    return Described(
        filters=frozenset(name for name, _ in _parameters(document, described.get("get"))),
        dry_run=flags[0] if len(flags) == 1 else None,
    )


def _parameters(document: Any, operation: Any) -> Iterator[tuple[str, object]]:
    """Names and types of the query parameters; those that stand elsewhere in the document are looked up."""
    listed = _members(operation).get("parameters")
    for each in listed if isinstance(listed, list) else ():
        parameter = _members(each)
        if isinstance(parameter.get("$ref"), str):
            parameter = _looked_up(document, parameter["$ref"])
        name = parameter.get("name")
        if parameter.get("in") == "query" and isinstance(name, str) and NAME.fullmatch(name):
            yield name, _members(parameter.get("schema")).get("type")


def _looked_up(document: Any, reference: str) -> dict[str, Any]:
    for name in reference.removeprefix("#/").split("/"):
        document = _members(document).get(name)
    return _members(document)


def _members(value: Any) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}
