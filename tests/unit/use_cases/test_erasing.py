"""A person is erased: before, during and after an export, by events, by the second time, by the night."""

import json
from datetime import timedelta
from typing import Any

import pytest

from local.memory.store import Broken
from local.scenes.people import a_developer
from shared.domain.applicant import Progress, Stage
from shared.domain.application import Answer, Outcome
from shared.domain.audit import AuditedAction
from shared.domain.errors import Problem, Unavailable
from shared.domain.ledger.export import Code, Evidence, Origin, State
from shared.domain.ledger.snapshot import Addresses
from shared.domain.pseudonym import is_pseudonym
from shared.edge import views
from shared.structs import replace
from shared.texts.erasures import ERASURES
from shared.texts.sentence import say
from shared.use_cases.told_erasures import ToldErasures
from tests.support.world import ACCOUNT, World, one_match

ADA = a_developer(first_name="Ada-Canary", last_name="Beispiel-Canary", email="ada-canary@example.org")
NIGHT = timedelta(days=1, minutes=5)
ERASED = (State.NEEDS_ACTION, Code.ERASED)
UNKNOWN = Answer(outcome=Outcome.UNKNOWN)


@pytest.fixture
def world() -> World:
    world = one_match()
    world.store.put("developers/ada", ADA)
    return world


def delete(world: World) -> None:
    """matched.io's deletion, of which nobody has told yet."""
    world.store.drop("developers/ada")


def told(world: World) -> None:
    """The deletion's event."""
    world.erasing.of_event("ada", ADA)


def second_time(world: World) -> None:
    """What the sweep does once it is due."""
    world.clock.advance(world.pace.erase_again.total_seconds() + 1)
    world.sweep()


def nights(world: World, number: int) -> None:
    for _ in range(number):
        world.sweep()
        world.clock.advance(NIGHT.total_seconds())


def nothing_left(world: World) -> None:
    """Neither the profile nor the id stands anywhere but in the match, and in what a company is told."""
    ours = {
        path: value
        for path, value in world.store.documents.items()
        if not path.startswith(("matches/", "erasures/"))
    }
    assert "Canary" not in repr(ours)
    assert "canary" not in repr(ours)
    assert [path for path in ours if path.endswith(("/ada", "_ada"))] == []  # a hash may end like that, too
    assert [entry.developer_id for entry in world.entries() if not is_pseudonym(entry.developer_id)] == []


def test_a_pending_export_ends(world: World) -> None:
    """What waits is over, tells of nobody, and nobody looks at it again; no company is told of nothing."""
    world.put_connection(paused=True)
    world.export()
    delete(world)
    told(world)
    entry = world.the_entry()
    assert (world.state(), entry.due_at, entry.match_id) == (ERASED, None, "m1")
    assert world.notices.of_company("acme", 9) == []
    nothing_left(world)


def test_a_final_export_keeps_match_position_and_time(world: World) -> None:
    """An applicant's entry loses the person and its key; its company is told whom it alone can erase."""
    world.export()
    before = world.the_entry()
    delete(world)
    told(world)
    after = world.the_entry()
    assert replace(after, developer_id="ada") == before
    (notice,) = world.notices.of_company("acme", 9)
    assert (notice.match_id, notice.account, notice.position_id) == ("m1", ACCOUNT, 4711)
    assert (notice.first_name, notice.last_name, notice.email) == (ADA.first_name, ADA.last_name, ADA.email)
    assert (notice.state, notice.exported_at, notice.title) == ("exported", before.exported_at, "Dev")
    assert notice.expires_at - notice.erased_at == timedelta(days=30)
    nothing_left(world)


def test_what_a_refusal_remembers_goes(world: World) -> None:
    """The fingerprint of what Personio refused is made of the profile."""
    world.personio.script = [Answer(outcome=Outcome.REFUSED, status=400)]
    world.export()
    assert world.the_entry().fingerprint
    delete(world)
    told(world)
    assert world.the_entry().fingerprint is None


def test_a_person_who_is_not_known_is_erased_from_nothing(world: World) -> None:
    """A deletion of somebody who never matched changes no entry."""
    world.export()
    before = world.the_entry()
    assert world.erasing.erase("somebody").entries == 0
    assert world.the_entry() == before


@pytest.mark.parametrize("nobody", ["", "erased.1." + "0" * 64])
def test_an_id_that_is_none_erases_nothing(world: World, nobody: str) -> None:
    """Neither no id nor a pseudonym is a person's."""
    world.export()
    with pytest.raises(ValueError, match="nobody"):
        world.erasing.erase(nobody)
    assert world.the_entry().developer_id == "ada"


