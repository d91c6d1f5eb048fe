"""A board's feed in both languages at the same time, not parsed."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

LANGUAGES = ("de", "en")


def fetch(board: Mapping[str, Any]) -> list[bytes]:
    address = os.environ["PERSONIO_JOBS_URL"].format(slug=board["slug"], tld=board["tld"])

    def get(language: str) -> bytes:
        answer = requests.get(f"{address}/xml", params={"language": language}, timeout=10)
        answer.raise_for_status()
        return answer.content

    with ThreadPoolExecutor(len(LANGUAGES)) as threads:
        return list(threads.map(get, LANGUAGES))
