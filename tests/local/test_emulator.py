"""The emulator is found in a fixed order, fetched only verified, and started with what was found."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from local import emulator, emulator_jar, java
from local.emulator_jar import IN_SDK, Release
from local.loopback import call
from local.missing import EmulatorMissing
from local.ports import ADDRESS, PortTaken, free_port
from local.processes import Processes
from local.scenes.listening import Listener, listening

JAR = b"the jar's bytes" * 1000


class Mirror(BaseHTTPRequestHandler):
    """Serves the jar at /jar, and every way in which a download goes wrong under a path of its own."""

    def do_GET(self) -> None:
        if self.path == "/absent":
            self.send_error(404)
            return
        body = {"/other": JAR[::-1], "/short": JAR[:-1], "/long": JAR + b"more"}.get(self.path, JAR)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if self.path == "/broken" else body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture
def release() -> Iterator[Release]:
    with listening(Listener((ADDRESS, 0), Mirror)) as port:
        url = f"http://{ADDRESS}:{port}/jar"
        yield Release(version="1.22.0", url=url, size=len(JAR), sha256=hashlib.sha256(JAR).hexdigest())


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def jar(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(JAR)
    return path


def test_a_download_with_the_published_hash_is_kept(release: Release, tmp_path: Path) -> None:
    """A jar whose size and hash are the published ones is stored under its version, and nothing beside it."""
    fetched = emulator_jar.fetch(release, tmp_path / "cache")
    assert fetched.read_bytes() == JAR
    assert [file.name for file in fetched.parent.iterdir()] == ["cloud-firestore-emulator-v1.22.0.jar"]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/other", "not the Firestore emulator as published"),
        ("/short", "not the Firestore emulator as published"),
        ("/long", "not the Firestore emulator as published"),
        ("/broken", "could not be downloaded"),
        ("/absent", "could not be downloaded"),
    ],
)
def test_a_bad_download_leaves_nothing(release: Release, tmp_path: Path, path: str, problem: str) -> None:
    """Other bytes, too few, too many, a broken transfer and a 404 are refused; no file stays."""
    with pytest.raises(EmulatorMissing, match=f"{problem}: install it"):
        emulator_jar.fetch(replace(release, url=release.url.replace("/jar", path)), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_no_network_is_one_sentence(release: Release, tmp_path: Path) -> None:
    """Where nobody answers, the sentence says how to get the emulator otherwise."""
    away = replace(release, url=f"http://{ADDRESS}:{free_port()}/jar")
    with pytest.raises(EmulatorMissing, match=r"could not be downloaded: install it"):
        emulator_jar.fetch(away, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_one_sentence(release: Release, tmp_path: Path) -> None:
    """A cache folder that cannot be made is named."""
    (tmp_path / "file").write_text("")
    with pytest.raises(EmulatorMissing, match=r"could not be stored in .*file"):
        emulator_jar.fetch(release, tmp_path / "file")


def test_the_places_come_in_order(release: Release, tmp_path: Path) -> None:
    """First the SDK beside gcloud, then firebase's newest, then our cache, then a download."""
    sentences: list[str] = []
    environment = {
        "HOME": str(tmp_path),
        "PATH": str(tmp_path / "bin"),
        "FIRESTORE_EMULATOR_URL": release.url,
    }
    published = replace(release, url=f"http://{ADDRESS}:{free_port()}/")

    def found() -> Path:
        return emulator_jar.find(environment, sentences.append, release=published)

    fetched = found()
    assert fetched == tmp_path / ".cache/matched-personio/cloud-firestore-emulator-v1.22.0.jar"
    assert len(sentences) == 1
    assert found() == fetched
    firebase = tmp_path / ".cache/firebase/emulators"
    jar(firebase / "cloud-firestore-emulator-v1.9.1.jar")
    newest = jar(firebase / "cloud-firestore-emulator-v1.19.8.jar")
    assert found() == newest
    gcloud = script(tmp_path / "sdk/bin/gcloud", "exit 1")
    in_sdk = jar(tmp_path / "sdk" / IN_SDK)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gcloud").symlink_to(gcloud)
    assert found() == in_sdk
    assert len(sentences) == 1


