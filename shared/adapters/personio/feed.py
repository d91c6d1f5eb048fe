"""Fetch a board's feed: which address is asked, what each answer means, several languages as one.

Source: Personio, "Retrieving open job positions" (`/xml?language=`), and what boards were seen to answer.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from time import monotonic
from urllib.parse import urlencode, urlsplit

from shared.adapters import tuning
from shared.adapters.personio.feed_memory import Memory, Reading, conditions
from shared.adapters.personio.feed_slices import is_feed
from shared.adapters.personio.feed_xml import Reader, merged, readers
from shared.adapters.personio.http import Into, NoAnswer, NotSent, Response, Timeouts, TooLarge, request
from shared.domain.board import Board
from shared.domain.errors import Problem
from shared.domain.jobs.feed import Feed
from shared.structs import Struct, field

REDIRECTS = frozenset({301, 302, 303, 307, 308})
NO_BOARD = REDIRECTS | {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
PERSONIO_ITSELF = frozenset({"personio.com", "www.personio.com", "personio.de", "www.personio.de"})

_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


class PersonioPositions(Struct):
    """Reads boards; whatever is slower than `deadline` seconds in all is given up.

    Attributes:
        jobs_url: a board's address; `{slug}` and `{tld}` anywhere in it, or missing.
        timeouts: for each request.
        deadline: seconds for one fetch, all its requests together.
        max_bytes: longest document taken, after decompression.
        memory: what the last readings said, for boards that tell whether they changed.
    """

    jobs_url: str
    timeouts: Timeouts = field(default_factory=lambda: Timeouts(read=tuning.FEED_READ_SECONDS))
    deadline: float = tuning.FEED_SECONDS
    max_bytes: int = tuning.FEED_BYTES
    memory: Memory = field(default_factory=Memory)

    def fetch(self, board: Board, languages: Sequence[str], texts: Collection[int] | None = None) -> Feed:
        """See ports.Positions; the address as connected first, then the same name under the other tld."""
        over_at = monotonic() + self.deadline
        asked = tuple(dict.fromkeys(languages))
        wanted = None if texts is None else frozenset(texts)
        without: dict[Board, Response] = {}
        for candidate in self._candidates(board):
            read = self._read(candidate, asked, wanted, over_at)
            if isinstance(read, Reading):
                return Feed(
                    board=candidate,
                    positions=read.positions,
                    languages=asked,
                    size=read.size,
                    weight=read.weight,
                )
            without[candidate] = read
        not_found = [each for each, answer in without.items() if answer.status == HTTPStatus.NOT_FOUND]
        if any(self._has_a_page(each, over_at) for each in not_found):
            raise Problem("feed_switched_off", field="url")
        left = any(map(_leads_to_personio, without.values()))
        raise Problem("left_personio" if left else "board_not_found", field="url")

    def _candidates(self, board: Board) -> tuple[Board, ...]:
        return (board, board.other) if "{tld}" in self.jobs_url else (board,)

    def _url(self, board: Board, page: str, **asked: str) -> str:
        parts = urlsplit(self.jobs_url.replace("{slug}", board.slug).replace("{tld}", board.tld))
        query = "&".join(filter(None, (parts.query, urlencode(asked))))
        return parts._replace(path=f"{parts.path.rstrip('/')}/{page}", query=query, fragment="").geturl()

    def _has_a_page(self, board: Board, over_at: float) -> bool:
        """Whether the careers page stands whose feed was not found: then the feed is switched off."""
        try:
            return self._ask(self._url(board, ""), {}, over_at).status == HTTPStatus.OK
        except Problem:
            return False  # slow or huge: what was found out before stands

    def _read(
        self, board: Board, languages: Sequence[str], wanted: frozenset[int] | None, over_at: float
    ) -> Reading | Response:
        """The board in all `languages`; where there is no such board, the answer that says so."""
        urls = tuple(self._url(board, "xml", language=language) for language in languages)
        known = self.memory.get((urls, wanted))
        reading = readers(languages, wanted)
        answers = self._ask_all(urls, known.conditions if known else {}, reading, over_at)
        statuses = {answer.status for answer in answers}
        if known and statuses == {HTTPStatus.NOT_MODIFIED}:
            return known
        if known and HTTPStatus.NOT_MODIFIED in statuses:  # changed in one language only: all of it is needed
            reading = readers(languages, wanted)
            answers = self._ask_all(urls, {}, reading, over_at)
        for answer, reader in zip(answers, reading, strict=True):
            if _says_no_board(answer, reader.head):
                return answer
        for answer in answers:
            if answer.status != HTTPStatus.OK:
                raise Problem("personio_unreachable", retry_after=_wait(answer))
        positions = merged(reading)
        read = Reading(
            positions=positions,
            size=sum(reader.size for reader in reading),
            weight=sum(position.weight for position in positions),
            conditions={url: conditions(answer.headers) for url, answer in zip(urls, answers, strict=True)},
        )
        self.memory.keep((urls, wanted), read)
        return read

    def _ask_all(
        self,
        urls: Sequence[str],
        known: Mapping[str, Mapping[str, str]],
        reading: Sequence[Reader],
        over_at: float,
    ) -> list[Response]:
        """All languages at the same time, each read while it arrives."""

        def ask(url: str, reader: Reader) -> Response:
            return self._ask(url, known.get(url, {}), over_at, into=lambda _: reader)

        with ThreadPoolExecutor(tuning.FEED_LANGUAGES_AT_ONCE) as threads:
            return list(threads.map(ask, urls, reading))

    def _ask(self, url: str, known: Mapping[str, str], over_at: float, into: Into | None = None) -> Response:
        try:
            return request(
                "GET",
                url,
                headers={"Accept": "text/xml", **known},
                into=into,
                timeouts=self.timeouts,
                deadline=over_at - monotonic(),
                max_bytes=self.max_bytes,
            )
        except TooLarge as fault:
            raise Problem("feed_unreadable") from fault
        except (NotSent, NoAnswer) as fault:
            raise Problem("personio_unreachable", retry_after=tuning.FEED_AGAIN_AFTER_SECONDS) from fault


def _says_no_board(answer: Response, head: bytes) -> bool:
    """An unknown name is answered by 404, a redirect to Personio's own site, or that site's page with 200.

    The redirect is not followed: what stands behind it answers 429, which would look like a limit.
    """
    if answer.status == HTTPStatus.OK:
        return _is_page(answer, head) and not is_feed(head)
    return answer.status in NO_BOARD


def _leads_to_personio(answer: Response) -> bool:
    """Whether a redirect leads to Personio's own site, as that of a company does which left Personio."""
    try:
        host = urlsplit(answer.headers.get("Location", "")).hostname
    except ValueError:
        return False
    return answer.status in REDIRECTS and host in PERSONIO_ITSELF


def _is_page(answer: Response, head: bytes) -> bool:
    declared = answer.headers.get("Content-Type", "")
    return "html" in declared.lower() or _PAGE.match(head) is not None


def _wait(answer: Response) -> int:
    named = answer.headers.get("Retry-After", "").strip()
    if not re.fullmatch(r"[0-9]{1,6}", named):
        return tuning.FEED_AGAIN_AFTER_SECONDS
    return min(int(named), tuning.FEED_LONGEST_WAIT_SECONDS)
