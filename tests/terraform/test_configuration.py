"""terraform/ by itself: its format, its types, and the tests that an engineer runs there by hand."""

import re
from pathlib import Path

from local.functions import names
from tests.support.terraform.workspace import REPOSITORY, Run, Workspace

TERRAFORM = REPOSITORY / "terraform"


def test_every_file_has_terraforms_own_format(small: Workspace) -> None:
    """`terraform fmt` has nothing to change."""
    assert small.terraform("fmt", "-check", "-recursive").stdout == ""


def test_it_is_valid_against_the_providers_schema(small: Workspace) -> None:
    """Every argument, block, type and reference is one that the provider knows."""
    done = small.terraform("validate", "-no-color")
    assert done.returncode == 0, done.stderr


def test_its_own_tests_pass(by_hand: dict[str, Run]) -> None:
    """`terraform test` passes: regions, databases and prefix are worked out as described."""
    assert {name: (done.status, done.errors) for name, done in by_hand.items()} == {
        name: ("pass", []) for name in by_hand
    }
    assert {name.partition("/")[0] for name in by_hand} == {"examples", "places", "upgrade"}


def test_every_example_is_planned(by_hand: dict[str, Run]) -> None:
    """Each folder of examples/ has its run, and makes every function in each of its environments."""
    folders = {folder.name.replace("-", "_") for folder in (TERRAFORM / "examples").iterdir()}
    made = {
        name.partition("/")[2]: sum("google_cloudfunctions2_function.this" in each for each in done.resources)
        for name, done in by_hand.items()
        if name.startswith("examples/")
    }
    every = len(names())
    assert made == {name: 2 * every if name == "two_environments" else every for name in folders}


def test_an_existing_project_keeps_what_it_has(by_hand: dict[str, Run]) -> None:
    """No database, no rules and no audit settings are made, and a tag is what lets browsers in."""
    kinds = {address.split(".")[0] for address in by_hand["examples/existing_project"].resources}
    assert "google_tags_location_tag_binding" in kinds
    assert (
        not {
            "google_firestore_database",
            "google_firebaserules_release",
            "google_firebaserules_ruleset",
            "google_project_iam_audit_config",
        }
        & kinds
    )


def test_stagings_functions_call_the_stand_in(by_hand: dict[str, Run]) -> None:
    """It runs once, since it remembers in memory, as an account without any role, from its own repository."""
    staging = by_hand["examples/staging_with_stand_in"]
    (service,) = staging.of_type("google_cloud_run_v2_service").values()
    (template,) = service["template"]
    assert [(each["min_instance_count"], each["max_instance_count"]) for each in template["scaling"]] == [
        (1, 1)
    ]
    for variable, value in (
        ("personio_api_url", "google_cloud_run_v2_service.stand_in.uri"),
        ("personio_jobs_url", '"${google_cloud_run_v2_service.stand_in.uri}/boards/{slug}.{tld}"'),
    ):
        assert re.search(rf"{variable} += {re.escape(value)}\n", _example("staging-with-stand-in"))


def test_a_module_is_anybodys_to_call() -> None:
    """No provider and no backend stands in the module, so that `for_each` may be used on it."""
    text = "\n".join(file.read_text() for file in (TERRAFORM / "module").glob("*.tf"))
    assert re.findall(r'^ *(?:provider|backend) "', text, re.MULTILINE) == []


def test_the_root_passes_everything_on() -> None:
    """Each variable of the module is one of the root, with its type and words; so is each output."""
    taken = _declared(TERRAFORM / "module", "variable")
    assert _declared(TERRAFORM, "variable") == taken
    assert _declared(TERRAFORM, "output") == _declared(TERRAFORM / "module", "output")
    passed = re.findall(r"^  (\w+) += var\.(\w+)$", (TERRAFORM / "main.tf").read_text(), re.MULTILINE)
    assert passed == [(name, name) for name in taken]


def test_a_stand_in_of_the_provider_learns_every_kind() -> None:
    """places.tftest.hcl names each kind that the module makes: offline, its schema is looked up by that."""
    made = set()
    for file in (TERRAFORM / "module").glob("*.tf"):
        made |= set(re.findall(r'^resource "(google_\w+)"', file.read_text(), re.MULTILINE))
    named = re.findall(r'mock_resource "(\w+)"', (TERRAFORM / "tests/places.tftest.hcl").read_text())
    assert named == sorted(made)


def _declared(folder: Path, kind: str) -> dict[str, str]:
    """Name → description and type of each block."""
    text = (folder / f"{kind}s.tf").read_text()
    blocks = re.findall(rf'^{kind} "(\w+)" {{\n(.*?)^}}', text, re.MULTILINE | re.DOTALL)
    rest = r"^  (?:default|nullable|value|validation)\b.*"
    return {name: re.sub(rest, "", body, flags=re.MULTILINE | re.DOTALL).strip() for name, body in blocks}


def _example(name: str) -> str:
    return (TERRAFORM / "examples" / name / "main.tf").read_text()
