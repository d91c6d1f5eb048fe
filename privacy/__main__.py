"""One person, by hand: what is held of them in a deployment, and their erasure.

    python -m privacy --project PROJECT --developer ID [--database NAME] [--erase [--yes]] [--json]

Without --erase nothing is written. Needs the rights of docs/operations.md, "One person, by hand".
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence

from privacy import told
from shared.domain.attributes import Developer
from shared.domain.errors import Unavailable
from shared.use_cases.dossier import Dossier, Dossiers
from shared.use_cases.erasing import Erasing

DONE, LEFT, REFUSED, SILENT = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """0: done; 1: something is left, come again; 2: refused; 3: Google did not answer."""
    asked = _parser().parse_args(arguments)
    os.environ["GOOGLE_CLOUD_PROJECT"] = asked.project
    os.environ["FIRESTORE_DATABASE"] = asked.database
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    from shared import wiring  # its settings are read once, from what was just set

    return run(asked, wiring.dossiers(), wiring.erasing(), _profile, input, print)


def run(
    asked: Namespace,
    dossiers: Dossiers,
    erasing: Erasing,
    profile_of: Callable[[str, Dossier], Developer | None],
    ask: Callable[[str], str],
    say: Callable[[str], None],
) -> int:
    """The same on what it is given."""
    developer_id = asked.developer
    try:
        dossier = dossiers.of(developer_id)
        if asked.json:
            say(told.as_json(developer_id, dossier))
        else:
            say(f"Project {asked.project}, database {asked.database}, developer {developer_id}:")
            say("\n".join(told.lines(dossier)))
        if not asked.erase:
            return DONE
        if dossier.held.profile:
            say(
                "The profile is still there: deleting it erases by itself. A new success would be sent again."
            )
        if not (asked.yes or _agreed(ask)):
            say("Nothing was changed.")
            return REFUSED
        stays = bool(dossier.held.profile)
        erasure = erasing.erase(developer_id, profile_of(developer_id, dossier), profile_stays=stays)
    except ValueError as nobody:
        say(f"{nobody}.")
        return REFUSED
    except Unavailable as silent:
        say(f"{silent}. Nothing is known to have changed: come again.")
        return SILENT
    say(told.done(erasure))
    return LEFT if erasure.left else DONE


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="make person", description="What is held of one person; --erase erases them."
    )
    parser.add_argument("--project", required=True, help="the Google Cloud project of the deployment")
    parser.add_argument("--database", default="(default)", help="of Firestore")
    parser.add_argument("--developer", required=True, help="the id under developers/")
    parser.add_argument("--erase", action="store_true", help="erase; shows first, and asks")
    parser.add_argument("--yes", action="store_true", help="no question")
    parser.add_argument("--json", action="store_true", help="print all that is held, for whoever asked")
    return parser


def _agreed(ask: Callable[[str], str]) -> bool:
    try:
        return ask("Erase this person? It cannot be undone. (yes) ").strip().lower() == "yes"
    except EOFError:
        return False


def _profile(developer_id: str, dossier: Dossier) -> Developer | None:
    """For the companies that are told."""
    from shared.adapters.gcp import documents

    found = next(iter(dossier.held.profile.values()), None)
    return documents.developer(developer_id, found) if found else None


if __name__ == "__main__":
    sys.exit(main())
