"""What a person can do on a match card: see the export, preview it, "Personio Export", cancel."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from shared.domain.applicant import Stage
from shared.domain.audit import AuditedAction
from shared.domain.connection import connected
from shared.domain.errors import Conflict, Problem, Unavailable
from shared.domain.ledger.decision import Claim, ExportRequest, Hold, Look, application_of, cancel, decide
from shared.domain.ledger.export import Code, Export, ExportPage, Origin, State
from shared.domain.ledger.remedies import hint
from shared.domain.ledger.snapshot import Addresses, Part, Snapshot, owner
from shared.domain.match import Match
from shared.domain.rules import Rules
from shared.structs import Struct, replace
from shared.use_cases import tuning
from shared.use_cases.exporting import Exporter
from shared.use_cases.feed_cache import FeedCache

if TYPE_CHECKING:
    from shared.ports import Applications, Audit, Connections, Exports, Ledger, Positions


class Shown(Struct):
    """A match's export; `hint` is a code of texts/states.py, where more can be said than the state does."""

    entry: Export | None
    hint: str | None = None


class Preview(Struct):
    """What "Personio Export" would do now.

    Attributes:
        document: the JSON document that would be sent; None while something is missing.
        entry: as it would stand instead of being sent, or None where it would be sent.
    """

    document: Mapping[str, object] | None
    entry: Export | None


class MatchCard(Struct):
    """The match card of matched.io."""

    exporter: Exporter
    ledger: "Ledger"
    exports: "Exports"
    connections: "Connections"
    applications: "Applications"
    positions: "Positions"
    feed_cache: FeedCache
    audit: "Audit"

    def show(self, company_id: str, match_id: str) -> Shown:
        """The match's entry; None in it where there is none.

        Raises:
            Problem: `match_not_found` where the match is not this company's.
        """
        entry = self.ledger.own(company_id, match_id)
        return Shown(entry=entry, hint=self._hint(company_id, entry))

    def page(
        self, company_id: str, state: State | None, cursor: str | None, progress: Stage | None = None
    ) -> ExportPage:
        """The company's exports, latest success first; of all states and stages, or of one."""
        return self.exports.page(company_id, state, cursor, tuning.CARDS_IN_A_PAGE, progress)

    def export(
        self, company_id: str, match_id: str, by: str, *, position_id: int | None = None, again: bool = False
    ) -> Export:
        """Carry out "Personio Export": a second click changes nothing.

        Raises:
            Problem: `match_not_found`, `match_not_successful`, `not_connected`, `export_again_blocked`,
                `export_again_needed`.
        """

        def may(seen: Snapshot) -> None:
            _of_company(seen, company_id)
            _exportable(seen)

        entry = self.exporter.export(
            Addresses(match_id=match_id, company_id=company_id, own=True),
            origin=Origin.CLICK,
            by=by,
            position_id=position_id,
            again=again,
            line=self.audit.line(company_id, by, AuditedAction.EXPORTED, match=match_id),
            guard=may,
        )
        if entry is None:
            raise Problem("not_connected")
        return entry

    def preview(
        self,
        company_id: str,
        match_id: str,
        position_id: int | None = None,
        rules: Rules | None = None,
    ) -> Preview:
        """The exact document, checked as for sending; nothing is sent and nothing written.

        Args:
            rules: not saved yet, in place of those in force.

        Raises:
            Problem: as `export`; `rules_invalid`.
        """
        from shared.use_cases.ruling import checked

        draft = checked(rules) if rules else None
        seen = self._read(company_id, match_id)
        if draft:
            seen = replace(seen, rules=draft, unreadable=seen.unreadable - {Part.RULES})
        _exportable(seen)
        request = ExportRequest(origin=Origin.CLICK, attempt_id="preview", position_id=position_id)
        decision = decide(seen, request, self.exporter.pace)
        if isinstance(decision, Claim | Look):  # what a look would find is not known
            sent = application_of(seen, decision.before)
            return Preview(document=self.applications.preview(sent) if sent else None, entry=None)
        entry = decision.change.entry if isinstance(decision, Hold) else decision.entry
        application = application_of(seen, entry) if entry else None
        return Preview(document=self.applications.preview(application) if application else None, entry=entry)

    def cancel(self, company_id: str, match_id: str, by: str) -> Export | None:
        """Take back what has not been sent; what is final or cancelled already stays as it is.

        Raises:
            Problem: `match_not_found`; `export_running` while it is being sent.
        """
        for _ in range(tuning.CANCEL_ROUNDS):
            seen = self._read(company_id, match_id)
            entry = seen.entry
            if entry is None or entry.state.final or entry.state is State.CANCELLED:
                return entry
            if Part.ENTRY in seen.unreadable:
                return entry
            if entry.leased(seen.now):
                raise Problem("export_running", retry_after=tuning.RUNNING_RETRY_AFTER_SECONDS)
            wanted = _as_seen(entry, seen.match)
            change = cancel(wanted, Code.BY_HAND, seen.now, self.exporter.pace, by)
            line = self.audit.line(company_id, by, AuditedAction.CANCELLED, match=match_id)
            with suppress(Conflict):
                return self.ledger.commit(seen, replace(change, line=line)).entry
        raise Unavailable("the entry found no quiet moment")

    def _hint(self, company_id: str, entry: Export | None) -> str | None:
        """Where Personio does not know the position: does its careers page show it all the same?"""
        if not (entry and entry.attempts) or entry.code is not Code.POSITION_NOT_PUBLISHED:
            return None
        connection = self.connections.get(company_id)
        if connection is None:
            return None
        key = (connection.board, (connection.language,))
        try:
            feed = self.feed_cache.read(
                key, lambda: self.positions.fetch(*key, texts=()), within=tuning.HINT_SECONDS
            ).feed
        except Problem:
            return None
        return hint(entry.attempts[-1].reasons, in_feed=entry.position_id in feed.by_id)

    def _read(self, company_id: str, match_id: str) -> Snapshot:
        seen = self.ledger.read(Addresses(match_id=match_id, company_id=company_id, own=True))
        _of_company(seen, company_id)
        return seen


def _of_company(seen: Snapshot, company_id: str) -> None:
    if owner(seen.match, seen.entry) != company_id:
        raise Problem("match_not_found")


def _exportable(seen: Snapshot) -> None:
    if seen.match is None or not seen.match.successful:
        raise Problem("match_not_successful")
    if seen.entry is None and Part.CONNECTION not in seen.unreadable:
        connected(seen.connection)


def _as_seen(entry: Export, match: Match | None) -> Export:
    """The entry of the latest success: it is this one that a person cancels."""
    if match is None:
        return entry
    return replace(entry, successful_at=max(entry.successful_at, match.latest_success))
