"""Ask for the accounts whose applicants nobody reads, though it is time."""

from shared.domain.ledger.sweep import TimeLeft
from shared.ports import Clock, Connections, FollowUps
from shared.structs import Struct
from shared.use_cases import tuning
from shared.use_cases.follow_turns import FollowTurns


class FollowingUp(Struct):
    """Reads nothing itself. Entries of nobody's account are followed no more."""

    follow_ups: FollowUps
    connections: Connections
    turns: FollowTurns
    clock: Clock

    def ask(self, time_left: TimeLeft) -> int:
        """For how many accounts."""
        companies = self.follow_ups.companies_due(self.clock.now(), tuning.FOLLOWED_IN_A_SWEEP)
        connections = self.connections.of(companies)
        for company in sorted(companies - connections.keys()):
            self.follow_ups.stop(company)
        accounts = sorted({connection.account for connection in connections.values()})
        for number, account in enumerate(accounts):
            if not time_left():
                return number
            self.turns.ask(account, self.clock.now())
        return len(accounts)
