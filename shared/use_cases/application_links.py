"""Where an applicant is to be seen in Personio: an address that Personio does not document, so a setting."""

from collections.abc import Callable
from functools import cache, partial

from shared.domain.ledger.export import Export
from shared.ports import Connections
from shared.structs import Struct

Link = Callable[[Export], str | None]


class ApplicationLinks(Struct):
    """Addresses for people with an account at Personio; nothing of ours ever opens one.

    Attributes:
        pattern: with `{slug}`, `{position}` and `{application}` for what differs; empty where there are no
            links.
    """

    connections: Connections
    pattern: str

    def of(self, company_id: str) -> Link:
        """What gives the link of each of a company's exports; None of whom no id is known there.

        The connection is read for the first that has one.
        """
        connection = cache(partial(self.connections.get, company_id))

        def link(entry: Export) -> str | None:
            if not self.pattern or entry.application_id is None:
                return None
            known = connection()
            if known is None or entry.account != known.account:
                return None
            return (
                self.pattern.replace("{slug}", known.board.slug)
                .replace("{position}", str(entry.position_id))
                .replace("{application}", entry.application_id)
            )

        return link
