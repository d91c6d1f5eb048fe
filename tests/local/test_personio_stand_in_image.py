"""The stand-in as a container: what its Dockerfile copies is enough, and answers as the example says."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from local.personio.server import control

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "terraform/examples/staging-with-stand-in"
DOCKERFILE = (EXAMPLE / "Dockerfile").read_text()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The stand-in's, run by the image's command from nothing but what the image holds."""
    for source, target in re.findall(r"^COPY (\S+) \./(\S*)$", DOCKERFILE, re.MULTILINE):
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, tmp_path / target)
        else:
            (tmp_path / target).mkdir(exist_ok=True)
            shutil.copy(ROOT / source, tmp_path / target)
    program, *arguments = json.loads(DOCKERFILE.partition("CMD ")[2])
    assert (program, arguments[-2:]) == ("python", ["--port", "8080"])
    running = subprocess.Popen(
        [sys.executable, *arguments[:-1], "0"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout
    with running:
        yield running.stdout.readline().split()[-1]
        running.terminate()


def test_the_image_holds_all_that_it_needs(address: str) -> None:
    """A company is put there as the page says; its board is where the functions look for it."""
    put = re.search(r'-d "(\{.+\})"$', (ROOT / "docs/deployment.md").read_text(), re.MULTILINE)
    assert put
    company = json.loads(put[1].replace('\\"', '"').replace("$SMOKE_TOKEN", "0" * 40))
    control(address, "PUT", "/companies/4711", company)
    feed = requests.get(f"{address}/boards/smoke.de/xml", timeout=30)
    assert feed.content.count(b"<position>") == 3


def test_the_port_is_the_services() -> None:
    """What Cloud Run calls is where the command listens, on every address."""
    (port,) = re.findall(r"container_port += (\d+)", (EXAMPLE / "main.tf").read_text())
    assert DOCKERFILE.rstrip().endswith(f'"--host", "0.0.0.0", "--port", "{port}"]')
