"""What the gateway before Personio's API v2 says by itself, whichever part of the API was asked.

Its envelope: developer.personio.de, common-components-v2; bodies and headers as customers and public clients
quote them. Only words known here count.
"""

from collections.abc import Iterator, Mapping
from http import HTTPStatus

from shared.adapters import tuning
from shared.adapters.personio.answers import document_in, items, member
from shared.adapters.personio.http import Response

SCOPE = frozenset({"Insufficient access scope", "commonforbidden"})
SCOPE_SEEN_AS_401 = "Unauthorized Request"
NO_ENDPOINT = "apinot_found"


def lacks_scope(response: Response) -> bool:
    """The access token holds, and its client may not do this: 403, or a 401 that was seen instead."""
    document = document_in(response.body)
    if response.status == HTTPStatus.UNAUTHORIZED:
        return member(member(document, "error"), "message") == SCOPE_SEEN_AS_401
    return response.status == HTTPStatus.FORBIDDEN and not SCOPE.isdisjoint(_words(document))


def lacks_endpoint(response: Response) -> bool:
    """The address is none for this account. A position or an applicant that is missing is no such thing."""
    return response.status == HTTPStatus.NOT_FOUND and NO_ENDPOINT in _words(document_in(response.body))


def rest(headers: Mapping[str, str]) -> float | None:
    """Seconds until the bucket is full again, where this request took its last token; else None.

    The rate counts as one a second, as in other gateways that send these headers; Personio documents none of
    it, so that a minute is the most, and whatever cannot be read is one.
    """
    if headers.get("x-ratelimit-remaining", "").strip() != "0":
        return None
    try:
        burst, rate = (float(headers[f"x-ratelimit-{name}"]) for name in ("burst-capacity", "replenish-rate"))
        seconds = burst / rate
    except (KeyError, ValueError, ZeroDivisionError):
        return tuning.BUCKET_SECONDS
    return seconds if 0 <= seconds <= tuning.BUCKET_SECONDS else tuning.BUCKET_SECONDS


def _words(document: object) -> Iterator[str]:
    """Each error's title, and the end of its type."""
    for error in items(member(document, "errors")):
        for name in ("title", "type"):
            word = member(error, name)
            if isinstance(word, str):
                yield word.rpartition("#")[2]
