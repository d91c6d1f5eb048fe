"""matched.io's match, and when it matters to Personio."""

from datetime import datetime

from shared.structs import Struct


class Match(Struct):
    """A developer and a company's job ad that met on matched.io.

    Attributes:
        successful_at: as matched.io wrote it; None where it did not.
        written_at: the last write of the document, whatever it changed.
    """

    id: str
    company_id: str
    job_id: str
    developer_id: str
    successful: bool
    successful_at: datetime | None
    written_at: datetime

    @property
    def latest_success(self) -> datetime:
        """No success of it was later than this: the one that it names, else its last write."""
        return self.successful_at or self.written_at