def test_a_second_event_changes_nothing(world: World) -> None:
    """Told twice, the notice keeps its words and the entry its pseudonym."""
    world.export()
    delete(world)
    told(world)
    before, notice = world.the_entry(), world.notices.of_company("acme", 9)
    world.erasing.of_event("ada", None)
    assert (world.the_entry(), world.notices.of_company("acme", 9)) == (before, notice)


def test_an_event_before_any_export(world: World) -> None:
    """A success that is told of after the deletion is explained, without the id, and never sent."""
    delete(world)
    told(world)
    world.export()
    assert world.state() == ERASED
    assert world.the_entry().due_at is None
    assert world.personio.requests == []
    nothing_left(world)


def test_an_event_during_an_export_comes_again(world: World) -> None:
    """What is being sent is left to its record; the event, which knows the name, comes again for it."""

    def meanwhile() -> None:
        delete(world)
        with pytest.raises(Unavailable):
            told(world)

    world.personio.during = meanwhile
    world.export()
    assert world.state() == (State.EXPORTED, None)
    told(world)
    assert [notice.email for notice in world.notices.of_company("acme", 9)] == [ADA.email]
    nothing_left(world)


def test_a_claim_that_read_before_and_commits_after(world: World) -> None:
    """An entry that the first time could not see is erased by the second; its company is told, too."""

    def meanwhile() -> None:
        delete(world)
        told(world)

    world.store.before_commit.append(meanwhile)
    world.export()
    assert world.the_entry().developer_id == "ada"
    second_time(world)
    assert world.the_entry().evidence is Evidence.CREATED
    assert [notice.match_id for notice in world.notices.of_company("acme", 9)] == ["m1"]
    nothing_left(world)
    assert world.erased.due(world.clock.now() + NIGHT, 9) == []


def test_the_second_time_waits_for_what_is_still_sent(world: World) -> None:
    """Whose export is under way at the second time stays due until it is over."""
    world.export()
    delete(world)
    told(world)
    lease = world.clock.now() + timedelta(hours=1)
    late = replace(world.the_entry(), developer_id="ada", state=State.EXPORTING, lease_until=lease)
    world.store.put("exports/m1", late)
    world.clock.advance(world.pace.erase_again.total_seconds())
    assert world.erasing.again(lambda: True) == 0
    world.clock.advance(3600)
    assert world.erasing.again(lambda: True) == 1
    assert world.erasing.again(lambda: True) == 0
    nothing_left(world)


def test_an_unknown_outcome_is_told_as_such(world: World) -> None:
    """Where an applicant may be in Personio, the company is told so, with the address that was sent."""
    world.personio.script = [UNKNOWN]
    world.export()
    delete(world)
    world.clock.advance(600)
    world.erasing.of_event("ada", None)
    (notice,) = world.notices.of_company("acme", 9)
    assert (notice.state, notice.email, notice.first_name) == ("maybe", ADA.email, "")
    assert world.state() == ERASED
    nothing_left(world)


def test_a_turn_between_the_two_times_erases_by_itself(world: World) -> None:
    """Whoever decides on an entry of somebody erased ends it, and tells the company as the erasure would."""
    world.personio.script = [UNKNOWN]
    world.export()
    entry = world.the_entry()
    delete(world)
    told(world)
    world.store.put("exports/m1", entry)
    world.store.put(f"applicants/{ACCOUNT}_4711_ada", "m1")
    world.notices.acknowledge("acme", "m1")
    world.clock.advance(600)
    world.export()
    assert world.state() == ERASED
    assert [notice.state for notice in world.notices.of_company("acme", 9)] == ["maybe"]
    assert world.personio.requests == world.personio.requests[:1]
    nothing_left(world)


def test_a_cancelled_export_stays_cancelled(world: World) -> None:
    """What was taken back is over already; a later success of the match is explained and not sent."""
    world.put_connection(paused=True)
    world.export()
    world.store.put("matches/m1", replace(world.store.get("matches/m1"), successful=False))
    world.export()
    delete(world)
    told(world)
    assert world.state() == (State.CANCELLED, Code.TAKEN_BACK)
    world.clock.advance(60)
    world.put_connection(paused=False)
    world.succeed("m1")
    world.export()
    assert world.state() == ERASED
    assert world.personio.requests == []
    nothing_left(world)


def test_again_is_not_sent(world: World) -> None:
    """Sending somebody erased again is refused, and the entry stays as it is."""
    world.export()
    delete(world)
    told(world)
    before = world.the_entry()
    with pytest.raises(Problem) as refused:
        world.card.export("acme", "m1", "rob", again=True)
    assert refused.value.params["obstacle"] == ("needs_action", "erased")
    assert world.the_entry() == before


