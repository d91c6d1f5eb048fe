"""matched.io's companies in Firestore."""

from dataclasses import dataclass

from google.cloud import firestore

from shared.adapters.gcp import documents
from shared.adapters.gcp.client import read_one
from shared.domain.company import Role


@dataclass(frozen=True, kw_only=True, slots=True)
class FirestoreCompanies:
    """The Companies port on Firestore."""

    client: firestore.Client

    def role(self, company_id: str, uid: str) -> Role | None:
        document = read_one(self.client, documents.company_path(company_id)).to_dict()
        return documents.role(document, uid) if document else None
