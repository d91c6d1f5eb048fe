"""What the page's tests share: visits that end by themselves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from local.scenes.scene import Scene
from tests.page.stages import Visiting
from tests.support.visits import PATIENCE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def visiting(chromium: "Browser", scene: Scene) -> Iterator[Visiting]:
    """Begins visits and ends them; a test fails where the browser complained."""
    begun: list[Visit] = []

    def begin(**how: object) -> Visit:
        begun.append(Visit.begin(chromium, scene, **how))  # type: ignore[arg-type]  # any of Visit.begin's own options
        return begun[-1]

    yield begin
    for visit in begun:
        visit.end()
