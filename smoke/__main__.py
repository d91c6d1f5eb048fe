"""Ask a real deployment whether it is there and works; exits 0 only if nothing was found.

    python -m smoke --project PROJECT [--project PROJECT] [--outputs FILE] [--load-balancer URL]
        [--without-canary]

What it looks at, and the canary's settings: smoke/README.md.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import google.auth
import requests
from google.auth.transport.requests import Request
from google.cloud import firestore

from smoke import front, resources
from smoke.canary import Account, Canary, Fell
from smoke.deployment import Deployment, Refused
from smoke.google import Google
from smoke.sign_in import FirebaseSignIn, NoSignIn
from smoke.times import table

TERRAFORM = Path(__file__).parents[1] / "terraform"
SCOPE = "https://www.googleapis.com/auth/cloud-platform"
NEEDED = ("SMOKE_CAREERS_URL", "SMOKE_COMPANY_ID", "SMOKE_TOKEN", "FIREBASE_API_KEY", "SMOKE_SIGNER")


def main(arguments: Sequence[str] | None = None) -> int:
    """0: nothing was found; 1: something was; 2: refused."""
    asked = _asked(arguments)
    try:
        deployment = Deployment.of(asked.outputs.read_text() if asked.outputs else _outputs())
        deployment.permit(asked.project)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    google_ = Google(token=_login())
    found = list(_looked_at(deployment, google_, asked.load_balancer))
    if not asked.without_canary:
        found += _played(deployment, google_, asked.load_balancer, os.environ)
    for finding in found:
        print(f"✗ {finding}")
    print("Nothing found." if not found else f"{len(found)} found.")
    return 1 if found else 0


def _asked(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="smoke")
    parser.add_argument(
        "--project", action="append", required=True, help="twice where it is no staging or test"
    )
    parser.add_argument("--outputs", type=Path, help="a file with what `terraform output -json` printed")
    parser.add_argument(
        "--load-balancer", help="where only it may call: its address before /connect-personio"
    )
    parser.add_argument("--without-canary", action="store_true", help="look only, write nothing")
    return parser.parse_args(arguments)


def _looked_at(deployment: Deployment, google_: Google, load_balancer: str | None) -> Iterator[str]:
    for name, findings in (
        ("front", front.findings(deployment, load_balancer)),
        *((name, check(deployment, google_)) for name, check in resources.CHECKS.items()),
    ):
        said = _heard(findings)
        print(f"{'✗' if said else '✓'} {name}")
        yield from said


def _heard(findings: Iterator[str]) -> list[str]:
    try:
        return list(findings)
    except requests.RequestException as fault:
        return [f"no answer: {type(fault).__name__}"]


def _played(
    deployment: Deployment, google_: Google, load_balancer: str | None, environment: Mapping[str, str]
) -> list[str]:
    if deployment.balanced and load_balancer is None:
        return ["canary: not played, nobody but the load balancer may call"]
    if missing := [name for name in NEEDED if not environment.get(name)]:
        return [f"canary: not played, {', '.join(missing)} missing (or say --without-canary)"]
    sign_in = FirebaseSignIn(
        google=google_, signer=environment["SMOKE_SIGNER"], api_key=environment["FIREBASE_API_KEY"]
    )
    canary = Canary(
        functions=deployment.called_at(load_balancer) if load_balancer else deployment.functions,
        client=firestore.Client(project=deployment.project, database=deployment.database),
        sign_in=sign_in.token,
        account=Account(
            careers_url=environment["SMOKE_CAREERS_URL"],
            company_id=environment["SMOKE_COMPANY_ID"],
            token=environment["SMOKE_TOKEN"],
            records_url=environment.get("SMOKE_RECORDS_URL"),
        ),
    )
    try:
        canary.play()
    except (Fell, NoSignIn) as fell:
        return [f"canary: {fell}"]
    except requests.RequestException as fault:
        return [f"canary: no answer: {type(fault).__name__}"]
    finally:
        print(*table(canary.steps, canary.successes), sep="\n")
    return []


def _outputs() -> str:
    done = subprocess.run(
        ["terraform", "output", "-json"], cwd=TERRAFORM, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(f"terraform output -json: {done.stderr.strip()}")
    return done.stdout


def _login() -> str:
    credentials, _ = google.auth.default(scopes=[SCOPE])
    credentials.refresh(Request())
    return str(credentials.token)


if __name__ == "__main__":
    sys.exit(main())
