"""Refusals: what is to be mended, and by whom."""

import pytest

from shared.domain.application import ReasonCode, Refusal
from shared.domain.ledger.remedies import hint, remedy

NOT_FOUND = ReasonCode("errors.posting-validation.posting-not-found")
NOT_PUBLISHED = ReasonCode("errors.job-position.not-published")
REQUIRED = ReasonCode("errors.attribute-validation.required-attribute")
EMAIL = ReasonCode("errors.attribute-validation.invalid-email-format")
DATE = ReasonCode("errors.attribute-validation.invalid-date-format")
UNLISTED = ReasonCode("unlisted")
POSITION_GONE = ("position_not_published", "recruiter", ("job_position_id",))


@pytest.mark.parametrize("reason", [NOT_FOUND, NOT_PUBLISHED])
def test_position(reason: ReasonCode) -> None:
    """A position that is not published, or not found, is the recruiter's to publish."""
    assert remedy([Refusal(reason=reason, field="job_position_id")]) == POSITION_GONE


def test_position_first() -> None:
    """As long as the position is not published nothing else matters."""
    refusals = [Refusal(reason=EMAIL, field="email"), Refusal(reason=NOT_FOUND, field="job_position_id")]
    assert remedy(refusals) == POSITION_GONE


@pytest.mark.parametrize("field", ["phone", "attributes.phone", "birthday", "salary_expectations"])
def test_required_in_profile(field: str) -> None:
    """A required attribute that a profile has is the developer's to fill in."""
    assert remedy([Refusal(reason=REQUIRED, field=field)]) == ("attribute_required", "developer", (field,))


@pytest.mark.parametrize("field", ["custom_attribute_277893", "attributes", None])
def test_required_elsewhere(field: str | None) -> None:
    """A required attribute that no profile has, or without a name, is an admin's matter at Personio."""
    code, who, _ = remedy([Refusal(reason=REQUIRED, field=field)])
    assert (code, who) == ("attribute_required", "admin")


def test_required_both() -> None:
    """Where one of several required attributes is beyond the profile, the admin has to act."""
    refusals = [Refusal(reason=REQUIRED, field=name) for name in ("phone", "custom_attribute_1")]
    assert remedy(refusals) == ("attribute_required", "admin", ("phone", "custom_attribute_1"))


@pytest.mark.parametrize(
    ("reason", "field"),
    [
        (EMAIL, "email"),
        (EMAIL, None),
        (UNLISTED, "first_name"),
        (UNLISTED, "last_name"),
        (REQUIRED, "first_name"),
    ],
)
def test_person(reason: ReasonCode, field: str | None) -> None:
    """Whatever is wrong with name or e-mail is the developer's to correct."""
    assert remedy([Refusal(reason=reason, field=field)])[:2] == ("developer_incomplete", "developer")


@pytest.mark.parametrize(
    "reason", [DATE, UNLISTED, ReasonCode("errors.phase-validation.invalid-system-phase")]
)
def test_ours(reason: ReasonCode) -> None:
    """What nobody outside can mend is ours."""
    assert remedy([Refusal(reason=reason)]) == ("refused", "matched.io", ())


def test_hint() -> None:
    """A position that is in the feed and yet not found points to another legal entity's token."""
    assert hint([NOT_FOUND], in_feed=True) == "other_legal_entity"
    assert hint([NOT_FOUND], in_feed=False) is None
    assert hint([NOT_PUBLISHED], in_feed=True) is None
