"""The doctor, let loose on a stand-in, in a time of its own."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doctor.__main__ import main
from doctor.conversation import Bounds, Clock
from local.personio.companies import ACME, ACME_SLUG, ACME_TOKEN, client_of
from local.personio.demo_positions import ACME_BACKEND
from local.personio.server import StandIn

ADDRESS = "grace.hopper@example.org"
CREATING = (
    "--create",
    f"--email={ADDRESS}",
    f"--position={ACME_BACKEND}",
    f"--position={ACME_BACKEND + 1}",
)
EVERYTHING = (*CREATING, "--limit")
SMALL = Bounds(seconds=10, documents=())  # no large documents: they take a second


@dataclass(frozen=True, kw_only=True)
class Examined:
    """What the doctor left: exit code, report, and all that it said."""

    code: int
    report: Mapping[str, Any]
    said: str

    def keys(self, verdict: str) -> set[str]:
        """The rows with this verdict."""
        return {each["key"] for each in self.report["findings"] if each["verdict"] == verdict}

    def observed(self, key: str) -> Any:
        """What was observed of a row; None where nothing was."""
        (found,) = (each for each in self.report["findings"] if each["key"] == key)
        return found.get("observed")


def account(personio: StandIn, *, token: bool = True, client: bool = True) -> dict[str, str]:
    """Acme's, as the environment names it."""
    api_client = client_of(ACME)
    return {
        "DOCTOR_CAREERS_URL": ACME_SLUG,
        "PERSONIO_API_URL": personio.url,
        "PERSONIO_JOBS_URL": personio.jobs_url,
        **({"DOCTOR_COMPANY_ID": str(ACME), "DOCTOR_TOKEN": ACME_TOKEN} if token else {}),
        **({"DOCTOR_CLIENT_ID": api_client.id, "DOCTOR_CLIENT_SECRET": api_client.secret} if client else {}),
    }


def examine(
    environment: Mapping[str, str],
    folder: Path,
    *arguments: str,
    personio: StandIn | None = None,
    bounds: Bounds = SMALL,
    asleep: Callable[[], None] = lambda: None,
) -> Examined:
    """One run; where it sleeps, the stand-in's clock goes on instead, and `asleep` happens."""
    slept = 0.0

    def sleep(seconds: float) -> None:
        nonlocal slept
        slept += seconds
        asleep()
        if personio:
            personio.world.clock.change({"offset": slept})

    said: list[str] = []
    file = folder / "report.json"
    code = main(
        ["--yes", "--language=en", f"--report={file}", *arguments],
        environment,
        say=said.append,
        clock=Clock(monotonic=lambda: time.monotonic() + slept, sleep=sleep),
        bounds=bounds,
    )
    report = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return Examined(code=code, report=report, said="\n".join(said))
