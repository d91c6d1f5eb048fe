"""Build, for each function, the folder exactly as it is deployed: main.py, shared/, requirements.txt.

terraform/module/source.tf makes its archives of the same files; tests hold the two against each other.
"""

import shutil
from pathlib import Path

from local.functions import ROOT, names

BUILD = ROOT / ".build"


def sources(function: str) -> dict[str, Path]:
    """What one archive holds: path within → file here."""
    shared = {str(path.relative_to(ROOT)): path for path in sorted((ROOT / "shared").rglob("*.py"))}
    main = ROOT / "functions" / function / "main.py"
    return {"main.py": main, "requirements.txt": ROOT / "requirements.txt", **shared}


def build(function: str, into: Path = BUILD) -> Path:
    """Lay one function's folder anew and return it."""
    folder = into / function.replace("_", "-")
    shutil.rmtree(folder, ignore_errors=True)
    for path, source in sources(function).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return folder


if __name__ == "__main__":
    for name in names():
        print(build(name).relative_to(ROOT))
