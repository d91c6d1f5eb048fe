"""The companies' own rules in Firestore."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from google.cloud import firestore

from shared.adapters.gcp import documents
from shared.adapters.gcp.client import commit, read_one, readable
from shared.adapters.gcp.replacing import replace_in, undisturbed
from shared.domain.rules import Rules
from shared.structs import Struct

if TYPE_CHECKING:
    from google.cloud.firestore_v1.base_document import DocumentSnapshot


class FirestoreCompanyRules(Struct):
    """The CompanyRules port on Firestore."""

    client: firestore.Client

    def get(self, company_id: str) -> Rules | None:
        return _rules(read_one(self.client, documents.rules_path(company_id)))

    def update(self, company_id: str, step: Callable[[Rules | None], Rules]) -> Rules:
        return undisturbed("the rules", lambda: self._update_once(company_id, step))

    def _update_once(self, company_id: str, step: Callable[[Rules | None], Rules]) -> Rules:
        seen = read_one(self.client, documents.rules_path(company_id))
        changed = step(_rules(seen))
        batch = self.client.batch()
        replace_in(batch, self.client, seen, documents.written(changed))
        commit(batch)
        return changed


def _rules(seen: "DocumentSnapshot[Any]") -> Rules | None:
    return readable(documents.rules, seen) if seen.exists else Rules()
