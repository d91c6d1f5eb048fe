"""Which applicants are followed, when each is read, and what a reading says."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from shared.domain.applicant import Found, Progress, Stage, Standing
from shared.domain.application import Answer, Outcome
from shared.domain.connection import ConnectionState
from shared.domain.ledger.export import Evidence, Export, State
from shared.domain.ledger.following import Told, begun, looked_at, looked_for, moved, put_off, stopped, told
from shared.domain.ledger.pace import Pace
from shared.structs import replace
from tests.support.entries import a_connection, an_export

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = (timedelta(seconds=each) for each in (1, 60, 3600, 86_400))
PACE = Pace()
CONNECTION = a_connection(NOW, reads=True)
EXPORTED = an_export(
    NOW,
    successful_at=NOW - HOUR,
    account="1",
    position_id=7,
    claimed_at=NOW - MINUTE,
    exported_at=NOW,
    evidence=Evidence.CREATED,
)
KNOWN = replace(EXPORTED, application_id="31", follow_at=NOW)
IN_PROCESS = Standing(stage=Stage.IN_PROCESS, name="Neu")


def found(after: timedelta, id_: str = "31") -> Found:
    return Found(application_id=id_, created_at=NOW + after)


@pytest.mark.parametrize(
    ("evidence", "follow_at"), [(Evidence.CREATED, NOW + 5 * MINUTE), (Evidence.READ, NOW)]
)
def test_an_applicant_of_ours_is_followed(evidence: Evidence, follow_at: datetime) -> None:
    """Looked for after a few minutes; at once where a reading found it."""
    entry = begun(replace(EXPORTED, evidence=evidence, application_id="30"), CONNECTION, NOW, PACE)
    assert entry.follow_at == follow_at
    assert entry.application_id == (None if evidence is Evidence.CREATED else "30")


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence": Evidence.INFERRED},
        {"evidence": None, "state": State.ALREADY_IN_PERSONIO},
        {"carried_by": "m2"},
        {"account": "2"},
    ],
)
def test_others_are_not(changes: dict[str, Any]) -> None:
    """Whom nobody saw created, who came another way, and whose account is another one now."""
    entry = replace(EXPORTED, **changes)
    assert begun(entry, CONNECTION, NOW, PACE) == entry


@pytest.mark.parametrize(
    "changes", [{"reads": False}, {"progress": False}, {"state": ConnectionState.DISCONNECTED}]
)
def test_who_may_not_read_follows_nobody(changes: dict[str, Any]) -> None:
    """Without the scope, without the admin's wish, and after a disconnect; what was begun is over."""
    connection = replace(CONNECTION, **changes)
    progress = Progress(stage=Stage.OFFER, seen_at=NOW)
    assert begun(EXPORTED, connection, NOW, PACE) == EXPORTED
    left = stopped(replace(KNOWN, progress=progress), connection)
    assert left is not None
    assert (left.application_id, left.follow_at) == ("31", None)
    assert left.progress == (None if "progress" in changes else progress)


def test_what_is_followed_goes_on() -> None:
    """Also while "export again" is under way; not once the match was taken back or the connection is gone."""
    assert stopped(KNOWN, CONNECTION) is None
    assert stopped(replace(KNOWN, state=State.EXPORTING), CONNECTION) is None
    assert stopped(replace(KNOWN, state=State.CANCELLED), CONNECTION) == replace(
        KNOWN, state=State.CANCELLED, follow_at=None
    )
    assert stopped(KNOWN, None) == replace(KNOWN, follow_at=None)


def test_the_earliest_that_can_be_ours_is() -> None:
    """Created between claim and record, with what clocks may differ before and ten minutes after."""
    early, ours, later, late = (
        found(-MINUTE * 3 - SECOND, "1"),
        found(-MINUTE * 3, "2"),
        found(SECOND, "3"),
        found(MINUTE * 10 + SECOND, "4"),
    )
    entry = looked_for(EXPORTED, [late, later, ours, early], NOW + HOUR, PACE)
    assert (entry.application_id, entry.follow_at) == ("2", NOW + HOUR)
    assert looked_for(EXPORTED, [early, late], NOW + HOUR, PACE).application_id is None


def test_whoever_is_not_found_is_looked_for_more_seldom() -> None:
    """After 5, 10, 20 minutes and so on; after a day nobody looks any more, and the entry says so."""
    entry, looks = begun(EXPORTED, CONNECTION, NOW, PACE), []
    while entry.follow_at:
        looks.append(entry.follow_at - NOW)
        entry = looked_for(entry, [], entry.follow_at, PACE)
    assert looks[:4] == [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 40 * MINUTE]
    assert looks[-1] == DAY
    assert len(looks) == 10
    assert entry.unfound_at == NOW + DAY


