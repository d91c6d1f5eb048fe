"""Recruiting API tokens in memory."""

import itertools
import re
from collections.abc import Sequence
from urllib.parse import quote


class InMemorySecrets:
    """Versions are named `memory/<company>/versions/<n>`, n never twice."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._numbers = itertools.count(1)

    def add(self, company_id: str, value: str) -> str:
        version = f"{_beginning(company_id)}{next(self._numbers)}"
        self._values[version] = value
        return version

    def read(self, version: str) -> str | None:
        return self._values.get(_own(version))

    def retire(self, version: str) -> None:
        self._values.pop(_own(version), None)

    def versions(self, company_id: str) -> Sequence[str]:
        return [version for version in self._values if version.startswith(_beginning(company_id))]


def _beginning(company_id: str) -> str:
    return f"memory/{quote(company_id, safe='')}/versions/"


def _own(version: str) -> str:
    if not re.fullmatch(r"memory/[^/]+/versions/[0-9]+", version):
        raise ValueError("this is no version of a secret of ours")
    return version
