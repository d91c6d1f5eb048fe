"""Personio's reason codes: the whole list, and what each has to have."""

import pytest

from shared.domain.application import Meaning, Outcome, ReasonCode
from shared.domain.ledger.export import Code
from shared.texts.problems import PROBLEMS
from shared.texts.states import STATES

DOCUMENTED = {
    "errors.applicant-already-exists",
    "errors.attribute-validation.invalid-date-format",
    "errors.attribute-validation.invalid-email-format",
    "errors.attribute-validation.invalid-type",
    "errors.attribute-validation.required-attribute",
    "errors.attribute-validation.unknown",
    "errors.attribute-validation.unknown-attribute-option",
    "errors.date-validation.date-in-the-future",
    "errors.file-too-big",
    "errors.file-validation.file-not-exists",
    "errors.file-validation.unknown-file-category",
    "errors.invalid-file-type",
    "errors.job-position.not-published",
    "errors.phase-validation.invalid-system-phase",
    "errors.posting-validation.channel-not-found",
    "errors.posting-validation.posting-not-found",
    "feature.public-api.disabled",
    "feature.recruiting.disabled",
}


def test_the_whole_list() -> None:
    """Every code that Personio documents is known, and there is one word for all others."""
    assert {code.value for code in ReasonCode} == DOCUMENTED | {"unlisted"}


@pytest.mark.parametrize("reason", ReasonCode)
def test_a_refusal_can_be_explained(reason: ReasonCode) -> None:
    """A reason that parks an export does so under a state that has a sentence of its own."""
    assert f"needs_action.{Code(reason.meaning.code)}" in STATES


@pytest.mark.parametrize("reason", ReasonCode)
def test_a_feature_that_is_off_can_be_explained(reason: ReasonCode) -> None:
    """A feature's code, and no other, names the connection's problem, which has a sentence."""
    off = reason.meaning.outcome is Outcome.FEATURE_OFF
    assert (reason.meaning.problem in PROBLEMS) is off
    assert (reason.meaning.problem is not None) is off


@pytest.mark.parametrize("reason", ReasonCode)
def test_what_is_not_refused_parks_nothing(reason: ReasonCode) -> None:
    """Another outcome than `refused` has a way of its own on; it names no state to rest in."""
    if reason.meaning.outcome is not Outcome.REFUSED:
        assert (reason.meaning.code, reason.meaning.who) == (Meaning().code, Meaning().who)
