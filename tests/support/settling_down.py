"""What becomes of everything once all is mended: every success is told of, and comes to its end."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from shared.domain.ledger.export import Code, Export, State
from shared.domain.match import Match
from tests.support.ledger_world import COMPANIES, JOBS, LedgerWorld

ROUNDS = 400


def settle_down(world: LedgerWorld) -> None:
    """All is mended, and time passes until nothing is left to do; then what is open is clicked on."""
    world.own.ahead = timedelta()
    world.queue_is("well")
    for company in COMPANIES:
        world.connect(company)
        world.pause(company, paused=False)
    world.pause_all(paused=False)
    for job, (_, position) in JOBS.items():
        world.link(job, position)
    sweep_until(world, lambda entry: stuck(entry) or refused(entry))
    for entry in world.entries():
        if not entry.state.final:
            world.click(entry.match_id)
    sweep_until(world, stuck)


def sweep_until(world: LedgerWorld, over: Callable[[Export], bool]) -> None:
    """Until every success has an entry, and every entry is final or `over`."""
    for _ in range(ROUNDS):
        world.sweep()
        world.turns_come()
        open_ = [
            entry for entry in world.entries() if is_open(world, entry) and not waits(world, entry, over)
        ]
        untold = [] if open_ else untold_successes(world)
        if not open_ and not untold:
            return
        due = [at for entry in open_ if (at := entry.lease_until or entry.due_at)]
        wait = min(due) - world.clock.now() if due else world.pace.full_pass_interval
        world.clock.advance(max(1.0, wait.total_seconds()))
    raise AssertionError(untold, [(entry.match_id, entry.state, entry.code) for entry in open_])


def untold_successes(world: LedgerWorld) -> Sequence[str]:
    """Matches that succeeded while their company was connected, or anew since they were cancelled."""
    matches = (value for path, value in world.store.documents.items() if path.startswith("matches/"))
    return [match.id for match in matches if match.successful and is_untold(world, match)]


def is_untold(world: LedgerWorld, match: Match) -> bool:
    entry: Export | None = world.store.get(f"exports/{match.id}")
    if not world.connection(match.company_id).automatic(match.successful_at):
        return False
    return entry is None or (entry.state is State.CANCELLED and entry.outdated_by(match.successful_at))


def is_open(world: LedgerWorld, entry: Export) -> bool:
    match: Match = world.store.get(f"matches/{entry.match_id}")
    return match.successful and not entry.state.final


def waits(world: LedgerWorld, entry: Export, over: Callable[[Export], bool]) -> bool:
    """Nothing goes on with it by itself, nor with who holds it."""
    if entry.code is not Code.HELD:
        return over(entry)
    account, position = world.connection(entry.company_id).account, JOBS[entry.job_id][1]
    holder: str | None = world.store.get(f"applicants/{account}_{position}_{entry.developer_id}")
    return holder is not None and waits(world, world.store.get(f"exports/{holder}"), over)


def stuck(entry: Export) -> bool:
    """What was cancelled, and what may stand in a former account or under a forgotten address."""
    return entry.state is State.CANCELLED or entry.code is Code.ACCOUNT_CHANGED or entry.forgotten


def refused(entry: Export) -> bool:
    """Personio did not take it as it is, or never answered: a click tries again."""
    return entry.state is State.NEEDS_ACTION and entry.fingerprint is not None
