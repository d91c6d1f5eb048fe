"""Refusals: what is to be mended, and by whom."""

import pytest

from shared.domain.application import ReasonCode, Refusal
from shared.domain.ledger.remedies import Remedy, hint
from shared.domain.ledger.remedies import remedy as remedy_under
from shared.domain.rules import AttributeRule, Phase, Rules

NOT_FOUND = ReasonCode("errors.posting-validation.posting-not-found")
NOT_PUBLISHED = ReasonCode("errors.job-position.not-published")
REQUIRED = ReasonCode("errors.attribute-validation.required-attribute")
EMAIL = ReasonCode("errors.attribute-validation.invalid-email-format")
DATE = ReasonCode("errors.attribute-validation.invalid-date-format")
UNLISTED = ReasonCode("unlisted")
TYPE = ReasonCode("errors.attribute-validation.invalid-type")
PHASE = ReasonCode("errors.phase-validation.invalid-system-phase")
ATTRIBUTE = ReasonCode("errors.attribute-validation.unknown")
OPTION = ReasonCode("errors.attribute-validation.unknown-attribute-option")
POSITION_GONE = ("position_not_published", "recruiter", ("job_position_id",))


def remedy(refusals: list[Refusal], rules: Rules | None = None) -> Remedy:
    return remedy_under(refusals, rules or Rules())


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


def test_required_by_a_rule() -> None:
    """A company's own attribute that takes a field of the profile is the developer's to fill in."""
    rules = Rules(attributes=(AttributeRule(id="custom_attribute_1", field="available_from"),))
    for field in ("custom_attribute_1", "attributes.custom_attribute_1"):
        assert remedy([Refusal(reason=REQUIRED, field=field)], rules)[:2] == (
            "attribute_required",
            "developer",
        )
    other = [Refusal(reason=REQUIRED, field="custom_attribute_2")]
    assert remedy(other, rules)[:2] == ("attribute_required", "admin")


@pytest.mark.parametrize(
    "rules",
    [
        Rules(send={"phone": False}),
        Rules(attributes=(AttributeRule(id="phone", constant="–"),)),
    ],
)
def test_required_and_withheld(rules: Rules) -> None:
    """No developer can fill in what the company itself keeps from being sent."""
    assert remedy([Refusal(reason=REQUIRED, field="phone")], rules)[:2] == ("attribute_required", "admin")


@pytest.mark.parametrize(("reason", "code"), [(ATTRIBUTE, "attribute_unknown"), (OPTION, "option_unknown")])
def test_unknown_at_personio(reason: ReasonCode, code: str) -> None:
    """An attribute or option that Personio does not have is an admin's to take out of the rules."""
    assert remedy([Refusal(reason=reason, field="custom_attribute_1")]) == (
        code,
        "admin",
        ("custom_attribute_1",),
    )


@pytest.mark.parametrize("reason", [DATE, TYPE])
def test_value_does_not_fit(reason: ReasonCode) -> None:
    """A value that is no date, or of another type, is the rule's fault where a rule put it there."""
    rules = Rules(attributes=(AttributeRule(id="custom_attribute_1", field="available_from"),))
    refusals = [Refusal(reason=reason, field="custom_attribute_1")]
    assert remedy(refusals, rules) == ("rule_broken", "admin", ("custom_attribute_1",))
    assert remedy([Refusal(reason=reason, field="birthday")], rules)[:2] == ("refused", "matched.io")


def test_phase_does_not_fit() -> None:
    """A phase that Personio refuses is the rule's fault; without one we sent none."""
    rules = Rules(phase=Phase(type="system", id="offer"))
    assert remedy([Refusal(reason=PHASE, field="phase")], rules) == ("rule_broken", "admin", ("phase",))


def test_hint() -> None:
    """A position that is in the feed and yet not found points to another legal entity's token."""
    assert hint([NOT_FOUND], in_feed=True) == "other_legal_entity"
    assert hint([NOT_FOUND], in_feed=False) is None
    assert hint([NOT_PUBLISHED], in_feed=True) is None
