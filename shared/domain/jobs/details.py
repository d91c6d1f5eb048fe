"""What a person adds to a job ad: checked, and put in its place. Pure."""

from collections.abc import Mapping
from typing import Any

from shared.domain.jobs.checks import refused
from shared.domain.jobs.draft import Describe, in_ad
from shared.domain.jobs.fields import ASKED, FIELDS, Details
from shared.domain.jobs.job_ad import JobAd
from shared.domain.jobs.missing import with_missing
from shared.structs import replace


def with_details(ad: JobAd, details: Details, describe: Describe) -> JobAd:
    """The ad with a person's details, checked again; raises what `values_of` does."""
    return with_missing(replace(ad, **values_of(details, describe)))


def values_of(details: Details, describe: Describe) -> Mapping[str, Any]:
    """What details make of an ad's attributes; a description is made safe like Personio's own.

    Raises:
        Problem: `detail_invalid` on the field that does not fit, naming what does; `salary_implausible`; what
            `describe` raises.
    """
    given = {name: getattr(details, name) for name in ASKED}
    values = {name: _checked(name, value) for name, value in given.items() if value is not None}
    return in_ad(values, describe)


def _checked(name: str, value: Any) -> Any:
    field = FIELDS[name]
    if field.allowed and value not in field.allowed:
        raise refused(name, ", ".join(field.allowed))
    return field.check(name, value)
