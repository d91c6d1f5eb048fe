"""The doctor asks the stand-in: as assumed, and with everything that the stand-in can do differently."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from doctor.conversation import Bounds
from local.personio.reported import switches
from local.personio.server import StandIn
from tests.support.doctors import EVERYTHING, SMALL, account, examine

MIB = 1024 * 1024
WITH_DOCUMENTS = Bounds(seconds=10)
GATEWAY = {"gateway_rate", "gateway_burst", "gateway_cost"}
OPEN = {  # where a client and a token are given, and no description
    "feature_body",  # no feature is off
    "token_limit_requests",  # so many are not sent
    "filter_named",
    "dry_run_named",
    "dry_run",
    "address_limit_requests",
    "duplicate_delay",
}
FLIPS: Mapping[str, Mapping[str, Any]] = {
    "duplicate_rule": {"duplicate_rule": "off"},
    "unknown_job": {"unknown_job": "404"},
    "unauthorized_body": {"unauthorized_body": "json"},
    "created_body": {"created_body": "json"},
    "feature_body": {"feature_body": "generic", "recruiting": False},
    "unknown_fields": {"unknown_fields": "ignore"},
    "strict_integers": {"strict_integers": True},
    "documents_order": {"documents_order": "file_first"},
    "document_bytes": {"document_bytes": 10 * MIB},
    "business_errors": {"business_errors": "problem"},
    "missing_scope": {"missing_scope": "401"},
    "bad_client": {"bad_client": "401"},
    "new_token_ends_older": {"new_token_ends_older": True},
    "token_seconds": {"token_seconds": 3600},
    "token_limit_requests": {"token_limit_requests": 2},
    "gateway_rate": {"gateway_rate": 10},
    "gateway_burst": {"gateway_burst": 50},
    "gateway_cost": {"gateway_cost": 2},
    "next_link": {"next_link": "relative"},
    "email_filter": {"email_filter": "exact_case"},
    "index_seconds": {"index_seconds": 250.0},
    "stage_form": {"stage_form": "type"},
    "read_times": {"read_times": "utc"},
    "rate_limit": {"rate_limit": False},
    "rate_limit_requests": {"rate_limit_requests": 10},
    "rate_limit_seconds": {"rate_limit_seconds": 90.0},
    "recruiting": {"recruiting": False},
    "public_api": {"public_api": False},
    "feed_enabled": {"feed_enabled": False},
    "unknown_slug": {"unknown_slug": "307"},
    "left": {"left": True},
    "other_tld": {"other_tld": "404"},
    "default_language": {"default_language": "en"},
    "validators": {"validators": False},
    "gzip": {"gzip": False},
}
FOLLOWS = {  # what a switch changes beside itself
    "feature_body": {"recruiting"},
    "rate_limit": GATEWAY,
    "feed_enabled": {"other_tld"},
    "left": {"other_tld"},
}
INEXACT = {"token_limit_requests"}  # met, not looked for


def test_the_stand_in_answers_as_assumed(personio: StandIn, tmp_path: Path) -> None:
    """Every row that can be asked is as assumed, and the exit code is 0."""
    examined = examine(account(personio), tmp_path, *EVERYTHING, personio=personio, bounds=WITH_DOCUMENTS)
    assert examined.keys("≠") == set()
    assert examined.keys("?") == OPEN
    assert examined.code == 0


@pytest.mark.parametrize("switch", FLIPS)
def test_a_flipped_switch_is_named(personio: StandIn, tmp_path: Path, switch: str) -> None:
    """It is different, nothing else is but what follows from it, and the report sets it again."""
    flipped = FLIPS[switch]
    personio.control("PUT", "/switches", flipped)
    bounds = WITH_DOCUMENTS if switch == "document_bytes" else SMALL
    examined = examine(account(personio), tmp_path, *EVERYTHING, personio=personio, bounds=bounds)
    assert examined.keys("≠") == {switch} | FOLLOWS.get(switch, set())
    assert examined.code == 1
    if switch not in INEXACT:
        values, _ = switches(examined.report)
        assert {name: values[name] for name in flipped} == pytest.approx(flipped, abs=6)
