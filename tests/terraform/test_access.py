"""Who may do what: the whole of it, as a table."""

import re
from collections.abc import Iterable, Mapping

from tests.support.terraform.grants import GRANTS
from tests.support.terraform.workspace import PROJECT, REPOSITORY, Run, Workspace, run

PERMISSION_OF_CALL = {
    "create_secret": "secretmanager.secrets.create",
    "add_secret_version": "secretmanager.versions.add",
    "access_secret_version": "secretmanager.versions.access",
    "destroy_secret_version": "secretmanager.versions.destroy",
    "list_secret_versions": "secretmanager.versions.list",
}


def test_the_grants_are_exactly_the_ones_listed(deployed: Run) -> None:
    """Account, role, scope and condition of each grant stand in the table above; nothing else is granted."""
    assert set(_grants(deployed)) == GRANTS


def test_no_account_is_somebody_elses(deployed: Run) -> None:
    """Each function runs as an account of its own, never as the project's default one."""
    emails = {values["email"]: key for key, values in deployed.of_type("google_service_account").items()}
    runs_as = {
        name: emails[values["service_config"][0]["service_account_email"]]
        for name, values in deployed.of_type("google_cloudfunctions2_function").items()
    }
    assert runs_as == {name: name for name in runs_as}


def test_the_roles_for_secrets_hold_what_the_code_calls(deployed: Run) -> None:
    """The permissions of the custom roles are those of the calls in secrets.py and hash_keys.py, one by one.

    Who ends tokens, as the sweep does, can make none, and who looks up who was erased can make no key.
    """
    roles = deployed.of_type("google_project_iam_custom_role")
    for file, named in (("secrets", "secret_"), ("hash_keys", "hash_")):
        own = [role for name, role in roles.items() if name.startswith(named)]
        permitted = {permission for role in own for permission in role["permissions"]}
        source = (REPOSITORY / f"shared/adapters/gcp/{file}.py").read_text()
        calls = re.findall(r"self\.client\.(\w+)\(", source)
        assert permitted == {PERMISSION_OF_CALL[call] for call in calls}
    made = set(roles["hash_maker"]["permissions"]) - set(roles["hash_reader"]["permissions"])
    assert made == {"secretmanager.versions.add"}
    assert roles["secret_creator"]["permissions"] == ["secretmanager.secrets.create"]
    adding = {"secretmanager.versions.add"}
    assert set(roles["secret_ender"]["permissions"]) == set(roles["secret_keeper"]["permissions"]) - adding


def test_everybody_is_let_in_only_where_the_variable_says_so(variants: dict[str, Run]) -> None:
    """With none no grant names allUsers; a tag, where there is one, is on the frontend's four services."""
    planned = variants["chosen"]
    assert set(planned.of_type("google_cloud_run_service_iam_member")) == {
        "follow_applicants",
        "on_developer_deleted",
        "on_match_written",
        "send_exports",
        "sweep_exports",
        "sync_jobs",
    }
    assert set(planned.of_type("google_tags_location_tag_binding")) == {
        "connect_personio",
        "export_applicant",
        "import_job",
        "list_jobs",
    }


def test_a_function_made_anew_gets_its_callers_again(small: Workspace) -> None:
    """Replacing a function replaces the grant on the service that comes with it, and no other grant."""
    replaced = (
        'plan_options {\n replace = [module.personio.google_cloudfunctions2_function.this["sync_jobs"]]\n}\n'
    )
    again = run("again", "plan").replace("command = plan\n", f"command = plan\n{replaced}")
    planned = small.play(run("first", "apply") + again)["again"]
    grants = {address for address in planned.changed if "iam_member" in address}
    assert grants == {'google_cloud_run_service_iam_member.private["sync_jobs"]'}


def test_another_api_withdraws_no_grant(small: Workspace) -> None:
    """Where an API joins the list, every grant stays as it is: none is taken away and given again."""
    own = {"create_firestore_database": True, "manage_firestore_rules": True}
    planned = small.play(run("before", "apply") + run("after", "plan", own))["after"]
    services = {address for address in planned.changed if address.startswith("google_project_service.")}
    assert services == {'google_project_service.this["firebaserules.googleapis.com"]'}
    assert [address for address in planned.changed if "_iam_" in address] == []


def test_a_deployer_may_act_as_every_account_that_something_runs_as(
    deployed: Run, variants: dict[str, Run]
) -> None:
    """A grant for each deployer on each account but the one that tasks call as, which none names."""
    accounts = {name: values["name"] for name, values in deployed.of_type("google_service_account").items()}
    granted = variants["chosen"].of_type("google_service_account_iam_member")
    assert {
        (each["service_account_id"], each["member"])
        for name, each in granted.items()
        if name.endswith(" group:deployers@matched.io")
    } == {(name, "group:deployers@matched.io") for key, name in accounts.items() if key != "tasks"}


def _grants(deployed: Run) -> Iterable[tuple[str, str, str, str]]:
    accounts = {a["member"]: a["account_id"] for a in deployed.of_type("google_service_account").values()}
    roles = {r["name"]: r["role_id"] for r in deployed.of_type("google_project_iam_custom_role").values()}
    names = {a["name"]: a["account_id"] for a in deployed.of_type("google_service_account").values()}
    for address, values in deployed.resources.items():
        if "_iam_member." in address:
            condition = values["condition"][0]["expression"] if values["condition"] else ""
            member, role = values["member"], values["role"]
            yield accounts.get(member, member), roles.get(role, role), _where(values, names), condition


def _where(values: Mapping[str, str], accounts: Mapping[str, str]) -> str:
    """What a grant opens; an account under the id that stands for its name in `accounts`."""
    if "bucket" in values:
        return f"bucket {values['bucket']}"
    if "service" in values:
        return f"service {values['service']}"
    if "service_account_id" in values:
        return f"account {accounts[values['service_account_id']]}"
    if "secret_id" in values:
        return f"secret {values['secret_id']}"
    if "name" in values:
        return f"queue {values['location']}/{values['name']}"
    return "project" if values["project"] == PROJECT else f"project {values['project']}"
