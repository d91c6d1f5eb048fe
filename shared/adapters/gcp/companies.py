"""matched.io's companies in Firestore."""

from collections.abc import Mapping

from google.cloud import firestore

from shared.adapters.gcp import documents
from shared.adapters.gcp.ahead import keep
from shared.adapters.gcp.client import read_all
from shared.domain.company import Ahead, Role
from shared.structs import Struct


class FirestoreCompanies(Struct):
    """The Companies port on Firestore."""

    client: firestore.Client

    def role(self, company_id: str, uid: str, ahead: Mapping[Ahead, str] | None = None) -> Role | None:
        path = documents.company_path(company_id)
        needed = [documents.AHEAD_PATHS[each](id_) for each, id_ in (ahead or {}).items()]
        read = dict(read_all(self.client, [path, *needed]))
        company = read.pop(path).to_dict()
        role = documents.role(company, uid) if company else None
        if role:
            keep(read)
        return role