def read_until_over(entry: Export, standing: Standing, since: datetime | None = None) -> list[timedelta]:
    """After how long each reading comes."""
    times = []
    while entry.follow_at:
        times.append(entry.follow_at - NOW)
        entry = looked_at(entry, standing, since, entry.follow_at, PACE)
    return times


def test_hourly_at_first_then_daily_for_half_a_year() -> None:
    """Those of one account together, at its own minute."""
    times = read_until_over(KNOWN, IN_PROCESS)
    assert {later - earlier for earlier, later in pairwise(times[1:300])} == {HOUR}
    assert {later - earlier for earlier, later in pairwise(times[340:])} == {DAY}
    assert sum(time < 14 * DAY for time in times) in {336, 337}
    assert sum(time >= 14 * DAY for time in times) in {167, 168}
    assert 180 * DAY <= times[-1] < 181 * DAY
    other = replace(KNOWN, match_id="m2", follow_at=NOW + 20 * MINUTE)
    assert looked_at(other, IN_PROCESS, None, NOW + MINUTE, PACE).follow_at in {NOW + time for time in times}


def test_hourly_again_after_a_change() -> None:
    """For two weeks since it entered the stage."""
    times = read_until_over(replace(KNOWN, follow_at=NOW + 100 * DAY), IN_PROCESS, NOW + 100 * DAY)
    assert sum(time < 114 * DAY for time in times) in {336, 337}


@pytest.mark.parametrize("stage", Stage)
def test_what_is_final_is_read_no_more(stage: Stage) -> None:
    """Hired, rejected, withdrawn, gone: with its name, its time, and when it was read."""
    entry = looked_at(KNOWN, Standing(stage=stage, name="x"), NOW - HOUR, NOW, PACE)
    assert entry.progress == Progress(stage=stage, name="x", since=NOW - HOUR, seen_at=NOW)
    assert (entry.follow_at is None) is stage.final
    assert replace(entry, progress=None, follow_at=NOW) == KNOWN


def test_when_a_stage_was_entered_is_asked_once() -> None:
    """At first, and where stage or name changed; of who is gone nobody can tell."""
    seen = looked_at(KNOWN, IN_PROCESS, None, NOW, PACE)
    assert moved(KNOWN, IN_PROCESS)
    assert not moved(seen, IN_PROCESS)
    assert moved(seen, replace(IN_PROCESS, name="Interview"))
    assert not moved(seen, Standing(stage=Stage.GONE))


def test_a_reading_that_told_nothing_waits_for_the_next() -> None:
    """What was known stays; who is looked for is looked for later, within the day."""
    known = looked_at(KNOWN, IN_PROCESS, None, NOW, PACE)
    later = put_off(known, NOW + HOUR, PACE)
    assert replace(later, follow_at=known.follow_at) == known
    assert later.follow_at is not None
    assert HOUR < later.follow_at - NOW <= 2 * HOUR
    assert put_off(EXPORTED, NOW + HOUR, PACE).follow_at == NOW + 2 * HOUR
    assert put_off(EXPORTED, NOW + DAY, PACE).unfound_at


def test_waits_are_as_long_as_a_day_is() -> None:
    """A local day that is short shortens them all."""
    fast = Pace(factor=1 / 60)
    assert begun(EXPORTED, CONNECTION, NOW, fast).follow_at == NOW + 5 * SECOND
    assert looked_for(EXPORTED, [], NOW + 24 * MINUTE, fast).unfound_at
    following = put_off(KNOWN, NOW, fast).follow_at
    assert following is not None
    assert following - NOW <= MINUTE


@pytest.mark.parametrize(
    ("answer", "means"),
    [
        (Answer(outcome=Outcome.LIMITED, status=429), Told.RESTS),
        (Answer(outcome=Outcome.SCOPE_MISSING, status=403), Told.LOST),
        (Answer(outcome=Outcome.ACCESS_REFUSED, status=401), Told.SHUT),
        (Answer(outcome=Outcome.CREDENTIALS_WRONG), Told.SHUT),
        (Answer(outcome=Outcome.FEATURE_OFF, status=403), Told.SHUT),
        (Answer(outcome=Outcome.UNKNOWN), Told.SILENT),
        (Answer(outcome=Outcome.OUTAGE), Told.SILENT),
        (Answer(outcome=Outcome.UNKNOWN, status=500), Told.ODD),
        (Answer(outcome=Outcome.UNKNOWN, status=200), Told.ODD),
    ],
)
def test_what_an_answer_without_a_reading_tells(answer: Answer, means: Told) -> None:
    """Of the account, of the connection, or of this applicant alone."""
    assert told(answer) is means
