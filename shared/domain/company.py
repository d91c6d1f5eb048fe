"""matched.io's company: who may do what."""

from enum import StrEnum


class Role(StrEnum):
    """What a member may do; an admin may all that a recruiter may."""

    RECRUITER = "recruiter"
    ADMIN = "admin"

    def allows(self, needed: "Role") -> bool:
        """Whether a member of this role may do what `needed` may."""
        return self is Role.ADMIN or self is needed
