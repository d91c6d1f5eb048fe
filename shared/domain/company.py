"""matched.io's company: who may do what, and what is read along with the answer."""

from enum import Enum, StrEnum


class Role(StrEnum):
    """What a member may do; an admin may all that a recruiter may."""

    RECRUITER = "recruiter"
    ADMIN = "admin"

    def allows(self, needed: "Role") -> bool:
        """Whether a member of this role may do what `needed` may."""
        return self is Role.ADMIN or self is needed


class Ahead(Enum):
    """What a call may have read along with its caller's role; the value's second half: by which id."""

    CONNECTION = ("connection", "company")
    RULES = ("rules", "company")
    MATCH = ("match", "match")
    EXPORT = ("export", "match")
    JOB = ("job", "job")
    BACKFILL = ("back-fill", "company")

    @property
    def id_in_path(self) -> str:
        """The id of a route's path under which it stands."""
        return self.value[1]
