"""The stand-in plays the accounts whose reports lie in samples/live."""

from pathlib import Path

import pytest

from local.personio.reported import switches
from local.personio.server import StandIn
from tests.support.doctors import EVERYTHING, account, examine
from tests.support.live_reports import FILES, report_of


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_stand_in_plays_the_account(personio: StandIn, tmp_path: Path, file: Path) -> None:
    """Set by the report and asked again, it is found to be as the account was."""
    wanted, _ = switches(report_of(file))
    assert wanted
    personio.control("PUT", "/switches", wanted)
    examined = examine(account(personio), tmp_path, *EVERYTHING, personio=personio)
    played = {name: examined.observed(name) for name in wanted if examined.observed(name) is not None}
    assert played == {name: pytest.approx(wanted[name], abs=6) for name in played}
    assert len(played) > 20
