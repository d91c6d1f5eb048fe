"""A place of its own on the running emulator: a project, a queue, a Personio, functions with short waits.

No trigger of the emulator's is registered for its project, so that every event is the test's own, and comes
as often, as late and in the order that the test wants.
"""

import json
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from google.cloud import firestore

from local import functions, hash_keys_secret, queues, seed
from local.bridge import Bridge, Event
from local.cloud_tasks.server import StandIn as CloudTasks
from local.firestore_proxy import Proxy, proxying
from local.loopback import call
from local.personio.companies import client_of, company_from
from local.personio.server import StandIn, standing_in
from local.ports import ADDRESS, free_port
from local.processes import Processes
from local.scenes import events
from local.scenes.cv_shelf import Shelf, shelf
from local.system import System
from shared.adapters.gcp import documents
from shared.adapters.gcp.connections import FirestoreConnections
from shared.adapters.gcp.secrets import GoogleSecrets, open_client
from shared.domain.board import Board
from shared.domain.connection import Connection, ConnectionState
from shared.domain.credentials import Client, Key, Kind, Token, to_secret
from shared.domain.jobs.job_ad import Link
from shared.domain.ledger.export import Export

APPLICATIONS = {
    Kind.TOKEN: "/v1/recruiting/applications",
    Kind.CLIENT: "/v2/recruiting/applications",
}
NUMBERS = count(1)


@dataclass(frozen=True, kw_only=True)
class Employer:
    """A connected company with one linked ad."""

    id: str
    account: int
    position_id: int
    job_id: str
    kind: Kind = Kind.TOKEN

    @property
    def applications(self) -> str:
        """Where its applications go at Personio."""
        return APPLICATIONS[self.kind]


@dataclass(kw_only=True)
class Place:
    """Where a proof plays. `factor` shortens every wait; the stand-in's minute is as short."""

    client: firestore.Client
    proxy: Proxy
    tasks: CloudTasks
    personio: StandIn
    shelf: Shelf
    processes: Processes
    environment: Mapping[str, str]
    secrets: GoogleSecrets
    factor: float
    ports: dict[str, int] = field(default_factory=dict)
    served: dict[str, functions.Function] = field(default_factory=dict)

    def employer(self, *, kind: Kind = Kind.TOKEN, **switches: Any) -> Employer:
        """One more company, connected by a token or a client, with an account of its own at Personio."""
        number = next(NUMBERS)
        employer = Employer(
            id=f"employer-{number}",
            account=600_000 + number,
            position_id=80_000 + number,
            job_id=f"ad-{number}",
            kind=kind,
        )
        token, slug = f"{number:08d}" * 5, f"employer-{number}"
        self.personio.world.companies[employer.account] = company_from(
            employer.account,
            {
                "slug": slug,
                "token": token,
                "positions": [{"id": employer.position_id, "name": "Engineer"}],
                "switches": {"rate_limit_seconds": 60 * self.factor, **switches},
            },
        )
        client = client_of(employer.account)
        keys: dict[Kind, Key] = {
            Kind.TOKEN: Token(value=token),
            Kind.CLIENT: Client(id=client.id, secret=client.secret),
        }
        connection = Connection(
            company_id=employer.id,
            state=ConnectionState.CONNECTED,
            board=Board(slug=slug, tld="de"),
            account=str(employer.account),
            language="de",
            kind=kind,
            reads=kind is Kind.CLIENT,
            secret=self.secrets.add(employer.id, to_secret(keys[kind])),
            token_tail="",
            connected_at=datetime(2026, 1, 1, tzinfo=UTC),
            connected_by="admin",
        )
        FirestoreConnections(client=self.client).update(employer.id, lambda _: connection)
        self._link(employer)
        return employer

    def developer(self, *, cv: bool = False) -> str:
        id_ = f"person-{next(NUMBERS)}-"
        profile = {"first_name": "Ada", "last_name": "Beispiel", "email": f"{id_}@example.org"}
        if cv:
            profile["cv_url"] = self.shelf.put(f"/{id_}.pdf")
        self.client.document(documents.developer_path(id_)).set(profile)
        return id_

    def success(self, employer: Employer, developer_id: str) -> Event:
        """A match that turned successful, and the event that tells of it."""
        match = f"match-{next(NUMBERS)}-"
        seed.match(
            self.client, match, company_id=employer.id, job_id=employer.job_id, developer_id=developer_id
        )
        seed.succeed(self.client, match)
        return _event(match, employer, developer_id)

    def successes(self, employers: Sequence[Employer], *, each: int) -> list[Event]:
        """Many at once: `each` matches per employer, of people of their own, written in batches."""
        delivered: list[Event] = []
        for employer in employers:
            batch = self.client.batch()
            for _ in range(each):
                number = next(NUMBERS)
                match, person = f"match-{number}-", f"person-{number}-"
                profile = {"first_name": "Ada", "last_name": "Beispiel", "email": f"{person}@example.org"}
                batch.set(self.client.document(documents.developer_path(person)), profile)
                batch.set(
                    self.client.document(documents.match_path(match)),
                    {
                        documents.MATCH_COMPANY: employer.id,
                        documents.MATCH_JOB: employer.job_id,
                        documents.MATCH_DEVELOPER: person,
                        documents.MATCH_STATUS: documents.MATCH_SUCCESSFUL,
                        documents.MATCH_SUCCESSFUL_AT: datetime.now(UTC),
                    },
                )
                delivered.append(_event(match, employer, person))
            batch.commit()
        return delivered

    def new_email(self, developer_id: str) -> None:
        email = f"{developer_id}{next(NUMBERS)}@example.org"
        self.client.document(documents.developer_path(developer_id)).update({"email": email})

    def entry(self, match_id: str) -> Export | None:
        found = self.client.document(documents.export_path(match_id)).get().to_dict()
        return documents.export(match_id, found) if found else None

    def requests(self, employer: Employer) -> list[dict[str, Any]]:
        """The applications that Personio was sent, in order."""
        known = self.personio.world.records.matching(company_id=employer.account, path=employer.applications)
        return [request for request in known if request["method"] == "POST"]

    def applicants(self, employer: Employer) -> int:
        """How many there are at Personio."""
        return len(self.personio.world.register.of(employer.account))

    def start(self, name: str) -> None:
        """Serve a function at the same address as before."""
        port = self.ports.setdefault(name, free_port())
        self.served[name] = functions.start(self.processes, name, self.environment, port)
        functions.wait(self.processes, self.served[name])

    def kill(self, name: str) -> None:
        """SIGKILL for the function's server and all its workers."""
        process = self.served.pop(name).program.process
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def url(self, name: str) -> str:
        return f"http://{ADDRESS}:{self.ports.setdefault(name, free_port())}/"

    def queue(self, **trouble: Any) -> None:
        """What goes wrong with everybody's turns, until it is set anew (local/cloud_tasks/trouble.py)."""
        status, body = call("PUT", f"{self.tasks.control}/tasks/trouble", json.dumps(trouble).encode())
        assert status == 200, body

    def sweep(self) -> bytes:
        status, body = call("POST", self.url("sweep_exports"), timeout=60)
        assert status == 200, body
        return body

    def _link(self, employer: Employer) -> None:
        link = Link(
            position_id=employer.position_id,
            account=str(employer.account),
            url="",
            language="de",
            hash="",
            linked_at=datetime(2026, 1, 1, tzinfo=UTC),
            linked_by="admin",
        )
        self.client.document(documents.job_path(employer.job_id)).set(
            {
                documents.JOB_COMPANY: employer.id,
                documents.JOB_FIELDS["title"]: "Engineer",
                documents.JOB_PERSONIO: documents.part(link),
            }
        )


