"""Personio's recruiting API: one developer becomes one applicant.

developer.personio.de, references `introduction-1`, `post_v1-recruiting-applications` and
`include-our-headers-in-your-requests`.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO

from shared.adapters import tuning
from shared.adapters.personio import answers, body, cv, documents
from shared.adapters.personio.authentication import Authentication, StaticToken
from shared.adapters.personio.http import NoAnswer, NotSent, Response, Timeouts, request
from shared.adapters.personio.room import Room
from shared.domain.application import Answer, Application, Document, DocumentState, Outcome, Proof
from shared.domain.credentials import Access, Client, Credentials, sendable

UUID_PREVIEWED = "(assigned by Personio when the document is uploaded)"
PROOF = b"matched.io checks the connection.\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonioApplications:
    """The port Applications, over HTTP.

    Attributes:
        api_url: base address, without a slash at its end.
        cv_hosts: where CVs may be fetched from, see cv.allowed.
        partner_id, app_id: how Personio knows matched.io; empty ones are not sent.
        authentication: v1's, until v2 is wanted.
        timeouts: of each request's steps.
        deadline: seconds for one `submit` or `prove`, all its requests together.
        document_share: seconds of the deadline after which the document has had its time; the rest is kept
            for the application itself.
        room: what the CVs of all submissions of this instance together may take.
        monotonic: seconds that never jump.
    """

    api_url: str
    cv_hosts: tuple[str, ...] = ()
    partner_id: str = ""
    app_id: str = ""
    authentication: Authentication = field(default_factory=StaticToken)
    timeouts: Timeouts = field(default_factory=Timeouts)
    deadline: float = tuning.SUBMISSION_SECONDS
    document_share: float = tuning.SUBMISSION_SECONDS * tuning.DOCUMENT_SHARE
    room: Room = field(default_factory=Room)
    monotonic: Callable[[], float] = time.monotonic

    def access(self, credentials: Credentials) -> Access | Answer:
        """See the port."""
        if isinstance(credentials.key, Client) or not sendable(credentials.key.value):
            return Answer(outcome=Outcome.CREDENTIALS_WRONG)
        return Access(credentials=credentials)

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
        """See the port. Uploads a few words of text that no application will ever name."""
        access = self.access(credentials)
        if isinstance(access, Answer):
            return Proof(answer=access)
        return Proof(answer=self._may_write(access))

    def owns(self, credentials: Credentials, position_id: int) -> bool | Answer:
        """See the port."""
        return Answer(outcome=Outcome.SCOPE_MISSING)

    def revoke(self, credentials: Credentials) -> None:
        """See the port."""

    def _may_write(self, access: Access) -> Answer:
        proof = cv.Cv(filename="matched-io-connection-check.txt", file=BytesIO(PROOF), size=len(PROOF))
        uploaded = self._upload(proof, access, self.monotonic() + self.deadline)
        if isinstance(uploaded, Document):
            return Answer(outcome=Outcome.CREATED)
        if uploaded.outcome in {Outcome.UPLOAD_FAILED, Outcome.REFUSED}:
            uploaded = replace(uploaded, outcome=Outcome.UNKNOWN)  # neither proves nor disproves the token
        return replace(uploaded, document="none")

    def preview(self, application: Application) -> Mapping[str, object]:
        """See the port. Whether the CV lies where its address says is not tried."""
        return body.build(application, self._previewed(application))

    def _previewed(self, application: Application) -> Document | None:
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
        self, fetched: cv.Cv, access: Access, over_at: float
    ) -> tuple[Document | None, DocumentState] | Answer:
        if over_at - self.monotonic() < self.timeouts.connect:
            return Answer(outcome=Outcome.UPLOAD_FAILED, document="unavailable")
        uploaded = self._upload(fetched, access, over_at)
        if isinstance(uploaded, Document):
            return uploaded, "attached"
        return (None, "refused") if uploaded.outcome is Outcome.REFUSED else uploaded

    def _upload(self, file: cv.Cv, access: Access, over_at: float) -> Document | Answer:
        return documents.upload(
            file, lambda whole: self._send("/documents", access, over_at, multipart=whole)
        )

    def _apply(self, document: body.Body, access: Access, over_at: float) -> Answer:
        started = self.monotonic()
        try:
            response = self._send("", access, over_at, json=document)
        except NotSent:
            return Answer(outcome=Outcome.OUTAGE)
        except NoAnswer:
            return Answer(outcome=Outcome.UNKNOWN, duration=self.monotonic() - started)
        answer = answers.read(response.status, response.body)
        return replace(answer, duration=self.monotonic() - started)

    def _send(
        self,
        path: str,
        access: Access,
        over_at: float,
        *,
        json: object = None,
        multipart: documents.Multipart | None = None,
    ) -> Response:
        kind = {"Content-Type": multipart.content_type} if multipart else {}
        return request(
            "POST",
            self.api_url + self.authentication.path + path,
            headers={**self._headers(access), **kind},
            json=json,
            data=multipart,
            timeouts=self.timeouts,
            deadline=over_at - self.monotonic(),
            max_bytes=tuning.ANSWER_BYTES,
        )

    def _headers(self, access: Access) -> dict[str, str]:
        partner = {"X-Personio-Partner-ID": self.partner_id, "X-Personio-App-ID": self.app_id}
        return {
            "Accept": "application/json",
            **self.authentication.authorize(access),
            **{name: value for name, value in partner.items() if value},
        }


def _plausible(answer: Answer, application: Application, document: Document | None) -> Answer:
    """Leaving out a channel or a document helps only where there was one; else the ledger would go round."""
    blamed = {Outcome.CHANNEL_REFUSED: application.channel_id, Outcome.UPLOAD_FAILED: document}
    if answer.outcome in blamed and blamed[answer.outcome] is None:
        return replace(answer, outcome=Outcome.REFUSED)
    if answer.outcome is Outcome.UPLOAD_FAILED:
        return replace(answer, document="unavailable")
    return answer