def test_a_click_does_not_revive(world: World) -> None:
    """A click on an ended export answers with what it is, also where somebody signed up under the same id."""
    world.put_connection(paused=True)
    world.export()
    delete(world)
    told(world)
    world.put_connection(paused=False)
    assert world.card.export("acme", "m1", "rob").code is Code.ERASED
    world.store.put("developers/ada", a_developer(email="new@example.org"))
    assert world.card.export("acme", "m1", "rob").code is Code.ERASED
    assert world.personio.requests == []


def test_who_signs_up_anew_is_a_new_person(world: World) -> None:
    """Under the same id: new successes are sent, and no doubled event or second time touches them."""
    world.export()
    delete(world)
    told(world)
    world.clock.advance(5)
    world.store.put("developers/ada", a_developer(email="new@example.org"))
    world.clock.advance(5)
    world.succeed("m2")
    world.export("m2")
    told(world)
    second_time(world)
    assert is_pseudonym(world.the_entry("m1").developer_id)
    assert world.the_entry("m2").developer_id == "ada"
    assert world.state("m2") == (State.EXPORTED, None)
    assert [application.email for _, application in world.personio.requests] == [ADA.email, "new@example.org"]
    world.succeed("m3")
    world.export("m3")
    assert world.the_entry("m3").carried_by == "m2", "the new person's key is there"


def test_an_event_that_comes_after_a_new_signing_up(world: World) -> None:
    """It erases what succeeded before the profile that is there now was made, and nothing else."""
    world.export()
    delete(world)
    world.clock.advance(5)
    world.store.put("developers/ada", a_developer(email="new@example.org"))
    world.link("job2", 4712)
    world.succeed("m2", job_id="job2")
    world.export("m2")
    told(world)
    assert is_pseudonym(world.the_entry("m1").developer_id)
    assert (world.the_entry("m2").developer_id, world.state("m2")) == ("ada", (State.EXPORTED, None))


@pytest.mark.parametrize("number", [1, 2])
def test_two_nights_without_a_profile_erase(world: World, number: int) -> None:
    """An event that never came is made up for by the second night, and by no earlier one."""
    world.export()
    delete(world)
    nights(world, number)
    assert is_pseudonym(world.the_entry().developer_id) == (number == 2)


def test_a_profile_that_is_back_after_one_night_is_nobody_missing(world: World) -> None:
    """Missing one night and there the next, somebody has to be missing twice again."""
    world.export()
    delete(world)
    nights(world, 1)
    world.store.put("developers/ada", ADA)
    nights(world, 1)
    delete(world)
    nights(world, 1)
    assert world.the_entry().developer_id == "ada"
    nights(world, 1)
    nothing_left(world)


def test_a_backup_that_brings_entries_back_is_erased_by_the_night(world: World) -> None:
    """Restored without the profile, an erased person's entries go again the next night."""
    world.export()
    entry, key = world.the_entry(), f"applicants/{ACCOUNT}_4711_ada"
    delete(world)
    told(world)
    second_time(world)
    world.store.put("exports/m1", entry)
    world.store.put(key, "m1")
    nights(world, 2)
    nothing_left(world)


def test_a_key_that_no_entry_stands_for_goes(world: World) -> None:
    """The applicant key of an entry that has expired is the person's, too."""
    world.export()
    world.store.drop("exports/m1")
    delete(world)
    told(world)
    nothing_left(world)


def test_an_entry_that_nobody_can_read(world: World) -> None:
    """It loses its personal part and is else left as somebody broke it; the other entries are erased."""
    world.export()
    world.link("job2", 4712)
    world.succeed("m2", job_id="job2")
    world.put_connection(paused=True)
    world.export("m2")
    due = replace(world.exports.earliest(["acme"], 1)[0], developer_id="ada", match_id="m1")
    world.store.put("exports/m1", Broken("acme", due))
    delete(world)
    told(world)
    assert world.people.exports_of("ada") == []
    assert world.state("m2") == ERASED


