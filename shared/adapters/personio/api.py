"""Personio's recruiting API: one developer becomes one applicant.

developer.personio.de, reference `post_v1-recruiting-applications`.
"""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from shared.adapters import tuning
from shared.adapters.personio import body
from shared.adapters.personio.http import NoAnswer, NotSent
from shared.adapters.personio.recruiting_api import RecruitingApi
from shared.adapters.personio.room import Room
from shared.domain.application import Answer, Application, Document, DocumentState, Outcome, Proof
from shared.domain.credentials import Access, Credentials
from shared.structs import field, replace

if TYPE_CHECKING:
    from shared.adapters.personio import cv

UUID_PREVIEWED = "(assigned by Personio when the document is uploaded)"
PROOF = b"matched.io checks the connection.\n"


class PersonioApplications(RecruitingApi):
    """The port Applications, over HTTP.

    Attributes:
        cv_hosts: where CVs may be fetched from, see cv.allowed.
        deadline: seconds for one `submit`, `prove` or `owns`, all its requests together; what is asked for
            an access token comes before that, and has its own.
        document_share: seconds of the deadline after which the document has had its time; the rest is kept
            for the application itself.
        room: what the CVs of all submissions of this instance together may take.
    """

    cv_hosts: tuple[str, ...] = ()
    deadline: float = tuning.SUBMISSION_SECONDS
    document_share: float = tuning.SUBMISSION_SECONDS * tuning.DOCUMENT_SHARE
    room: Room = field(default_factory=Room)

    def access(self, credentials: Credentials) -> Access | Answer:
        """See the port."""
        return self._access(credentials)

    def submit(self, application: Application, access: Access, enough_time: Callable[[], bool]) -> Answer:
        """See the port. Where nothing was applied because of the CV, the outcome is `upload_failed`."""
        over_at = self.monotonic() + self.deadline
        attached = self._attach(application, access, over_at - self.deadline + self.document_share)
        if isinstance(attached, Answer):
            return attached
        document, state = attached
        if not enough_time():
            return Answer(outcome=Outcome.UPLOAD_FAILED, document=state)
        answer = self._apply(body.build(application, document), access, over_at)
        return _plausible(replace(answer, document=state), application, document)

    def prove(self, credentials: Credentials, positions: Sequence[int]) -> Proof:
        """See the port. Uploads a few words of text that no application will ever name, then reads.

        An access token in memory proves nothing about its client, and may be older than a scope just ticked.
        """
        from shared.adapters.personio import jobs

        access = self._access(credentials, anew=True)
        if isinstance(access, Answer):
            return Proof(answer=access)
        over_at = self.monotonic() + self.deadline
        written = self._may_write(access, over_at)
        path = self._way(credentials).jobs
        if written.outcome is not Outcome.CREATED or not path:
            return Proof(answer=written)
        owned = jobs.owns_one_of(positions, path, self._getting(access, over_at))
        if isinstance(owned, Answer):
            return Proof(answer=_proven_nothing(owned))
        return Proof(answer=written, reads=True, owns=owned)

    def owns(self, credentials: Credentials, position_id: int) -> bool | Answer:
        """See the port."""
        from shared.adapters.personio import jobs

        owned = self._reading(
            credentials, self.deadline, lambda way, get: jobs.owns(position_id, way.jobs, get)
        )
        return _proven_nothing(owned) if isinstance(owned, Answer) else owned

    def revoke(self, credentials: Credentials) -> None:
        """See the port."""
        self._way(credentials).revoke(credentials, self._post)

    def _may_write(self, access: Access, over_at: float) -> Answer:
        from shared.adapters.personio import cv

        proof = cv.Cv(filename="matched-io-connection-check.txt", file=BytesIO(PROOF), size=len(PROOF))
        uploaded = self._upload(proof, access, over_at)
        if isinstance(uploaded, Document):
            return Answer(outcome=Outcome.CREATED)
        if uploaded.outcome is Outcome.SCOPE_MISSING:
            uploaded = replace(uploaded, problem="scope_write_missing")
        return _proven_nothing(replace(uploaded, document="none"))

    def preview(self, application: Application) -> Mapping[str, object]:
        """See the port. Whether the CV lies where its address says is not tried."""
        return body.build(application, self._previewed(application))

    def _previewed(self, application: Application) -> Document | None:
        from shared.adapters.personio import cv

        url = application.developer.cv_url
        if not (application.with_document and url and cv.allowed(url, self.cv_hosts)):
            return None
        return Document(uuid=UUID_PREVIEWED, filename=cv.filename(url) or "cv")

    def _attach(
        self, application: Application, access: Access, over_at: float
    ) -> tuple[Document | None, DocumentState] | Answer:
        """The document to apply with, or none; an Answer where nothing is to be applied now."""
        url = application.developer.cv_url
        if not (url and application.with_document):
            return None, "none"
        from shared.adapters.personio import cv

        deadline = over_at - self.monotonic()
        with cv.fetch(
            url, self.cv_hosts, room=self.room, timeouts=self.timeouts, deadline=deadline
        ) as fetched:
            if fetched == "unavailable":
                return Answer(outcome=Outcome.UPLOAD_FAILED, document="unavailable")
            if not isinstance(fetched, cv.Cv):
                return None, fetched
            return self._hand_over(fetched, access, over_at)

    def _hand_over(
        self, fetched: "cv.Cv", access: Access, over_at: float
    ) -> tuple[Document | None, DocumentState] | Answer:
        if over_at - self.monotonic() < self.timeouts.connect:
            return Answer(outcome=Outcome.UPLOAD_FAILED, document="unavailable")
        uploaded = self._upload(fetched, access, over_at)
        if isinstance(uploaded, Document):
            return uploaded, "attached"
        return (None, "refused") if uploaded.outcome is Outcome.REFUSED else uploaded

    def _upload(self, file: "cv.Cv", access: Access, over_at: float) -> Document | Answer:
        from shared.adapters.personio import documents

        way = self._way(access.credentials)
        path = f"{way.applications}/documents"
        return documents.upload(
            file,
            lambda whole: self._send(
                "POST", path, access, over_at, data=whole, content_type=whole.content_type
            ),
            lambda response: way.read(access, response),
        )

    def _apply(self, document: body.Body, access: Access, over_at: float) -> Answer:
        way, started = self._way(access.credentials), self.monotonic()
        try:
            response = self._send("POST", way.applications, access, over_at, json=document)
        except NotSent:
            return Answer(outcome=Outcome.OUTAGE)
        except NoAnswer:
            return Answer(outcome=Outcome.UNKNOWN, duration=self.monotonic() - started)
        return replace(way.read(access, response), duration=self.monotonic() - started)


def _proven_nothing(answer: Answer) -> Answer:
    """What refuses a document, or an access token just given out, neither proves nor disproves a key."""
    if answer.outcome in {Outcome.UPLOAD_FAILED, Outcome.REFUSED, Outcome.ACCESS_REFUSED}:
        return replace(answer, outcome=Outcome.UNKNOWN)
    return answer


def _plausible(answer: Answer, application: Application, document: Document | None) -> Answer:
    """Leaving out a channel or a document helps only where there was one; else the ledger would go round."""
    blamed = {Outcome.CHANNEL_REFUSED: application.channel_id, Outcome.UPLOAD_FAILED: document}
    if answer.outcome in blamed and blamed[answer.outcome] is None:
        return replace(answer, outcome=Outcome.REFUSED)
    if answer.outcome is Outcome.UPLOAD_FAILED:
        return replace(answer, document="unavailable")
    return answer
