"""The security rules in force locally: matched.io's part, and what production gets of ours, word for word."""

import re
from pathlib import Path

LOCAL = Path(__file__).with_name("firestore.rules")
DEPLOYED = Path(__file__).parents[1] / "terraform" / "firestore.rules"
_BLOCK = re.compile(r"^ *// -- begin: personio\n.*^ *// -- end: personio\n", re.MULTILINE | re.DOTALL)
_PLACE = "    // -- personio\n"


def composed(local: str | None = None, deployed: str | None = None) -> str:
    """One rules file of both.

    Raises:
        ValueError: where one of the two lacks its marks.
    """
    ours = _BLOCK.search(DEPLOYED.read_text() if deployed is None else deployed)
    theirs = LOCAL.read_text() if local is None else local
    if ours is None or _PLACE not in theirs:
        raise ValueError("the rules have lost the marks between which they are put together")
    return theirs.replace(_PLACE, ours[0])
