"""A salary that a person gives: what is paid is taken, what is a slip of the pen is not."""

import pytest

from shared.domain.errors import Problem
from shared.domain.jobs.checks import Pay, salary
from shared.domain.jobs.job_ad import JobAd
from shared.domain.jobs.missing import with_missing


@pytest.mark.parametrize(
    ("least", "most", "period", "at"),
    [
        ("60", None, "yearly", "min"),
        (None, "85", "yearly", "max"),
        ("1100", "1300", "yearly", "min"),
        ("60000", "75000", "hourly", "min"),
        ("60000", "75000000", "yearly", "max"),
        ("2500", "30000", "monthly", "max"),
    ],
)
def test_what_nobody_pays_is_refused_at_its_bound(
    least: str | None, most: str | None, period: str, at: str
) -> None:
    """An amount beyond what its period pays, or ten times the other bound, is named with its field."""
    with pytest.raises(Problem) as refused:
        salary("salary", Pay(currency="EUR", period=period, min=least, max=most))
    assert (refused.value.code, refused.value.field) == ("salary_implausible", f"details.salary.{at}")


@pytest.mark.parametrize(
    ("least", "most", "currency", "period"),
    [
        ("60000", "75000", "EUR", "yearly"),
        ("85", None, "EUR", "hourly"),
        (None, "1100", "EUR", "monthly"),
        ("12.82", "13", "EUR", "hourly"),
        ("9000000", "12000000", "JPY", "yearly"),
    ],
)
def test_what_is_paid_is_taken(least: str | None, most: str | None, currency: str, period: str) -> None:
    """Usual pay of any period is kept as it was given; where a currency's worth is not known, any is."""
    kept = salary("salary", Pay(currency=currency, period=period, min=least, max=most))
    assert kept == {"min": least, "max": most, "currency": currency, "period": period}


@pytest.mark.parametrize(("employment_type", "asked"), [("freelance", set()), ("permanent", {"salary"})])
def test_freelance_ads_need_no_salary(employment_type: str, asked: set[str]) -> None:
    """Freelance pay is negotiated: such an ad is complete without it."""
    ad = with_missing(JobAd(id="job", company_id="acme", title="Dev", employment_type=employment_type))
    assert {part.field for part in ad.missing} & {"salary"} == asked
