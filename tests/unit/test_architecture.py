"""The tree is the architecture: a new file falls under the rules by where it lies."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.wire

ROOT = Path(__file__).parents[2]
# A file that is added, and what it imports against the direction.
BREAKS = {
    "functions/stray/main.py": "shared.adapters.clock",
    "shared/edge/stray.py": "shared.adapters.clock",
    "shared/adapters/stray.py": "shared.edge.views",
    "shared/adapters/aws/stray.py": "shared.wiring",
    "shared/adapters/gcp/stray.py": "shared.wiring",
    "shared/adapters/personio/stray.py": "shared.wiring",
    "shared/use_cases/stray.py": "shared.adapters.clock",
    "shared/use_cases/sweep/stray.py": "requests",
    "shared/domain/stray.py": "shared.ports",
    "shared/domain/jobs/stray.py": "shared.domain.ledger.export",
    "shared/domain/ledger/stray.py": "msgspec",
    "shared/texts/stray.py": "shared.log",
    "local/cloud_tasks/stray.py": "shared.domain.board",
    "local/personio/stray.py": "shared.domain.board",
    "local/memory/stray.py": "tests",
    "bench/stray.py": "tests",
    "local/stray.py": "doctor.wire",
    "doctor/stray.py": "local.ports",
    "shared/texts/other.py": "doctor.wire",
    "privacy/stray.py": "local.ports",
    "shared/domain/other.py": "privacy.page",
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the tree in which a file of every folder breaks a rule."""
    copy = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for top in ("shared", "functions", "local", "bench", "doctor", "smoke", "privacy"):
        for source in (ROOT / top).rglob("*.py"):
            target = copy / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    before = _contracts(copy)
    assert before.returncode == 0, before.stdout
    (copy / "shared/stray.py").write_text("")
    for path, imported in BREAKS.items():
        (copy / path).parent.mkdir(exist_ok=True)
        (copy / path).write_text(f"import {imported}\n")
    after = _contracts(copy)
    assert after.returncode == 1, after.stdout + after.stderr
    return after.stdout


@pytest.mark.parametrize("path", BREAKS)
def test_a_new_file_falls_under_the_rules(path: str, broken: str) -> None:
    """A file that imports against the direction breaks a contract, in whichever folder it lies."""
    module = path.removesuffix(".py").replace("/", ".")
    assert f"{module} -> {BREAKS[path]} (l.1)" in broken


def test_a_module_on_no_line_breaks_the_rules(broken: str) -> None:
    """Every module of shared/ stands on one of the layers."""
    assert "- shared.stray\n" in broken


def test_every_folder_has_its_case() -> None:
    """A folder of shared/ that is new needs a line above."""
    folders = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "shared").rglob("*.py")}
    assert folders - {"shared"} <= {path.rpartition("/")[0] for path in BREAKS}


def test_no_test_module_imports_another() -> None:
    """What tests share lies in tests/support, local/memory or local/scenes."""
    modules = sorted((ROOT / "tests").rglob("test_*.py"))
    assert modules
    found = [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules
        for name in _imported(module)
        if name.partition(".")[0] == "tests" and ".test_" in f".{name}"
    ]
    assert found == []


def _contracts(tree: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache", "--no-logo"],
        cwd=tree,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _imported(module: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found
