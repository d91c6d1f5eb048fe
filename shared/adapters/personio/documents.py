"""Documents at Personio: uploaded first, then named by their uuid in the application.

developer.personio.de, reference `post_v1-recruiting-applications-documents`: one file a call, in a multipart
part named `file`.
"""

import mimetypes
from collections.abc import Callable, Iterator
from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

from urllib3.fields import RequestField

from shared.adapters.personio import answers
from shared.adapters.personio.cv import Cv
from shared.adapters.personio.http import NoAnswer, NotSent, Response
from shared.domain.application import Answer, Document, Outcome
from shared.structs import replace

ACCOUNT_MATTERS = frozenset(
    {
        Outcome.CREDENTIALS_WRONG,
        Outcome.ACCESS_REFUSED,
        Outcome.SCOPE_MISSING,
        Outcome.FEATURE_OFF,
        Outcome.LIMITED,
    }
)


class Multipart:
    """One file as a multipart body that is read in pieces; requests' own would be whole in memory."""

    def __init__(self, cv: Cv) -> None:
        boundary = uuid4().hex
        part = RequestField("file", data=b"", filename=cv.filename)
        part.make_multipart(content_type=mimetypes.guess_type(cv.filename)[0] or "application/octet-stream")
        head = f"--{boundary}\r\n{part.render_headers()}".encode()
        tail = f"\r\n--{boundary}--\r\n".encode()
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self._pieces = (BytesIO(head), cv.file, BytesIO(tail))
        self._length = len(head) + cv.size + len(tail)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[bytes]:
        """What is left; requests streams only what can be iterated over, and then reads it."""
        return iter(self.read, b"")

    def read(self, size: int = 16 * 1024) -> bytes:
        """The next bytes, `size` at most; none at the end."""
        return next((chunk for piece in self._pieces if (chunk := piece.read(size))), b"")


Send = Callable[[Multipart], Response]  # to where Personio takes documents
Read = Callable[[Response], Answer]  # as it is for whoever sent it


def upload(cv: Cv, send: Send, read: Read) -> Document | Answer:
    """Hand `cv` over: the document as an application may name it, else why there is none.

    That answer's outcome is `refused` (never this file), `upload_failed` (perhaps another time), or a matter
    of the account's: `credentials_wrong`, `access_refused`, `scope_missing`, `feature_off`, `limited`,
    `outage`.
    """
    try:
        response = send(Multipart(cv))
    except NotSent:
        return Answer(outcome=Outcome.OUTAGE, document="unavailable")
    except NoAnswer:
        return Answer(outcome=Outcome.UPLOAD_FAILED, document="unavailable")
    return _read(cv, response, read(response))


def _read(cv: Cv, response: Response, answer: Answer) -> Document | Answer:
    if answer.outcome in ACCOUNT_MATTERS:
        return replace(answer, document="unavailable")
    if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return replace(answer, outcome=Outcome.UPLOAD_FAILED, document="unavailable")
    if not HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
        return replace(answer, outcome=Outcome.REFUSED, document="refused")
    if uuid := answers.uuid_in(response.body):
        return Document(uuid=uuid, filename=cv.filename)
    return replace(answer, outcome=Outcome.UPLOAD_FAILED, document="unavailable")
