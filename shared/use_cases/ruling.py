"""A company's own rules for what is sent: show them, with what Personio asked for, and save them."""

from collections import Counter
from collections.abc import Sequence

from shared import log
from shared.domain.audit import AuditedAction
from shared.domain.errors import Problem
from shared.domain.ledger.export import OF_RULES, Code
from shared.domain.rules import CUSTOM_ATTRIBUTE, SYSTEM, Rules, faults_in, to_wire
from shared.ports import Audit, Clock, CompanyRules, Connections, Exports
from shared.structs import Struct, replace
from shared.use_cases import tuning
from shared.use_cases.turns import Turns


class AskedFor(Struct):
    """An attribute that stands in refusals of this company's applications; `count` of them wait for it."""

    id: str
    reason: Code
    count: int


class Ruled(Struct):
    """What is in force; `rules` is None where somebody broke them by hand, and nothing is sent."""

    rules: Rules | None
    asked_for: Sequence[AskedFor]


class Ruling(Struct):
    """What admins say of their own Personio."""

    rules: CompanyRules
    exports: Exports
    connections: Connections
    turns: Turns
    audit: Audit
    clock: Clock

    def show(self, company_id: str) -> Ruled:
        """What is in force, and what Personio asked for."""
        return self._ruled(company_id, self.rules.get(company_id))

    def save(self, company_id: str, by: str, rules: Rules) -> Ruled:
        """Put `rules` in place of the version that they name; those in force already change nothing.

        What waited for an attribute, an option or another rule goes on at once.

        Raises:
            Problem: `rules_invalid` with every fault; `rules_changed`, where somebody saved meanwhile, with
                what is in force now.
        """
        checked(rules)
        broken = changed = False

        def step(known: Rules | None) -> Rules:
            nonlocal broken, changed
            broken, changed = known is None, False
            current = known or Rules()
            if known and known.version and known.contents == rules.contents:
                return known
            if rules.version != current.version:
                raise Problem("rules_changed", members={"rules": to_wire(current)})
            changed = True
            return replace(rules, version=current.version + 1, changed_by=by, changed_at=self.clock.now())

        saved = self.rules.update(company_id, step)
        if changed:
            log.rules_changed(company_id, saved.version, by)
            self.audit.record(company_id, by, AuditedAction.RULED, version=saved.version)
        self._wake(company_id, OF_RULES | {Code.DOCUMENT_UNREADABLE} if broken else OF_RULES)
        return self._ruled(company_id, saved)

    def _wake(self, company_id: str, codes: frozenset[Code]) -> None:
        """Also after a save that changed nothing: the first may have died before it came to this."""
        connection = self.connections.get(company_id)
        if connection and connection.live:
            self.turns.wake_coded(company_id, connection.account, codes)

    def _ruled(self, company_id: str, rules: Rules | None) -> Ruled:
        """What is due already was woken: nobody has to do anything about it any more."""
        now, found = self.clock.now(), self.exports.coded(company_id, OF_RULES, tuning.REFUSALS_READ)
        waiting = [entry for entry in found if entry.due_at and entry.due_at > now]
        named = [(field.rpartition(".")[2], entry.code) for entry in waiting for field in entry.fields]
        counted = Counter((name, code) for name, code in named if code and _is_attribute(name))
        asked_for = [AskedFor(id=name, reason=code, count=n) for (name, code), n in counted.most_common()]
        return Ruled(rules=rules, asked_for=asked_for)


def checked(rules: Rules) -> Rules:
    """The rules, where nothing is wrong with them.

    Raises:
        Problem: `rules_invalid` with every fault.
    """
    if faults := faults_in(rules):
        raise Problem("rules_invalid", field=faults[0].path or None, faults=faults)
    return rules


def _is_attribute(name: str) -> bool:
    return name in SYSTEM or bool(CUSTOM_ATTRIBUTE.fullmatch(name))
