"""What can stand against the export of acme's match: each of them puts it there."""

from datetime import timedelta

from local.scenes.people import a_developer
from shared.domain.connection import ConnectionState
from shared.domain.jobs.job_ad import JobAd
from shared.domain.ledger.account import Account, Slot
from shared.domain.ledger.export import Origin
from tests.support.world import World


def not_linked(world: World) -> None:
    world.store.put("jobs/job", JobAd(id="job", company_id="acme", title="Dev"))


def linked_elsewhere(world: World) -> None:
    world.link("job", 4711, account="999")


def paused(world: World) -> None:
    world.put_connection(paused=True)


def paused_everywhere(world: World) -> None:
    world.store.put("settings/global", value=True)


def disconnected(world: World) -> None:
    world.put_connection(state=ConnectionState.DISCONNECTED)


def refused_token(world: World) -> None:
    world.put_connection(state=ConnectionState.NEEDS_RECONNECT)


def feature_off(world: World) -> None:
    world.put_connection(state=ConnectionState.FEATURE_OFF)


def no_email(world: World) -> None:
    world.store.put("developers/ada", a_developer(email=" "))


def no_developer(world: World) -> None:
    world.store.drop("developers/ada")


def no_job(world: World) -> None:
    world.store.drop("jobs/job")


def another_companys_job(world: World) -> None:
    world.store.put("jobs/job", JobAd(id="job", company_id="globex", title="Dev"))


def resting(world: World) -> None:
    until = world.clock.now() + timedelta(seconds=30)
    world.store.put("accounts/100001", Account(id="100001", resting_until=until))


def outage(world: World) -> None:
    now = world.clock.now()
    later = now + timedelta(seconds=30)
    world.store.put("accounts/100001", Account(id="100001", outage_since=now, next_probe_at=later))


def no_slot(world: World) -> None:
    until = world.clock.now() + timedelta(seconds=30)
    slots = {f"a{n}": Slot(until=until, origin=Origin.LIVE) for n in range(100, 118)}
    world.store.put("accounts/100001", Account(id="100001", slots=slots))
