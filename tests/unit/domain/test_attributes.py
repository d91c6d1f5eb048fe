"""The table of what an application tells Personio, held against everything that is made from it."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

from shared.adapters.personio.body import build
from shared.domain.application import Application, Document
from shared.domain.attributes import ATTRIBUTES, LISTED, Developer
from shared.domain.ledger.reasons import fingerprint
from shared.domain.ledger.snapshot import Snapshot
from shared.domain.rules import Phase, Rules

DATA_MODEL = Path(__file__).parents[3] / "docs/data-model.md"
GRACE = Developer(
    id="d-2",
    first_name="Grace",
    last_name="Hopper",
    email="grace@example.org",
    gender="female",
    phone="+49 30 1234567",
    location="Berlin",
    birthday=date(1990, 12, 9),
    available_from="sofort",
    salary_expectation="72.000 €",
    profile_url="https://matched.io/d/grace",
    links=("https://github.com/grace",),
    skills=("Python", "COBOL"),
    message="Hallo!",
    cv_url="https://cvs.example.org/grace.pdf",
)


def test_all_that_leaves_is_in_the_table() -> None:
    """Every member and every attribute of the fullest application has its line, and no line is idle."""
    rules = Rules(phase=Phase(type="custom", id=501))
    application = Application(
        position_id=815, developer=GRACE, email=GRACE.email, channel_id=4711, rules=rules
    )
    body = build(application, Document(uuid="u-1", filename="grace.pdf"))
    listed = body.pop("attributes")
    assert isinstance(listed, list)
    assert body.keys() == {each.name for each in ATTRIBUTES if not each.listed}
    assert [each["id"] for each in listed] == [each.name for each in LISTED]


def test_every_field_of_the_profile_is_in_the_table() -> None:
    """What matched.io knows of a developer leaves as a value of the table; the id alone stays."""
    sources = [each.source for each in ATTRIBUTES if each.source]
    assert sorted([*sources, "id"]) == sorted(Developer.__struct_fields__)


def test_personal_data_is_marked_in_the_data_model() -> None:
    """The fields that docs/data-model.md marks **P** are those that the table calls personal."""
    section = DATA_MODEL.read_text().partition("### developers/")[2].partition("\n### ")[0]
    rows = re.findall(r"^\| (.+?) \| .+? \| \*\*P\*\*", section, re.MULTILINE)
    marked = {re.sub(r"\?|\[\]", "", name) for row in rows for name in row.split(", ")}
    assert marked == {each.source for each in ATTRIBUTES if each.personal}


def test_the_fingerprint_of_a_profile_stays() -> None:
    """Entries keep the fingerprint of what was refused; under another one all of it would be sent again."""
    seen = Snapshot(now=datetime(2026, 11, 26, tzinfo=UTC), match_id="m", developer=GRACE)
    assert fingerprint(seen, 815) == "1c58a31d892a238cf4d966891b1b069a55a83db6109078b9076d69ee8120361f"