def test_a_wrapped_gcloud_is_asked_for_its_sdk(release: Release, tmp_path: Path) -> None:
    """A gcloud that does not lie in its SDK tells where that is, whatever it warns about beside."""
    in_sdk = jar(tmp_path / "elsewhere" / IN_SDK)
    script(tmp_path / "bin/gcloud", f"echo careful >&2; echo {tmp_path / 'elsewhere'}")
    environment = {"HOME": str(tmp_path), "PATH": str(tmp_path / "bin")}
    assert emulator_jar.find(environment, print, release=release) == in_sdk


@pytest.mark.parametrize(
    ("version", "number"),
    [('openjdk version "17.0.15" 2025-04-15', 17), ('java version "1.8.0_392"', 8), ("no Java here", None)],
)
def test_java_tells_its_version(tmp_path: Path, version: str, number: int | None) -> None:
    """The major version is read in Java's old and its new way of counting."""
    assert java.version(script(tmp_path / "java", f"echo '{version}' >&2")) == number


def test_a_java_that_fails_is_none(tmp_path: Path) -> None:
    """A placeholder that only says where to get Java is no Java."""
    assert java.version(script(tmp_path / "java", "echo 'version \"17\"'; exit 1")) is None


def test_the_java_on_the_path_is_taken(tmp_path: Path) -> None:
    """A Java that is new enough needs no download."""
    wanted = script(tmp_path / "java", "echo 'openjdk version \"11.0.2\"' >&2")
    assert java.find({"PATH": str(tmp_path)}, pytest.fail) == wanted


def test_without_java_the_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Java too old counts as none, and where PyPI gives none either, the sentence names the remedy."""
    script(tmp_path / "java", "echo 'java version \"1.8.0_392\"' >&2")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    sentences: list[str] = []
    with pytest.raises(EmulatorMissing, match=r"install Java 11 or newer"):
        java.find({"PATH": str(tmp_path)}, sentences.append, lock=tmp_path / "no-such-lock.txt")
    assert len(sentences) == 1


def test_a_taken_port_is_named(tmp_path: Path, release: Release) -> None:
    """Where somebody listens already, nothing is started."""
    taken = int(release.url.split(":")[2].split("/")[0])
    with (
        Processes(logs=tmp_path) as processes,
        pytest.raises(PortTaken, match=f"Port {taken} is already in use"),
    ):
        emulator.start(processes, port=taken, environment=found_in(tmp_path, "sleep 60"))
    assert processes.programs == []


def found_in(folder: Path, java_does: str) -> dict[str, str]:
    """An environment whose Java does as told, whatever it is given to run."""
    jar(folder / ".cache/firebase/emulators/cloud-firestore-emulator-v1.0.0.jar")
    version = 'if [ "$1" = -version ]; then echo \'version "17"\' >&2; exit; fi'
    script(folder / "bin/java", f"{version}\n{java_does}")
    return {"HOME": str(folder), "PATH": str(folder / "bin")}


def test_an_emulator_that_dies_is_told_with_its_last_words(tmp_path: Path) -> None:
    """One that ends while starting counts as missing, its last lines are quoted, and nothing runs on."""
    environment = found_in(tmp_path, "echo no heap left; exit 3")
    with Processes(logs=tmp_path) as processes:
        with pytest.raises(EmulatorMissing, match=r"no heap left"):
            emulator.start(processes, port=free_port(), environment=environment)
        assert processes.programs == []


@pytest.mark.emulator
def test_the_real_one_starts_empties_and_obeys_its_rules(tmp_path: Path) -> None:
    """Started with rules that refuse all, strangers get 403; the owner writes; `clear` leaves nothing."""
    rules = tmp_path / "none.rules"
    rules.write_text(
        "rules_version = '2'; service cloud.firestore"
        " { match /databases/{d}/documents/{p=**} { allow read: if false; } }"
    )
    with Processes(logs=tmp_path) as processes:
        port = free_port()
        started = emulator.start(processes, port=port, rules=rules)
        document = f"http://{ADDRESS}:{port}/v1/projects/p/databases/(default)/documents/matches/m1"
        assert call("PATCH", document, b"{}", emulator.OWNER)[0] == 200
        assert call("GET", document)[0] == 403
        emulator.clear(f"{ADDRESS}:{port}", project="p")
        assert call("GET", document, headers=emulator.OWNER)[0] == 404
    assert started.process.poll() is not None
