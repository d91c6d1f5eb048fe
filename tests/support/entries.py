"""A connection of Acme's and an export of Ada's, as pure rules look at them."""

from datetime import datetime, timedelta
from typing import Any

from shared.domain.board import Board
from shared.domain.connection import Connection, ConnectionState
from shared.domain.ledger.export import Export, Origin, State
from shared.structs import replace


def a_connection(now: datetime, **changes: Any) -> Connection:
    """Connected a day ago, to the account `1`, and well."""
    fresh = Connection(
        company_id="acme",
        state=ConnectionState.CONNECTED,
        board=Board(slug="acme", tld="de"),
        account="1",
        language="de",
        secret="secret",
        token_tail="",
        connected_at=now - timedelta(days=1),
        connected_by="admin",
    )
    return replace(fresh, **changes)


def an_export(now: datetime, **changes: Any) -> Export:
    """Exported now; nothing else is known of it."""
    fresh = Export(
        match_id="m1",
        company_id="acme",
        job_id="job",
        developer_id="ada",
        state=State.EXPORTED,
        origin=Origin.LIVE,
        successful_at=now,
        updated_at=now,
    )
    return replace(fresh, **changes)
