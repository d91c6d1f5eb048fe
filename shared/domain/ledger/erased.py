"""What is left of an erased person: that it was done, and what a customer has to know meanwhile."""

from datetime import datetime

from shared.structs import Struct


class Erased(Struct):
    """That somebody was erased, or was missing one night; nothing in it tells who.

    Attributes:
        id: the person's pseudonym.
        erased_at: when it was begun last; unset while the profile was only found missing.
        again_at: when it is done a second time, for what was under way; unset once it was.
        absent_at: the night in which the profile was missing last.
        expires_at: when Firestore deletes it.
    """

    id: str
    expires_at: datetime
    erased_at: datetime | None = None
    again_at: datetime | None = None
    absent_at: datetime | None = None


class ErasureNotice(Struct):
    """For a company with an applicant of theirs in its Personio, where it alone can erase.

    Attributes:
        state: the export's; `maybe` where nobody knows whether its request arrived.
        first_name, last_name, email: as the deletion's event still had them; empty where there was none.
        title: of the job ad; empty where it is gone.
        expires_at: when it goes, acknowledged or not.
    """

    match_id: str
    company_id: str
    job_id: str
    account: str
    position_id: int
    state: str
    erased_at: datetime
    expires_at: datetime
    title: str = ""
    exported_at: datetime | None = None
    application_id: str | None = None
    first_name: str = ""
    last_name: str = ""
    email: str = ""
