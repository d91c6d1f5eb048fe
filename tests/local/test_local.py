"""`make run` and `make demo` as a person meets them: what they print, and that nothing is left behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.personio.companies import ACME, ACME_TOKEN, client_of
from local.personio.server import standing_in

ROOT = Path(__file__).parents[2]
NOT_OURS = {
    "PERSONIO_API_URL",
    "PERSONIO_JOBS_URL",
    "FIRESTORE_EMULATOR_HOST",
    "IDENTITY_KEYS_URL",
    "EMULATOR",
}


def clean(**settings: str) -> dict[str, str]:
    """The machine's environment without what other tests may have set."""
    return {**{name: value for name, value in os.environ.items() if name not in NOT_OURS}, **settings}


def local(command: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "local", command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def ours(marker: str) -> list[str]:
    """Processes whose environment carries `marker`."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if marker.encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue  # it ended, or it is somebody else's
    return found


@pytest.fixture
def without_emulator(tmp_path: Path) -> dict[str, str]:
    """A machine that has Java, but neither the emulator nor a way to fetch it."""
    java = shutil.which("java")
    assert java is not None
    (tmp_path / "java").symlink_to(java)
    unreachable = "http://127.0.0.1:9/emulator.jar"
    return clean(PATH=str(tmp_path), HOME=str(tmp_path), FIRESTORE_EMULATOR_URL=unreachable)


@pytest.fixture
def marker() -> Iterator[str]:
    name = f"TEST_MARKER=m{time.monotonic_ns()}"
    yield name
    assert ours(name) == []


def marked(environment: dict[str, str], marker: str) -> dict[str, str]:
    name, _, value = marker.partition("=")
    return {**environment, name: value}


@pytest.mark.flow
def test_the_demo_ends_with_one_applicant(marker: str) -> None:
    """`make demo` exits 0, shows Personio's own record of each way to it, and leaves no process behind."""
    demo = local("demo", marked(clean(), marker))
    assert demo.returncode == 0, demo.stderr
    assert '"email": "ada.beispiel@example.org"' in demo.stdout
    assert "exactly once" in demo.stdout
    for version in ("v1", "v2"):
        assert demo.stdout.count(f"Personio heard: POST /{version}/recruiting/applications → 201") == 1
    for secret in (ACME_TOKEN, client_of(ACME).secret):
        assert secret not in demo.stdout + demo.stderr


def test_without_the_emulator_the_first_line_says_so(without_emulator: dict[str, str], marker: str) -> None:
    """Where the emulator cannot be had, the run goes on with twins and says so first."""
    demo = local("demo", marked(without_emulator, marker))
    assert demo.returncode == 0, demo.stderr
    assert demo.stdout.startswith("WITHOUT FIRESTORE")
    assert "exactly once" in demo.stdout


def test_a_required_emulator_is_not_replaced(without_emulator: dict[str, str], marker: str) -> None:
    """EMULATOR=required ends the run with one sentence that says what to do."""
    demo = local("demo", marked({**without_emulator, "EMULATOR": "required"}, marker))
    assert demo.returncode == 1
    assert "gcloud components install" in demo.stderr
    assert "Traceback" not in demo.stderr


def test_a_port_in_use_is_named(marker: str) -> None:
    """`make run` on a taken port ends at once with one sentence."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        run = local("run", marked(clean(PORT=port), marker))
    assert run.returncode == 1
    assert f"Port {port} is already in use" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("port", ["http", "-1", "70000"])
def test_a_port_that_is_none_is_named(port: str, marker: str) -> None:
    """A PORT that is no port ends `make run` with one sentence."""
    run = local("run", marked(clean(PORT=port), marker))
    assert (run.returncode, run.stderr.count("\n")) == (1, 2)
    assert f"PORT is '{port}', which is no port" in run.stderr


@pytest.mark.proof
@pytest.mark.flow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_ending_the_run_ends_everything(number: signal.Signals, marker: str) -> None:
    """Ctrl-C, pressed twice as well, a polite end and even a kill leave no process of the run behind."""
    run = subprocess.Popen(
        [sys.executable, "-m", "local", "run"],
        cwd=ROOT,
        env=marked(clean(PORT="0"), marker),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert run.stdout is not None
    for line in run.stdout:
        if "Ctrl-C" in line:
            break
    run.send_signal(number)
    if number == signal.SIGINT:
        time.sleep(0.1)
        run.send_signal(number)
    run.wait(30)
    if number == signal.SIGKILL:  # then it is the kernel that ends the others, each in its own time
        over_at = time.monotonic() + 10
        while ours(marker) and time.monotonic() < over_at:
            time.sleep(0.1)
    assert ours(marker) == []
    run.stdout.close()
    assert run.returncode == (-number if number == signal.SIGKILL else 0)


@pytest.mark.proof
@pytest.mark.flow
def test_somebody_elses_personio_is_used_and_verified(marker: str) -> None:
    """Pointed elsewhere, the demo starts no stand-in of its own and reads the applicants there.

    A token and a client, each alone, are enough for all three steps.
    """
    with standing_in() as personio:
        theirs = clean(
            PERSONIO_API_URL=personio.url,
            PERSONIO_JOBS_URL=personio.jobs_url,
            DEMO_CAREERS_URL="https://acme.jobs.personio.de",
            DEMO_COMPANY_ID=str(ACME),
        )
        unverified = local("demo", marked({**theirs, "DEMO_TOKEN": ACME_TOKEN}, marker))
        assert unverified.returncode == 1
        assert "Not verified" in unverified.stderr
        personio.control("POST", "/reset")
        client = client_of(ACME)
        key = {"DEMO_CLIENT_ID": client.id, "DEMO_CLIENT_SECRET": client.secret}
        records = f"{personio.url}/control/applicants"
        verified = local("demo", marked({**theirs, **key, "PERSONIO_RECORDS_URL": records}, marker))
        assert verified.returncode == 0, verified.stderr
        asked = {record["path"] for record in personio.world.records.matching()}
        assert not [path for path in asked if path.startswith("/v1")]
