"""What the pages name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("terraform/*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)\s#]*)(?:#([\w-]+))?\)")
FILE = re.compile(
    r"(?<![\w/.{-])((?:bench|docs|functions|local|requirements|shared|terraform|tests)/[\w./-]*\w\.\w+)"
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_names_exists(page: Path) -> None:
    """Each link leads to a file and, where it names one, to a heading of it; each path is a file's."""
    text = page.read_text()
    links = [(page.parent / path if path else page, heading) for path, heading in LINK.findall(text)]
    broken = [path for path, _ in links if not path.exists()]
    lost = [f"{path}#{heading}" for path, heading in links if heading and heading not in _headings(path)]
    gone = [path for path in FILE.findall(text) if not (ROOT / path).is_file()]
    assert (broken, lost, gone) == ([], [], [])


def test_every_event_of_the_log_is_explained() -> None:
    """Each event that log.py writes is a word of the table "Log events" in operations.md."""
    source = (ROOT / "shared/log.py").read_text()
    written = re.findall(r'(?:_write\(\s*[^,]+,|_severity_and_event\(entry,)\s*"(\w+)"', source)
    table = (ROOT / "docs/operations.md").read_text().partition("\n## Log events\n")[2]
    assert written
    assert [event for event in written if f"`{event}`" not in table] == []


def _headings(page: Path) -> set[str]:
    """The anchors that GitHub makes of a page's headings."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
