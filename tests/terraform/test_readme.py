"""terraform/README.md, the example and the table of regions say what the files say."""

import re

from tests.support.terraform.grants import GRANTS
from tests.support.terraform.workspace import REPOSITORY

TERRAFORM = REPOSITORY / "terraform"
README = (TERRAFORM / "README.md").read_text()
REQUIRED = {"project_id", "firestore_location"}


def input_rows() -> list[str]:
    """A table row per variable, in the order of module/variables.tf."""
    declared = _blocks("variable")
    return [f"| `{name}` | {_default(block)} | {_description(block)} |" for name, block in declared]


def output_rows() -> list[str]:
    """A table row per output, in the order of module/outputs.tf."""
    return [f"| `{name}` | {_description(block)} |" for name, block in _blocks("output")]


def test_the_table_of_inputs_is_variables_tf() -> None:
    """Every variable stands in README.md with its default and its description, and no other."""
    assert re.findall(r"^\| `\w+` \| .* \| .* \|$", _section("Inputs"), re.MULTILINE) == input_rows()


def test_the_table_of_outputs_is_outputs_tf() -> None:
    """Every output stands in README.md with its description, and no other."""
    assert re.findall(r"^\| `\w+` \| .* \|$", _section("Outputs"), re.MULTILINE) == output_rows()


def test_every_role_is_explained() -> None:
    """Each account and role of the grants stands in README.md's table, with its reason."""
    explained = set(
        re.findall(r"^\| `([\w-]+)` \| `([\w./]+)` \| .+ \|$", _section("Accounts and roles"), re.MULTILINE)
    )
    assert explained == {(account, role) for account, role, _, _ in GRANTS}


def test_the_example_sets_what_exists() -> None:
    """terraform.tfvars.example names variables only, and both that have no default."""
    example = (TERRAFORM / "terraform.tfvars.example").read_text()
    set_ = set(re.findall(r"^(\w+) +=", example, re.MULTILINE))
    shown = set_ | set(re.findall(r"^# (\w+) +=", example, re.MULTILINE))
    assert set_ >= REQUIRED
    assert shown <= {name for name, _ in _blocks("variable")}


def test_the_table_of_regions_is_what_is_deployed() -> None:
    """Each region of the EU stands in docs/deployment.md, with where its queue and its schedules go."""
    table = (REPOSITORY / "docs/deployment.md").read_text().partition("\n| region | functions |")[2]
    rows = re.findall(r"^\| (europe-\w+) \| \w+ \| [\w ,]+ \| (\S+) \| (\S+) \|", table, re.MULTILINE)
    tasks, schedules = _regions("regions_with_tasks"), _regions("regions_with_schedules")
    assert rows == [
        (region, *("there" if region in having else "europe-west1" for having in (tasks, schedules)))
        for region in _regions("regions_in_the_eu")
    ]


def _regions(name: str) -> list[str]:
    """The list of that name in locals.tf."""
    text = (TERRAFORM / "module/locals.tf").read_text()
    return re.findall(r'"(europe-\w+)"', re.findall(rf"\b{name} += \[(.*?)\]", text, re.DOTALL)[0])


def _blocks(kind: str) -> list[tuple[str, str]]:
    """(name, text) of each block of `kind`."""
    text = (TERRAFORM / f"module/{kind}s.tf").read_text()
    return re.findall(rf'^{kind} "(\w+)" {{\n(.*?)^}}', text, re.MULTILINE | re.DOTALL)


def _section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def _default(block: str) -> str:
    found = re.search(r"^  default += (.+)$", block, re.MULTILINE)
    return f"`{found[1]}`" if found else "required"


def _description(block: str) -> str:
    found = re.search(r'^  description = "(.*)"$', block, re.MULTILINE)
    assert found, block
    return found[1]
