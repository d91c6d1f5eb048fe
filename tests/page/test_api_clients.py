"""The popup offers both kinds of credentials; what was pasted into the wrong field moves with one click."""

import pytest
from playwright.sync_api import Locator, expect

from local.scenes.scene import Scene
from tests.page.stages import Visiting, connected
from tests.support.visits import Visit


def credentials(visit: Visit, scene: Scene) -> Locator:
    """The popup at its last step."""
    visit.go("settings")
    visit.press("connection.replace")
    dialog = visit.dialog()
    dialog.get_by_label(visit.say("connection.company_id")).fill(str(scene.account))
    return dialog


def test_a_token_is_replaced_by_a_client_with_the_keyboard(scene: Scene, visiting: Visiting) -> None:
    """An arrow chooses the kind, and the settings then show what the client may and whose account it is."""
    connected(scene)
    visit = visiting()
    visit.go("settings")
    expect(visit.page.get_by_text(visit.say("connection.move"))).to_be_visible()
    visit.accessible()
    dialog = credentials(visit, scene)
    dialog.get_by_role("radio", name=visit.say("connect.kind.token"), exact=False).first.focus()
    visit.page.keyboard.press("ArrowDown")
    expect(dialog.get_by_label(visit.say("connect.token"))).to_have_count(0)
    secret = dialog.get_by_label(visit.say("connect.client.secret"), exact=True)
    assert secret.get_attribute("type") == "password"
    dialog.get_by_label(visit.say("connect.client.id"), exact=True).fill(scene.api_client.id)
    secret.fill(scene.api_client.secret)
    visit.accessible()
    visit.press("done", dialog)
    visit.see(visit.say("connect.replaced.title"), dialog)
    visit.page.keyboard.press("Escape")
    visit.see(visit.say("connection.scopes.both"))
    visit.see(visit.say("connection.account.proven"))
    expect(visit.page.get_by_text(visit.say("connection.move"))).to_have_count(0)
    visit.accessible()


@pytest.mark.parametrize("form", ["{id}\n{secret}", '{{"client_id": "{id}", "client_secret": "{secret}"}}'])
def test_a_pair_in_the_tokens_field_is_carried_over(scene: Scene, visiting: Visiting, form: str) -> None:
    """One click chooses the client and fills both its fields, and then it connects."""
    connected(scene)
    visit = visiting()
    dialog = credentials(visit, scene)
    pasted = form.format(id=scene.api_client.id, secret=scene.api_client.secret).replace("\n", " ")
    dialog.get_by_label(visit.say("connect.token")).fill(pasted)
    visit.press("done", dialog)
    carry = visit.say("connect.carry", field=visit.say("connect.carry.client"))
    expect(dialog.get_by_role("button", name=carry)).to_be_in_viewport(ratio=1)
    dialog.get_by_role("button", name=carry).click()
    id_ = dialog.get_by_label(visit.say("connect.client.id"), exact=True)
    expect(id_).to_have_value(scene.api_client.id)
    expect(id_).to_be_focused()
    expect(dialog.get_by_label(visit.say("connect.client.secret"), exact=True)).to_have_value(
        scene.api_client.secret
    )
    visit.press("done", dialog)
    visit.see(visit.say("connect.replaced.title"), dialog)


def test_swapped_halves_of_a_client_are_swapped_back(scene: Scene, visiting: Visiting) -> None:
    """Once Personio refused them, the looks tell where each belongs, and one click mends both."""
    connected(scene)
    visit = visiting()
    dialog = credentials(visit, scene)
    dialog.locator('input[type="radio"][value="client"]').check()
    dialog.get_by_label(visit.say("connect.client.id"), exact=True).fill(scene.api_client.secret)
    dialog.get_by_label(visit.say("connect.client.secret"), exact=True).fill(scene.api_client.id)
    visit.press("done", dialog)
    carry = visit.say("connect.carry", field=visit.say("connect.carry.client.secret"))
    dialog.get_by_role("button", name=carry).click()
    visit.press("done", dialog)
    visit.see(visit.say("connect.replaced.title"), dialog)
