"""A job ad's field is described once; the lists that stand elsewhere for a reason have the same fields."""

from collections.abc import Collection

import msgspec
import pytest

from functions.import_job.main import Given
from local.scenes import described
from shared.adapters.gcp import documents
from shared.domain.jobs.fields import ASKED, ATTRIBUTES, FIELDS

SCHEMAS = described.document()["components"]["schemas"]
NEEDED = [name for name in ASKED if FIELDS[name].needed]
OF_THE_LINK = {
    *("position_id", "url", "hash", "linked_at", "linked_by"),
    *("closed", "imported", "changed", "matches_following"),
}


@pytest.mark.parametrize(
    ("listed", "described_once"),
    [
        pytest.param(
            ATTRIBUTES,
            {*(field.attribute or name for name, field in FIELDS.items()), "description_text"},
            id="what an ad keeps",
        ),
        pytest.param(documents.JOB_FIELDS, {*ATTRIBUTES, "status", "missing"}, id="Firestore's names"),
        pytest.param(
            [member.name for member in msgspec.structs.fields(Given)], set(ASKED), id="the request body"
        ),
        pytest.param(
            SCHEMAS["JobAd"]["properties"],
            {*ATTRIBUTES, "job_id", "status", "missing", *OF_THE_LINK},
            id="the described ad",
        ),
        pytest.param(
            SCHEMAS["Missing"]["properties"]["field"]["enum"],
            {*NEEDED, "salary.currency", "salary.period"},
            id="the described fields that may be missing",
        ),
    ],
)
def test_the_lists_agree(listed: Collection[str], described_once: set[str]) -> None:
    """Each list has every field that it is about, and no other."""
    assert set(listed) == described_once


def test_what_is_needed_can_be_given() -> None:
    """A person is asked for each needed field, and each that they may give is one of the ad's."""
    assert {name for name, field in FIELDS.items() if field.needed} == set(NEEDED)
    assert set(ASKED) <= FIELDS.keys()