def test_an_entry_that_fails_stops_no_other(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be erased is told by match and place, and the event comes again for it."""
    world.export()
    world.link("job2", 4712)
    world.succeed("m2", job_id="job2")
    world.export("m2")
    delete(world)
    strip: Any = world.people.strip
    world.store.put("exports/m1", Broken("acme", due_at_some_time(world)))
    object.__setattr__(world.people, "strip", lambda *_: 1 / 0)
    with pytest.raises(Unavailable):
        told(world)
    object.__setattr__(world.people, "strip", strip)
    assert is_pseudonym(world.the_entry("m2").developer_id)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["match"] for line in lines if line["event"] == "erasure_failed"] == ["m1"]


def due_at_some_time(world: World) -> Any:
    from local.memory.exports import due_of

    return due_of(replace(world.the_entry("m1"), due_at=world.clock.now()))


def test_the_lookup_fails_closed(world: World) -> None:
    """Where nobody can tell who was erased, nothing is written of a match without a profile."""
    delete(world)
    told(world)
    world.hash_keys.unreadable = True
    with pytest.raises(Unavailable):
        world.export()
    assert world.entry("m1") is None
    world.succeed("m2", "bo")
    world.store.put("developers/bo", a_developer(id="bo", email="bo@example.org"))
    world.export("m2")
    assert world.state("m2") == (State.EXPORTED, None), "whoever has a profile is asked for by nobody"


def test_a_missing_profile_alone_erases_nobody(world: World) -> None:
    """Of whom nobody told yet, the entry says that the profile is unknown."""
    delete(world)
    world.export()
    assert world.state() == (State.NEEDS_ACTION, Code.DEVELOPER_UNKNOWN)
    nights(world, 1)
    world.export()
    assert world.state() == (State.NEEDS_ACTION, Code.DEVELOPER_UNKNOWN)


def test_each_company_is_told_once(world: World) -> None:
    """Two matches of one company that were one request are one notice; another company has its own."""
    world.export()
    world.succeed("m2")
    world.export("m2")
    world.company("globex")
    world.succeed("m3", job_id="globex", company_id="globex")
    world.export("m3")
    delete(world)
    told(world)
    notices = [world.notices.of_company(company, 9) for company in ("acme", "globex")]
    assert [[notice.match_id for notice in each] for each in notices] == [["m1"], ["m3"]]
    nothing_left(world)


def test_two_companies_of_one_account_are_both_told(world: World) -> None:
    """The match of the other company was the request; the applicant is this company's all the same."""
    world.export()
    world.store.put("exports/m1", replace(world.the_entry(), company_id="globex"))
    world.succeed("m2")
    world.export("m2")
    delete(world)
    told(world)
    notices = [world.notices.of_company(company, 9) for company in ("acme", "globex")]
    assert [[notice.match_id for notice in each] for each in notices] == [["m2"], ["m1"]]


def test_a_company_says_that_it_is_done(world: World) -> None:
    """Acknowledged, a notice is gone, and the trail says who did it, without a name; twice is once."""
    told_erasures = ToldErasures(notices=world.notices, ledger=world.ledger, audit=world.audit)
    world.export()
    delete(world)
    told(world)
    shown = views.erasures(told_erasures.open("acme"), "de")["erasures"]
    assert isinstance(shown, list)
    assert (shown[0]["last_name"], shown[0]["sentence"]) == (ADA.last_name, say(ERASURES["exported"], "de"))
    with pytest.raises(Problem) as refused:
        told_erasures.acknowledge("globex", "m1", "eve")
    assert refused.value.code == "match_not_found"
    for _ in range(2):
        assert told_erasures.acknowledge("acme", "m1", "rob") == []
    lines = [(line.by, line.what, line.about) for line in world.audit.lines]
    assert lines == [("rob", AuditedAction.ERASURE_ACKNOWLEDGED, {"match": "m1", "position": 4711})]
    assert "Canary" not in repr(world.store.documents)


def test_a_new_key_names_itself(world: World) -> None:
    """People who were erased under an older key are still known as erased."""
    delete(world)
    told(world)
    world.hash_keys.make()
    world.export()
    assert world.the_entry().developer_id.startswith("erased.1.")
    assert world.erasing.name("bo").startswith("erased.2.")


def test_by_hand_while_the_profile_stays(world: World) -> None:
    """Asked for by an operator, entries are erased although the profile is there."""
    world.export()
    world.erasing.erase("ada", ADA, profile_stays=True)
    assert is_pseudonym(world.the_entry().developer_id)
    assert world.exporter.export(Addresses(match_id="m1"), origin=Origin.LIVE) == world.the_entry()


def test_what_was_read_of_an_applicant_goes_and_its_id_is_told(world: World) -> None:
    """Personio's id helps the company to find whom to delete; the ledger keeps neither it nor progress."""
    world.export()
    standing = Progress(stage=Stage.OFFER, name="Angebot", seen_at=world.clock.now())
    followed = replace(world.the_entry(), application_id="31", progress=standing, follow_at=world.clock.now())
    world.store.put("exports/m1", followed)
    delete(world)
    told(world)
    (notice,) = world.notices.of_company("acme", 9)
    assert notice.application_id == "31"
    entry = world.the_entry()
    assert (entry.application_id, entry.progress, entry.follow_at) == (None, None, None)
