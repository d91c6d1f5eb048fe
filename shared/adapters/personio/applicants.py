"""Applicants as API v2 shows them to a client that may read.

developer.personio.de, references `get_v2-recruiting-applications`, `…-id` and `…-id-stage-transitions`.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import TypeVar

from shared.adapters import tuning
from shared.adapters.personio.answers import document_in
from shared.adapters.personio.applications_read import Listed, Single, Transition, moment, standing
from shared.adapters.personio.authentication import Authentication
from shared.adapters.personio.lists import Page, Unread, decoded, pages
from shared.adapters.personio.recruiting_api import Get, RecruitingApi
from shared.domain.applicant import Found, Stage, Standing
from shared.domain.application import Answer, Outcome
from shared.domain.credentials import Credentials

T = TypeVar("T")
UNKNOWN = Answer(outcome=Outcome.UNKNOWN)


class PersonioApplicants(RecruitingApi):
    """The port Applicants, over HTTP.

    Attributes:
        deadline: seconds for one call, all its requests together but the one for an access token.
    """

    deadline: float = tuning.READING_SECONDS

    def find(self, credentials: Credentials, email: str, position_id: int) -> Sequence[Found] | Answer:
        """See the port. This query is the one place where an address stands in an URL."""
        written = email.strip()

        def found(applications: str, get: Get) -> Sequence[Found]:
            hits = {
                hit.application_id: hit
                for address in dict.fromkeys((written, written.lower()))
                for hit in _hits(applications, address, position_id, get)
            }
            return sorted(hits.values(), key=lambda hit: hit.created_at)

        return self._told(credentials, found)

    def standing(self, credentials: Credentials, application_id: str) -> Standing | Answer:
        """See the port."""
        return self._told(
            credentials,
            lambda applications, get: _standing(application_id, *get(f"{applications}/{application_id}", {})),
        )

    def entered(self, credentials: Credentials, application_id: str) -> datetime | Answer | None:
        """See the port."""
        return self._told(
            credentials,
            lambda applications, get: _entered(f"{applications}/{application_id}/stage-transitions", get),
        )

    def _told(self, credentials: Credentials, read: Callable[[str, Get], T]) -> T | Answer:
        def careful(way: Authentication, get: Get) -> T | Answer:
            try:
                return read(way.applications, get)
            except Unread as why:
                return why.answer

        return self._reading(credentials, self.deadline, careful)


def _hits(applications: str, address: str, position_id: int, get: Get) -> Iterator[Found]:
    for page in pages(get, applications, {"candidate.email": address}, Page[Listed]):
        if not all(_is_ours(one, address) for one in page):
            raise Unread(UNKNOWN)
        for one in page:
            if one.address and str(one.job.id) == str(position_id):
                created_at = moment(one.created_at)
                if created_at is None:
                    raise Unread(UNKNOWN)
                yield Found(application_id=str(one.id), created_at=created_at)


def _is_ours(one: Listed, address: str) -> bool:
    """Who was made anonymous has no address any more, and is nobody's."""
    return one.address == address.casefold() or (not one.address and one.is_anonymized is True)


def _standing(application_id: str, answer: Answer, body: bytes) -> Standing:
    """Documented without an envelope; public clients tolerate one. A proxy's page of a 404 says nothing."""
    if (
        answer.status == HTTPStatus.NOT_FOUND
        and answer.outcome is Outcome.REFUSED
        and isinstance(document_in(body), dict)
    ):
        return Standing(stage=Stage.GONE)
    read = decoded(answer, body, Single)
    holders = (read, read.envelope, read.data)
    one = next((each for each in holders if each and str(each.id) == application_id), None)
    told = standing(one) if one else None
    if told is None:
        raise Unread(UNKNOWN)
    return told


def _entered(transitions: str, get: Get) -> datetime | None:
    """The last time of all; in which order they come is not documented."""
    times = [moment(one.entered_at) for page in pages(get, transitions, {}, Page[Transition]) for one in page]
    known = [time for time in times if time]
    return max(known) if known and len(known) == len(times) else None
