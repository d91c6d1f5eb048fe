"""The whole system on one machine: Firestore, bridge, stand-ins, queue, functions, gateway."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from google.cloud import firestore

from local import emulator, functions, gateway, hash_keys_secret, queues, rules, schedule, seed
from local.bridge import Bridge, bridging
from local.cloud_tasks.server import StandIn
from local.identity import KeyPair
from local.loopback import answers
from local.missing import EmulatorMissing
from local.page import Page, Person
from local.ports import ADDRESS, ensure_free, free_port
from local.processes import ProcessDied, Processes
from local.seed import Documents
from shared.adapters.gcp import documents

PROJECT = "demo-matched"
LOGS = functions.ROOT / ".cache" / "logs"
PERSONIO_ADDRESSES = ("PERSONIO_API_URL", "PERSONIO_JOBS_URL")
# Where a Firestore emulator that somebody else started sends its events (--functions_emulator).
EVENTS_PORT = 9199


@dataclass(frozen=True, kw_only=True)
class System:
    """Where everything is.

    Attributes:
        url: the gateway; functions under their deployed names.
        documents: matched.io's own hand in Firestore.
        firestore: the emulator's address, None where twins stand in for it.
        personio: the stand-in, None where Personio is somebody else's.
        tasks: Cloud Tasks, None where a twin stands in for it.
        environment: the functions' settings.
        people: who can sign in to the page with a click; grows with whoever is added.
        seconds: how long the start took.
    """

    url: str
    documents: Documents
    firestore: str | None
    personio: str | None
    tasks: StandIn | None
    bridge: Bridge
    bridge_url: str
    keys: KeyPair
    processes: Processes
    functions: Mapping[str, functions.Function]
    environment: Mapping[str, str]
    people: list[Person]
    seconds: float

    def token(self, uid: str) -> str:
        """A sign-in for a demo user, as Firebase would give it."""
        return self.keys.token(uid, project=PROJECT)


@contextmanager
def running(
    *,
    port: int = 0,
    logs: Path = LOGS,
    environment: Mapping[str, str] = os.environ,
    every: Mapping[str, float] = schedule.EVERY,
    say: Callable[[str], None] = print,
) -> Iterator[System]:
    """Start the system, and end every process of it, however the context is left.

    `PERSONIO_API_URL` and `PERSONIO_JOBS_URL` in the environment point it at somebody else's Personio, and no
    stand-in is started; `FIRESTORE_EMULATOR_HOST` at an emulator that runs already. Where no emulator can be
    had, in-memory twins stand in for Firestore, unless `EMULATOR` is `required`. `every` is the schedule:
    function → seconds between two calls.

    Raises:
        PortTaken, ProcessDied, EmulatorMissing: each with one sentence for the person at the terminal.
    """
    began = time.monotonic()
    if port:
        ensure_free(port)
    with ExitStack() as stack:
        start = _Start(stack=stack, environment=environment, port=port or free_port(), logs=logs)
        try:
            firestore_host = start.firestore()
        except EmulatorMissing as missing:
            if environment.get("EMULATOR") == "required":
                raise
            say(f"WITHOUT FIRESTORE: in-memory twins stand in for it. {missing}")
            system = start.on_twins(began)
        else:
            system = start.on_emulator(firestore_host, began)
        stack.enter_context(schedule.calling(system.url, every, functions.names()))
        yield system


class _Start:
    """The order in which things come up."""

    def __init__(self, *, stack: ExitStack, environment: Mapping[str, str], port: int, logs: Path) -> None:
        self.stack, self.environment = stack, environment
        self.processes = stack.enter_context(Processes(logs=logs))
        self.keys = KeyPair()
        self.people = list(seed.PEOPLE)
        self.url = f"http://{ADDRESS}:{port}"
        self.trigger_ports = {name: free_port() for name in sorted(functions.TRIGGERED)}
        self.queued_ports = {name: free_port() for name in functions.QUEUED}
        events_port = EVENTS_PORT if "FIRESTORE_EMULATOR_HOST" in environment else 0
        if events_port:
            ensure_free(events_port)
        matches, developers = (
            f"http://{ADDRESS}:{self.trigger_ports[name]}/"
            for name in ("on_match_written", "on_developer_deleted")
        )
        self.deletions = f"on-developer-deleted-{free_port()}"
        self.bridge, self.events_port = stack.enter_context(
            bridging(matches, events_port, {self.deletions: developers})
        )

    def firestore(self) -> str:
        """The emulator's address; it is started unless somebody else did."""
        host = self.environment.get("FIRESTORE_EMULATOR_HOST")
        if host and not answers(f"http://{host}/"):
            raise ProcessDied(
                f"FIRESTORE_EMULATOR_HOST is {host}, where nobody answers: start it, or unset it."
            )
        if host:
            return host
        port = free_port()
        emulator.start(
            self.processes,
            port=port,
            events_port=self.events_port,
            environment=self.environment,
            say=lambda line: print(line, file=sys.stderr),  # the first line of the output is spoken for
        )
        return f"{ADDRESS}:{port}"

    def on_emulator(self, host: str, began: float) -> System:
        """Everything real: each function in a process of its own."""
        personio = self._personio()
        tasks = self._cloud_tasks()
        settings = {
            **self._settings(personio),
            **queues.settings(
                tasks.address,
                {name: f"http://{ADDRESS}:{port}/" for name, port in self.queued_ports.items()},
            ),
            "FIRESTORE_EMULATOR_HOST": host,
        }
        ports = self.trigger_ports | self.queued_ports
        served = {
            name: functions.start(self.processes, name, settings, ports.get(name, 0))
            for name in functions.names()
        }
        for function in served.values():
            functions.wait(self.processes, function)
        emulator.register_trigger(
            host,
            project=PROJECT,
            pattern=documents.match_path("{matchId}"),
            key=f"on-match-written-{self.events_port}",
        )
        emulator.register_trigger(
            host,
            project=PROJECT,
            pattern=documents.developer_path("{developerId}"),
            key=self.deletions,
            event="deleted",
        )
        emulator.set_rules(host, project=PROJECT, rules=rules.composed())
        addresses = {function.deployed_name: function.url for function in served.values()}
        mount = gateway.proxied(addresses, firestore=host, personio=personio, tasks=tasks.control)
        self._serve(mount, firestore=True, personio=personio)
        os.environ["FIRESTORE_EMULATOR_HOST"] = host  # the client library reads it from nowhere else
        client = self.stack.enter_context(_client())
        return self._system(client, personio, tasks, settings, served, host, began)

    def on_twins(self, began: float) -> System:
        """The functions in this process, on in-memory twins of the ports that Firestore serves."""
        from local import twins

        personio = self._personio()
        settings = self._settings(personio)
        os.environ.update(settings)
        store = twins.TwinFirestore()
        self._serve(twins.mounted(store), firestore=False, personio=personio)
        self.stack.enter_context(twins.giving_turns(store.dispatch, twins.take_turn))
        self.stack.enter_context(twins.giving_turns(store.readings, twins.follow))
        return self._system(store, personio, None, settings, {}, None, began)

    def _serve(self, mount: gateway.Mount, *, firestore: bool, personio: str | None) -> None:
        page = Page(
            project=PROJECT,
            people=self.people,
            sign_in=lambda uid: self.keys.token(uid, project=PROJECT),
            firestore=firestore,
            personio=personio is not None,
        )
        port = int(self.url.rpartition(":")[2])
        self.stack.enter_context(gateway.serving(port, mount, self.keys.key_set(), page.blueprint()))

    def _system(
        self,
        client: Documents,
        personio: str | None,
        tasks: StandIn | None,
        settings: Mapping[str, str],
        served: Mapping[str, functions.Function],
        host: str | None,
        began: float,
    ) -> System:
        return System(
            url=self.url,
            documents=client,
            firestore=host,
            personio=personio,
            tasks=tasks,
            bridge=self.bridge,
            bridge_url=f"http://{ADDRESS}:{self.events_port}",
            keys=self.keys,
            processes=self.processes,
            functions=served,
            environment=settings,
            people=self.people,
            seconds=time.monotonic() - began,
        )

    def _settings(self, personio: str | None) -> dict[str, str]:
        ours = {
            "GOOGLE_CLOUD_PROJECT": PROJECT,
            "SECRET_MANAGER_EMULATOR_HOST": self._secret_manager(),
            "IDENTITY_KEYS_URL": self.url + gateway.KEYS_PATH,
            "FRONTEND_ORIGINS": ",".join(filter(None, (self.url, self.environment.get("FRONTEND_ORIGINS")))),
        }
        if personio:
            boards = personio + "/boards/{slug}.{tld}"
            return {**ours, "PERSONIO_API_URL": personio, "PERSONIO_JOBS_URL": boards}
        theirs = {name: self.environment.get(name, "") for name in PERSONIO_ADDRESSES}
        return {**ours, **theirs}

    def _secret_manager(self) -> str:
        port = free_port()
        program = self.processes.start(
            "secret_manager", [sys.executable, "-m", "local.secret_manager", f"--port={port}"]
        )
        self.processes.wait_until(program, lambda: bool(program.log.read_bytes()))
        hash_keys_secret.make(f"{ADDRESS}:{port}", PROJECT)
        return f"{ADDRESS}:{port}"

    def _cloud_tasks(self) -> StandIn:
        """With the queues of turns."""
        port, control_port = free_port(), free_port()
        program = self.processes.start(
            "cloud_tasks",
            [sys.executable, "-m", "local.cloud_tasks", f"--port={port}", f"--control-port={control_port}"],
        )
        self.processes.wait_until(program, lambda: bool(program.log.read_bytes()))
        tasks = StandIn(address=f"{ADDRESS}:{port}", control=f"http://{ADDRESS}:{control_port}")
        queues.make(tasks.address, PROJECT)
        return tasks

    def _personio(self) -> str | None:
        """Our stand-in's address, unless the person running it points elsewhere."""
        if any(self.environment.get(name) for name in PERSONIO_ADDRESSES):
            return None
        port = free_port()
        program = self.processes.start("personio", [sys.executable, "-m", "local.personio", f"--port={port}"])
        url = f"http://{ADDRESS}:{port}"
        self.processes.wait_until(program, lambda: answers(f"{url}/control/clock"))
        return url


@contextmanager
def _client() -> Iterator[firestore.Client]:
    client = firestore.Client(project=PROJECT)
    try:
        yield client
    finally:
        client.close()
