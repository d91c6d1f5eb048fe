"""What an edit redeploys."""

import shutil
from pathlib import Path

import pytest

from tests.support.terraform.workspace import FUNCTIONS, Run, Workspace, run, small_code

CODE = 'variable "code" {\n  type    = string\n  default = null\n}\n'
ELSEWHERE = {  # an override may change what is declared, and declare nothing
    "code.tf": CODE,
    "main_override.tf": 'module "personio" {\n  code = var.code\n}\n',
    "module/code.tf": CODE,
    "module/code_override.tf": 'locals {\n  root = coalesce(var.code, "${path.module}/../..")\n}\n',
}
EDITS = {
    "nothing": (),
    "one function": ("functions/sweep_exports/main.py",),
    "shared": ("shared/settings.py",),
    "requirements": ("requirements.txt",),
}


@pytest.fixture(scope="module")
def plans(small: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """Edit → the plan after it; each starts from the state after one apply."""
    for name, text in ELSEWHERE.items():
        (small.root / "terraform" / name).write_text(text)
    before = small_code(tmp_path_factory.mktemp("before"))
    runs = run("applied", "apply", {"code": str(before)})
    for number, edited in enumerate(EDITS.values()):
        after = _copy(before, tmp_path_factory.mktemp("after") / "code", edited)
        runs += run(f"edit_{number}", "plan", {"code": str(after)})
    played = small.play(runs)
    for name in ELSEWHERE:
        (small.root / "terraform" / name).unlink()
    assert played["applied"].status == "pass", played["applied"].errors
    return {edit: played[f"edit_{number}"] for number, edit in enumerate(EDITS)}


@pytest.mark.parametrize(
    ("edit", "redeployed"),
    [
        ("nothing", ()),
        ("one function", ("sweep_exports",)),
        ("shared", FUNCTIONS),
        ("requirements", FUNCTIONS),
    ],
)
def test_an_edit_redeploys_what_contains_it(
    plans: dict[str, Run], edit: str, redeployed: tuple[str, ...]
) -> None:
    """One function's edit changes its archive and itself, shared code all, times and file modes nothing."""
    assert plans[edit].status == "pass", plans[edit].errors
    assert set(plans[edit].changed) == {
        f'{kind}["{name}"]'
        for name in redeployed
        for kind in ("google_storage_bucket_object.source", "google_cloudfunctions2_function.this")
    }


def _copy(before: Path, after: Path, edited: tuple[str, ...]) -> Path:
    """The same files with other modification times and modes, and a line more in those `edited`."""
    shutil.copytree(before, after, copy_function=shutil.copyfile)
    for file in after.rglob("*.*"):
        file.chmod(0o600)
    for name in edited:
        file = after / name
        file.write_text(file.read_text() + "# edited\n")
    return after
