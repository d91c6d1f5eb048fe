"""`python -m doctor.page` writes docs/personio-as-assumed.md from the table."""

from collections.abc import Iterator
from pathlib import Path

from doctor.assumptions import TABLE, Assumption, Confidence, Value
from doctor.steps import Need

FILE = Path(__file__).parents[1] / "docs" / "personio-as-assumed.md"
HEAD = """\
# Personio as assumed

For engineers and operators: everything this project assumes of Personio, made by `python -m doctor.page` from
[the table](../doctor/assumptions.py). The stand-in answers as the column "assumed" says; no test of ours can tell whether
Personio does. `make doctor` asks a real account.

## Ask your account

```sh
make doctor                                          # asks for everything it needs, shows its requests first
make doctor ARGS="--language en --report my.json"
make doctor ARGS="--position 123 --email you+probe@example.org --create"
```

It needs Python and the careers page's address; no Java, no emulator, no cloud. With a Company-ID and token, or an API client
(Marketplace > Connected integrations > Create custom integration, scopes "Recruiting" read and write), it asks more. Nothing
is stored. In scripts (`--yes`) the environment names them: `DOCTOR_CAREERS_URL`, `DOCTOR_COMPANY_ID`, `DOCTOR_TOKEN`,
`DOCTOR_CLIENT_ID`, `DOCTOR_CLIENT_SECRET`.

| option | does |
|---|---|
| `--position ID --email ADDRESS --create` | creates one to three applicants under that address, and reads them back; a second `--position` is for "second position" |
| `--limit` | sends too many applications for a position that does not exist; the account's exports rest for a minute |
| `--openapi FILE` | reads the names of v2's query parameters from Personio's published description; only such a name is tried |
| `--report FILE` | where the report goes (`report.json`) |
| `--language de`, `en` · `--yes` | what it speaks · no question before it starts |

Exit code: 0 where nothing is different, 1 where something is (or an applicant came that was not wanted), 2 where it did not
start, 3 where Personio answered to nothing.

The report has shapes, codes, sizes and headers by name; no credentials, no person, no free text. Put it into
tests/samples/live/ and the contract tests replay it. `make doctor REPORT=report.json` prints which switches of the stand-in
make it answer as that account does; with `STAND_IN=http://127.0.0.1:8090` it sets them there (the address before
`/control/` of what `make run` calls Personio's side).

## Everything assumed
"""
PARTS = {
    "F": "The careers page and its feed",
    "R": "Applications",
    "D": "Documents",
    "T": "Access tokens",
    "L": "Reading, and how v2 refuses",
    "P": "Pace",
    "C": "What takes an applicant to find out",
}
CONFIDENCES = {
    Confidence.DOCUMENTED: "Personio's documents",
    Confidence.MEASURED: "measured by others",
    Confidence.INFERRED: "read from others' code",
    Confidence.ASSUMED: "assumed",
}
NEEDS = {
    Need.NOTHING: "harmless",
    Need.TOKEN: "harmless, with a token",
    Need.CLIENT: "harmless, with a client",
    Need.EITHER: "harmless, with a token or client",
    Need.LIMIT: "`--limit`",
    Need.CREATE: "`--create`",
    Need.DRY_RUN: "`--create --openapi`",
    Need.SECOND: "`--create`, two positions",
    Need.READ_BACK: "`--create`, with a client",
}


def page() -> str:
    """The page's text."""
    return HEAD + "".join(line for letter, title in PARTS.items() for line in _part(letter, title))


def _part(letter: str, title: str) -> Iterator[str]:
    yield f"\n### {title}\n\n| no. | claim | assumed | who says so | relied on in | asked |\n|---|---|---|---|---|---|\n"
    for row in TABLE:
        if row.number.startswith(letter):
            says = CONFIDENCES[row.confidence]
            source = says if row.source == "undocumented" else f"{says}: {row.source}"
            cells = (row.number, row.claim.en, f"`{_value(row.assumed)}`", source, row.relied_on, _asked(row))
            yield f"| {' | '.join(cells)} |\n"


def _value(value: Value) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else f"{value}"


def _asked(row: Assumption) -> str:
    if row.why_not:
        return f"no: {row.why_not.en}"
    return NEEDS[row.steps[0].need] if row.steps else "`--openapi`"


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