def _event(match_id: str, employer: Employer, developer_id: str) -> Event:
    event = events.updated(
        match_id,
        company_id=employer.id,
        job_id=employer.job_id,
        developer_id=developer_id,
        before="open",
        after=documents.MATCH_SUCCESSFUL,
    )
    return Event(id=match_id, headers=event.headers, body=event.body)


@contextmanager
def placed(
    system: System, folder: Path, *, factor: float, submission: float, proxied: bool = True
) -> Iterator[Place]:
    """A place for as long as the context lasts.

    Args:
        system: whose emulator, Secret Manager and Cloud Tasks it uses; the queues are its own.
        submission: the deadline of one, in seconds.
        proxied: whether the functions reach Firestore through the proxy.
    """
    assert system.firestore
    assert system.tasks
    project = f"demo-proof-{next(NUMBERS)}"
    folder = folder / project
    folder.mkdir()
    with ExitStack() as stack:
        proxy, address = stack.enter_context(proxying(system.firestore))
        personio = stack.enter_context(standing_in())
        files = stack.enter_context(shelf(folder))
        processes = stack.enter_context(Processes(logs=folder / "logs"))
        stack.enter_context(queues.made(system.tasks.address, project, factor=factor))
        ports = {name: free_port() for name in functions.QUEUED}
        manager = system.environment["SECRET_MANAGER_EMULATOR_HOST"]
        hash_keys_secret.make(manager, project)
        environment = {
            **system.environment,
            **queues.settings(
                system.tasks.address, {name: f"http://{ADDRESS}:{port}/" for name, port in ports.items()}
            ),
            "GOOGLE_CLOUD_PROJECT": project,
            "FIRESTORE_EMULATOR_HOST": address if proxied else system.firestore,
            "PERSONIO_API_URL": personio.url,
            "PERSONIO_JOBS_URL": personio.jobs_url,
            "CV_HOSTS": files.host,
            "REQUESTS_CA_BUNDLE": str(files.authority),
            "PACE_FACTOR": str(factor),
            "SUBMISSION_SECONDS": str(submission),
            "THREADS": "64",  # of each function: the proxy and the stand-in hold many requests at once
        }
        client = _client(project, system.firestore)
        stack.callback(client.close)
        yield Place(
            client=client,
            proxy=proxy,
            tasks=system.tasks,
            personio=personio,
            shelf=files,
            processes=processes,
            environment=environment,
            secrets=GoogleSecrets(
                client=open_client(manager),
                project=project,
                prefix="personio-",
                replica_locations=("europe-west3",),
                destroy_days=7,
            ),
            factor=factor,
            ports=ports,
        )


def _client(project: str, host: str) -> firestore.Client:
    """The library knows an emulator by its environment variable alone, and looks when a client is made."""
    before = os.environ["FIRESTORE_EMULATOR_HOST"]
    os.environ["FIRESTORE_EMULATOR_HOST"] = host
    try:
        return firestore.Client(project=project)
    finally:
        os.environ["FIRESTORE_EMULATOR_HOST"] = before


@contextmanager
def bridged(place: Place, name: str, **delivery: Any) -> Iterator[Bridge]:
    """A bridge that brings the test's events to a function of the place."""
    bridge = Bridge(place.url(name))
    bridge.set(**delivery)
    try:
        yield bridge
    finally:
        bridge.close()
