"""Terraform's checks run wherever `terraform init` does; where it does not, one line at the end says so."""

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest

from tests.support.terraform.workspace import REPOSITORY, VARIANTS, Run, Workspace, run, small_code

FOLDER = Path(__file__).parent
NEEDING = {"small", "whole", "played", "by_hand"}
PATIENCE_SECONDS = 400  # a plan takes seconds, and many times that on a machine that is busy
NOT_RUN = pytest.StashKey[str]()


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="terraform-checks-"))


@cache
def _initialised() -> tuple[Workspace | None, str]:
    """A workspace with its providers, or the reason why there is none."""
    if shutil.which("terraform") is None:
        return None, "there is no terraform on the PATH"
    workspace = Workspace.copied(_scratch() / "small", small_code(_scratch() / "code"))
    done = workspace.terraform("init", "-backend=false", "-input=false", "-no-color")
    output = " ".join(done.stderr.replace("│", "").split())
    reason = output[output.find("Error:") :][:200]
    return (workspace, "") if done.returncode == 0 else (None, f"terraform init failed: {reason}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    needing = [item for item in items if FOLDER in item.path.parents and _needs_terraform(item)]
    if not needing:
        return
    workspace, reason = _initialised()
    if workspace is not None:
        for item in needing:
            item.add_marker(pytest.mark.timeout(PATIENCE_SECONDS))
        return
    if os.environ.get("TERRAFORM_CHECKS") == "required":
        raise pytest.UsageError(f"TERRAFORM_CHECKS=required, but {reason}")
    config.stash[NOT_RUN] = f"{len(needing)} Terraform checks did not run: {reason}"
    config.hook.pytest_deselected(items=needing)
    items[:] = [item for item in items if item not in needing]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if NOT_RUN in config.stash:
        terminalreporter.write_line(config.stash[NOT_RUN], yellow=True)


def pytest_unconfigure() -> None:
    if _scratch.cache_info().currsize:
        shutil.rmtree(_scratch(), ignore_errors=True)


@pytest.fixture(scope="session")
def small() -> Workspace:
    """Initialised, with code of a few lines."""
    workspace, reason = _initialised()
    assert workspace is not None, reason
    return workspace


@pytest.fixture(scope="session")
def whole(small: Workspace) -> Workspace:
    """Initialised, with the code of the repository."""
    workspace = Workspace.copied(_scratch() / "whole", REPOSITORY)
    for made in (".terraform", ".terraform.lock.hcl"):
        (workspace.root / "terraform" / made).symlink_to(small.root / "terraform" / made)
    return workspace


@pytest.fixture(scope="session")
def played(small: Workspace) -> dict[str, Run]:
    """An apply, and on its state the plan of each of VARIANTS."""
    runs = run("deployed", "apply") + "".join(run(name, "plan", of) for name, of in VARIANTS.items())
    played = small.play(runs)
    for name in ("deployed", *VARIANTS):
        assert played[name].status == "pass", played[name].errors
    return played


@pytest.fixture(scope="session")
def by_hand(small: Workspace) -> dict[str, Run]:
    """File/run → each run of terraform/tests/, which an engineer plays with `terraform test`."""
    return small.by_hand()


@pytest.fixture(scope="session")
def deployed(played: dict[str, Run]) -> Run:
    """What stands after an apply with nothing but the two required variables."""
    return played["deployed"]


@pytest.fixture(scope="session")
def variants(played: dict[str, Run]) -> dict[str, Run]:
    """What would be deployed with each of VARIANTS."""
    return {name: played[name] for name in VARIANTS}


def _needs_terraform(item: pytest.Item) -> bool:
    return bool(NEEDING & set(getattr(item, "fixturenames", ())))
