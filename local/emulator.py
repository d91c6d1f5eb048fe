"""Google's Firestore emulator as a process of ours: the jar from emulator_jar.py under the Java from java.py.

One emulator serves a whole session of tests; between two of them `clear` empties a project, or each test
takes a project of its own. Whoever finds FIRESTORE_EMULATOR_HOST set uses that one and starts none.
"""

import json
import os
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path

from local import emulator_jar, java
from local.loopback import answers, call
from local.missing import EmulatorMissing
from local.ports import ADDRESS, ensure_free
from local.processes import ProcessDied, Processes, Program

MAIN_CLASS = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"
OWNER = {"Authorization": "Bearer owner"}  # goes past the security rules
STARTS_WITHIN = 60.0  # seconds
# It lives for minutes, in which a second compiler and a collector's threads never earn what they take.
SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def start(
    processes: Processes,
    *,
    port: int,
    events_port: int | None = None,
    rules: Path | None = None,
    heap: str = "256m",
    environment: Mapping[str, str] = os.environ,
    say: Callable[[str], None] = print,
) -> Program:
    """Find or fetch the emulator, start it and wait until it answers.

    Args:
        processes: ends it and keeps its output.
        port: where it shall listen.
        events_port: where the bridge takes the events; None sends none.
        rules: a security rules file; without it everything is allowed.
        heap: Java's largest; 256m holds about 120,000 small documents.
        environment: FIRESTORE_EMULATOR_URL (a mirror), PATH, HOME and XDG_CACHE_HOME are looked at.
        say: told in a sentence when something has to be downloaded.

    Raises:
        EmulatorMissing: there is none and none can be had, or it does not start.
        PortTaken: somebody listens on `port`.
    """
    program = java.find(environment, say)
    jar = emulator_jar.find(environment, say)
    ensure_free(port)
    options = [f"--host={ADDRESS}", f"--port={port}"]
    if events_port:
        options.append(f"--functions_emulator={ADDRESS}:{events_port}")
    if rules:
        options.append(f"--rules={rules}")
    arguments = [str(program), *SHORT_LIVED, f"-Xmx{heap}", "-Duser.language=en", "-cp", str(jar), MAIN_CLASS]
    started = processes.start("firestore-emulator", [*arguments, "start", *options])
    try:
        processes.wait_until(started, lambda: answers(f"http://{ADDRESS}:{port}/"), STARTS_WITHIN)
    except ProcessDied as death:
        processes.end(started)  # one that only dawdles would outlive a caller that goes on without it
        raise EmulatorMissing(f"The Firestore emulator does not start: {death}") from death
    return started


def register_trigger(host: str, *, project: str, pattern: str, key: str, event: str = "written") -> None:
    """Have every write to a document that matches `pattern` sent to the bridge, under `key`.

    Args:
        host: address and port, as in FIRESTORE_EMULATOR_HOST.
        project: the Google Cloud project's id.
        pattern: such as `matches/{matchId}`.
        key: the trigger's name; the same one again replaces it.
        event: `written` is every write, `deleted` a deletion alone.

    Raises:
        OSError: the emulator does not answer, or not with success.
    """
    trigger = {
        "eventType": f"google.cloud.firestore.document.v1.{event}",
        "database": "(default)",
        "namespace": "(default)",
        "document": {"value": pattern, "matchType": "PATH_PATTERN"},
    }
    _ask(host, "POST", f"{project}/eventarcTrigger?eventarcTriggerId={key}", json.dumps(trigger).encode())


def set_rules(host: str, *, project: str, rules: str) -> None:
    """Put security rules in force for one project, as `--rules` does for all, also in an emulator of others.

    Raises:
        OSError: the emulator does not answer, or finds a mistake in them.
    """
    wanted = {"rules": {"files": [{"name": "firestore.rules", "content": rules}]}}
    _ask(host, "PUT", f"{project}:securityRules", json.dumps(wanted).encode())


def clear(host: str, *, project: str) -> None:
    """Delete every document of `project`; triggers see that as deletions.

    Raises:
        OSError: the emulator does not answer, or not with success.
    """
    _ask(host, "DELETE", f"{project}/databases/(default)/documents")


def _ask(host: str, method: str, path: str, body: bytes | None = None) -> None:
    headers = {**OWNER, "Content-Type": "application/json"}
    status, _ = call(method, f"http://{host}/emulator/v1/projects/{path}", body, headers, timeout=60)
    if status != HTTPStatus.OK:
        raise OSError(f"the Firestore emulator answered {status} to {method} {path}")
