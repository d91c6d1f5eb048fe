"""`make doctor REPORT=report.json`: has the stand-in answer as the account did that the doctor asked.

Prints the switches as JSON; with a stand-in's address behind the report it sets them there.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from local.personio.server import control
from local.personio.switches import Switches, overridden


def switches(report: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The switches that a report sets, and the numbers of what is different and no switch can play."""
    values: dict[str, Any] = {}
    unplayed: list[str] = []
    for finding in report["findings"]:
        if "observed" not in finding:
            continue
        value = {finding.get("switch", ""): finding["observed"]}
        try:
            overridden(Switches(), value)
        except ValueError:
            if finding["verdict"] == "≠":
                unplayed.append(finding["number"])
        else:
            values |= value
    return values, unplayed


def main(arguments: Sequence[str]) -> int:
    """The exit code: 1 where there is no such report."""
    file, *addresses = arguments
    try:
        values, unplayed = switches(json.loads(Path(file).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as unreadable:
        print(f"{file} is no report of the doctor's: {type(unreadable).__name__}", file=sys.stderr)
        return 1
    print(json.dumps(values, indent=1))
    if unplayed:
        print(f"Different, and played by no switch: {', '.join(unplayed)}", file=sys.stderr)
    for address in addresses:
        control(address, "PUT", "/switches", values)
        print(f"Set at {address}.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
