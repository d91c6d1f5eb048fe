"""Where Google's Firestore emulator lies on this machine; fetched and verified where it does not.

The order: the Google Cloud SDK, the cache of firebase-tools, our own cache, the download of the release that
firebase-tools installs.
"""

import hashlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import requests

from local.missing import EmulatorMissing

IN_SDK = Path("platform/cloud-firestore-emulator/cloud-firestore-emulator.jar")
SILENCE = 30.0  # seconds without a byte after which a download counts as broken
REMEDY = (
    "install it with `gcloud components install cloud-firestore-emulator`, "
    "or set FIRESTORE_EMULATOR_HOST to one that runs."
)


@dataclass(frozen=True, kw_only=True)
class Release:
    """A published jar; size in bytes."""

    version: str
    url: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        return f"cloud-firestore-emulator-v{self.version}.jar"


RELEASE = Release(
    version="1.22.0",
    url=(
        "https://storage.googleapis.com/firebase-preview-drop/emulator/cloud-firestore-emulator-v1.22.0.jar"
    ),
    size=136_707_194,
    sha256="9b6498b7f62714d67f48f59b3818883cd682dbcd46b9f59511de81c97bb5166c",
)


def find(environment: Mapping[str, str], say: Callable[[str], None], *, release: Release = RELEASE) -> Path:
    """The jar, from the first place that has it; `FIRESTORE_EMULATOR_URL` names a mirror of the download.

    Raises:
        EmulatorMissing: no place has it.
    """
    home = Path(environment.get("HOME") or Path.home())
    ours = Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "matched-personio"
    found = _in_sdk(environment) or _newest(home / ".cache/firebase/emulators") or _cached(ours, release)
    if found:
        return found
    say(f"Fetching the Firestore emulator {release.version} ({release.size // 1_000_000} MB, once).")
    return fetch(replace(release, url=environment.get("FIRESTORE_EMULATOR_URL") or release.url), ours)


def fetch(release: Release, folder: Path, *, silence: float = SILENCE) -> Path:
    """Download `release` into `folder`; nothing of it stays there unless size and hash are right.

    Raises:
        EmulatorMissing: not reachable, broken off, not the bytes that were published, or no room for them.
    """
    part: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as file:
            part = Path(file.name)
            _download(release, file, silence)
        return part.replace(folder / release.file_name)
    except requests.RequestException as fault:
        raise EmulatorMissing(f"The Firestore emulator could not be downloaded: {REMEDY}") from fault
    except OSError as fault:
        raise EmulatorMissing(f"The Firestore emulator could not be stored in {folder}: {REMEDY}") from fault
    finally:
        if part:
            part.unlink(missing_ok=True)


def _download(release: Release, file: IO[bytes], silence: float) -> None:
    digest, size = hashlib.sha256(), 0
    with requests.get(release.url, stream=True, timeout=silence) as answer:
        answer.raise_for_status()
        for chunk in answer.iter_content(1 << 20):
            size += len(chunk)
            if size > release.size:
                break  # an endless body shall not fill the disk
            digest.update(chunk)
            file.write(chunk)
    if size != release.size or digest.hexdigest() != release.sha256:
        raise EmulatorMissing(f"What was downloaded is not the Firestore emulator as published: {REMEDY}")


def _in_sdk(environment: Mapping[str, str]) -> Path | None:
    gcloud = shutil.which("gcloud", path=environment.get("PATH", ""))
    if gcloud is None:
        return None
    for folder in Path(gcloud).resolve().parents:
        if (folder / IN_SDK).is_file():
            return folder / IN_SDK
    return _in_told_sdk(gcloud, environment)


def _in_told_sdk(gcloud: str, environment: Mapping[str, str]) -> Path | None:
    """Ask gcloud itself, which takes a second: where packagers wrap it, it does not lie in its SDK."""
    command = [gcloud, "info", "--format=value(installation.sdk_root)"]
    try:
        done = subprocess.run(
            command, env=dict(environment), capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    root = done.stdout.strip()
    return Path(root) / IN_SDK if root and (Path(root) / IN_SDK).is_file() else None


def _newest(folder: Path) -> Path | None:
    jars = [(_numbers(jar), jar) for jar in folder.glob("cloud-firestore-emulator-v*.jar")]
    return max(jars)[1] if jars else None


def _numbers(jar: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", jar.stem)]


def _cached(folder: Path, release: Release) -> Path | None:
    jar = folder / release.file_name
    return jar if jar.is_file() else None
