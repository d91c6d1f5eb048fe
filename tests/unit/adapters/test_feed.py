"""A feed's bytes → positions: what is read, what is left out, what is refused."""

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from local.scenes.feeds import board
from shared.adapters.personio import feed_slices
from shared.adapters.personio.feed_xml import MAX_POSITIONS, merged, readers
from shared.adapters.personio.feed_xml import parse as parse_all
from shared.domain.errors import Problem
from shared.domain.jobs.position import Position, Salary, Section
from tests.samples.feeds.bombs import BOMBS

pytestmark = pytest.mark.wire

SAMPLES = Path(__file__).parents[2] / "samples" / "feeds"


def parse(body: bytes, language: str = "de") -> tuple[Position, ...]:
    return parse_all({language: body})


def sample(name: str, language: str = "de") -> tuple[Position, ...]:
    return parse((SAMPLES / f"{name}.xml").read_bytes(), language)


def test_every_element() -> None:
    """Each documented element arrives trimmed in its field; contact persons and empty offices do not."""
    (position,) = sample("full")
    assert position == Position(
        id=2101,
        title="Backend-Entwickler:in (w/m/d)",
        descriptions={
            "de": (
                Section(
                    heading="Deine Aufgaben",
                    html="<ul><li>Schnittstellen &amp; Dienste bauen</li><li>größer als 1 > 0</li></ul>",
                ),
                Section(heading="Das bringst du mit", html="• Python<br>• Neugier"),
            )
        },
        subcompany="Hafenwerk GmbH",
        office="Bremen",
        additional_offices=("Oldenburg", "Remote"),
        department="Produkt & Technik",
        employment_type="permanent",
        seniority="experienced",
        schedule="full-time",
        years_of_experience="2-5",
        keywords=("Python", "Django", "PostgreSQL"),
        created_at="2026-09-01T08:30:00+0200",
        salary=Salary(minimum="60000", maximum=None, currency="EUR", period="yearly"),
    )
    assert position.offices == ("Bremen", "Oldenburg", "Remote")


def test_nothing_but_an_id() -> None:
    """Elements that are missing or empty are None or empty; a salary without any bound is none."""
    evergreen, bare = sample("bare")
    assert bare == Position(id=8, title="")
    assert (evergreen.office, evergreen.department, evergreen.salary) == (None, None, None)


def test_single_escaped_section() -> None:
    """A description of one section, written with entities instead of CDATA, is a list of one."""
    evergreen, _ = sample("bare")
    assert evergreen.title == "Initiativbewerbung"
    assert evergreen.descriptions == {
        "de": (Section(heading="Über uns", html="<p>Schreib uns &amp; erzähl von dir</p>"),)
    }


def test_open_sets() -> None:
    """Words nobody documented are kept, unknown elements ignored with all that is in them."""
    (position,) = sample("open_sets")
    assert (position.id, position.title) == (31, "Saisonkraft")
    assert (position.employment_type, position.seniority) == ("seasonal_worker", "wizard")
    assert (position.schedule, position.years_of_experience) == ("four-day-week", "ht15")
    assert position.salary == Salary(minimum=None, maximum="17.5", currency="CHF", period=None)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("100000.00", "100000"),
        ("100000", "100000"),
        ("0.50", "0.5"),
        ("007", "7"),
        ("0.00", "0"),
        ("1e5", None),
        ("-1", None),
        ("1,000", None),
        ("٣", None),
        ("1" * 16, None),
        ("NaN", None),
    ],
)
def test_salary_bounds(written: str, read: str | None) -> None:
    """A bound is a plain decimal without trailing zeros; anything else is no bound."""
    salary = f"<salaryInformation><min>1</min><max>{written}</max></salaryInformation>"
    body = f"<workzag-jobs><position><id>1</id>{salary}</position></workzag-jobs>"
    (position,) = parse(body.encode())
    assert position.salary is not None
    assert position.salary.maximum == read


def test_text_in_no_wanted_language() -> None:
    """A position without a text in this language is there, and does not claim to have one."""
    backend, adviser = sample("other_language", "fr")
    assert (backend.id, adviser.title) == (2101, "Conseiller")
    assert backend.languages == ()


def test_ids() -> None:
    """Of equal ids the first counts; what has no id Personio could know is left out, the others stay."""
    assert [(position.id, position.title) for position in sample("odd_ids")] == [(5, "first"), (6, "last")]


@pytest.mark.parametrize("after", [1, feed_slices.CUT_AFTER])
def test_decoys(after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends of positions in comments, instructions and texts end nothing."""
    monkeypatch.setattr(feed_slices, "CUT_AFTER", after)
    first, second = sample("decoys")
    assert (first.id, first.title) == (3, "before in & between </position> <!--  behind")
    assert (second.id, second.title) == (4, "abcd")


def test_windows_file() -> None:
    """A byte order mark and Windows' line ends change nothing."""
    text = (SAMPLES / "full.xml").read_text().replace("<br>", "<br>\n")
    assert parse(text.replace("\n", "\r\n").encode("utf-8-sig")) == parse(text.encode())


def _declared(encoding: str, body: bytes) -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n'.encode() + body


@pytest.mark.parametrize("after", [1, feed_slices.CUT_AFTER])
@pytest.mark.parametrize("encoding", ["ISO-8859-1", "iso-8859-15", "windows-1252", "utf-8"])
def test_encodings(encoding: str, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed that says in which encoding it is reads as in UTF-8: titles, sections and all that follows."""
    monkeypatch.setattr(feed_slices, "CUT_AFTER", after)
    body = _board(_position(1, "Köchin", "größer"), _position(2, "Bäcker", "früh")).decode()
    assert parse(_declared(encoding, body.encode(encoding))) == parse(body.encode())


@pytest.mark.parametrize(
    ("encoding", "byte"),
    [
        ("utf-8", b"\xfc"),
        ("us-ascii", b"\xfc"),
        ("windows-1252", b"\x81"),  # stands for nothing there
        ("utf-16", b"x"),
        ("utf-7", b"x"),
        ("klingon", b"x"),
        ("", b"x"),
    ],
)
@pytest.mark.parametrize("place", ["title", "section"])
def test_wrong_encodings(encoding: str, byte: bytes, place: str) -> None:
    """A feed that is not what it says, or says what nobody here reads, is unreadable."""
    body = _board(_position(1, "?", "") if place == "title" else _position(1, "", "?")).replace(b"?", byte)
    with pytest.raises(Problem, match="feed_unreadable") as refused:
        parse(_declared(encoding, body))
    assert refused.value.__cause__ is None


def test_empty_board() -> None:
    """A board without positions is a feed like any other."""
    assert sample("empty") == ()
    assert parse(b"<workzag-jobs/>") == ()


@pytest.mark.parametrize("count", [300, 3_000])
def test_large_boards(count: int) -> None:
    """All positions of a large board arrive whole and in order."""
    positions = parse(board(count))
    assert [position.id for position in positions] == list(range(100_000, 100_000 + count))
    for position in positions:
        sections = position.description("de")
        assert len(sections) == 5
        assert all(section.html.startswith(f"de {position.id} <p>Wir") for section in sections)
        assert all(section.html.endswith("</ul>") for section in sections)


@pytest.mark.parametrize(
    "body",
    [
        (SAMPLES / "broken_root.xml").read_bytes(),
        (SAMPLES / "full.xml").read_bytes()[:-30],
        board(100)[:-30],
        (SAMPLES / "full.xml").read_bytes() + b"<more/>",
        (SAMPLES / "full.xml").read_text().encode("utf-16"),
        '<?xml version="1.0" encoding="UTF-16"?><workzag-jobs/>'.encode("utf-16"),
        b"<workzag-jobs><position><id>1</id><name>\xfc</name></position></workzag-jobs>",
        b"<workzag-jobs><position><id>1</name></position></workzag-jobs>",
        b"<workzag-jobs><position><id>&#0;</id></position></workzag-jobs>",
        b"<jobs><position><id>1</id></position></jobs>",
        b"<workzag-jobsx/>",
        b"{}",
        b"",
    ],
    ids=range(13),
)
def test_malformed(body: bytes) -> None:
    """What is no whole feed is unreadable, never shorter than it was; its text is quoted nowhere."""
    with pytest.raises(Problem) as refused:
        parse(body)
    assert refused.value.code == "feed_unreadable"
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(name: str) -> None:
    """A document made to hurt is refused within 100 ms of CPU and 50 MB of memory."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.samples.feeds.bombs", name],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=True,
        text=True,
    )
    cost = json.loads(ran.stdout)
    assert cost["answer"] == "feed_unreadable"
    assert cost["cpu"] < 0.1
    assert cost["bytes"] < 50_000_000


def test_too_many_positions() -> None:
    """A board beyond any company's size is refused, however plain."""
    with pytest.raises(Problem):
        parse(
            b"<workzag-jobs>"
            + b"".join(
                b"<position><id>%d</id><name>xxxxx</name></position>" % n for n in range(MAX_POSITIONS + 1)
            )
            + b"</workzag-jobs>",
            "de",
        )


def _position(id_: int, title: str, text: str = "") -> str:
    section = f"<jobDescription><name>{title}</name><value><![CDATA[{text}]]></value></jobDescription>"
    return (
        f"<position><id>{id_}</id><name>{title}</name><jobDescriptions>{section}</jobDescriptions></position>"
    )


def _board(*positions: str) -> bytes:
    return f"<workzag-jobs>{''.join(positions)}</workzag-jobs>".encode()


def test_languages_as_one() -> None:
    """Attributes are those of the first language, texts of every one; what came later comes last."""
    cook, waiter, new = parse_all(
        {
            "de": _board(
                _position(1, "Köchin", "deutsch"), _position(2, "Kellner"), _position(1, "again", "again")
            ),
            "en": _board(
                _position(3, "New"), _position(2, "Waiter", "english"), _position(1, "Cook", "english")
            ),
        }
    )
    assert (cook.title, cook.languages) == ("Köchin", ("de", "en"))
    assert [section.html for section in cook.description("de")] == ["deutsch"]
    assert (waiter.title, waiter.languages) == ("Kellner", ("en",))
    assert (new.id, new.title, new.languages) == (3, "New", ())


@pytest.mark.parametrize("text", ["]", "]" * 40 + "]", "[w/m/d] ] ]] > ]]&gt; " * 20 + "]", "a]]]"])
def test_brackets(text: str) -> None:
    """A text ends where it ends, however many brackets stand in it."""
    section = f"<jobDescription><name>H</name><value><![CDATA[{text}]]></value></jobDescription>"
    body = _board(f"<position><id>1</id><jobDescriptions>{section * 2}</jobDescriptions></position>")
    (position,) = parse(body)
    assert position.description("de") == (Section(heading="H", html=text),) * 2


@pytest.mark.parametrize("piece", [1, 7, 1_000])
@pytest.mark.parametrize("name", ["full", "bare", "decoys", "odd_ids", "other_language"])
def test_pieces(name: str, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the bytes are divided on their way, they read the same."""
    body = (SAMPLES / f"{name}.xml").read_bytes()
    whole = parse(body)
    monkeypatch.setattr(feed_slices, "CUT_AFTER", 1)
    (reader,) = readers(["de"])
    for at in range(0, len(body), piece):
        reader.write(body[at : at + piece])
    assert merged([reader]) == whole
    assert reader.size == len(body)


def test_languages_arrive_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which language is here first changes nothing: the first that was asked for is told first."""
    monkeypatch.setattr(feed_slices, "CUT_AFTER", 1)
    bodies = {
        "de": _board(_position(1, "Köchin", "deutsch"), _position(2, "Kellner")),
        "en": _board(_position(3, "New"), _position(2, "Waiter", "english"), _position(1, "Cook", "english")),
    }
    reading = readers(bodies)
    for reader, body in reversed(list(zip(reading, bodies.values(), strict=True))):
        reader.write(body)
    assert merged(reading) == parse_all(bodies)


def test_nothing_stays_of_what_nobody_wants() -> None:
    """While a board is read without its texts, memory holds a part of its bytes and what is kept."""
    body = memoryview(board(1_000))
    (reader,) = readers(["de"], wanted=())
    tracemalloc.start()
    try:
        for at in range(0, len(body), 65_536):
            reader.write(bytes(body[at : at + 65_536]))
        positions = merged([reader])
        del reader
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    weight = sum(position.weight for position in positions)
    assert len(positions) == 1_000
    assert peak < len(body) / 2
    assert 0.7 * held < weight < 1.4 * held


def test_an_endless_position() -> None:
    """A position that does not end within the limits is refused before all of it is held."""
    (reader,) = readers(["de"])
    reader.write(b"<workzag-jobs><position>")
    tracemalloc.start()
    try:
        for _ in range(64):
            reader.write(b"<office>" + b"x" * 1_000_000 + b"</office>")
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()
    with pytest.raises(Problem, match="feed_unreadable"):
        merged([reader])


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff"),
    max_size=30,
)
TAGS = st.sampled_from(
    [
        *("position", "id", "name", "office", "additionalOffices", "keywords", "unknown"),
        *("jobDescriptions", "jobDescription", "value", "salaryInformation", "min", "max", "type"),
    ]
)


def _element(tag: str, content: list[str], attributes: str) -> str:
    return f"<{tag}{attributes}>{''.join(content)}</{tag}>"


def _no_double_dash(text: str) -> str:
    return text.replace("-", "")


PIECES = st.one_of(
    TEXTS.map(escape),
    TEXTS.map(lambda text: f"<![CDATA[{text.replace(']]>', '')}]]>"),
    TEXTS.map(lambda text: f"<!--{_no_double_dash(text)}-->"),
    TEXTS.map(lambda text: f"<?x {text.replace('?>', '')} ?>"),
    st.sampled_from(["7", "&#8364;", "<![CDATA[</position>]]>", "<!--</position>-->", "\ue0000\ue000"]),
)
TREES = st.recursive(
    PIECES,
    lambda inner: st.builds(
        _element, TAGS, st.lists(inner, max_size=6), st.sampled_from(["", ' a="1"', ' b="&lt;x>"'])
    ),
    max_leaves=40,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(TREES, max_size=8))
def test_any_well_formed_document(trees: list[str]) -> None:
    """Any well-formed document is read, or refused in our own words."""
    body = f"<workzag-jobs>{''.join(trees)}</workzag-jobs>".encode()
    etree.fromstring(body)
    for after in (1, feed_slices.CUT_AFTER):
        with pytest.MonkeyPatch.context() as patch, suppress(Problem):
            patch.setattr(feed_slices, "CUT_AFTER", after)
            assert all(position.id >= 0 for position in parse(body))


SECTIONS = st.lists(st.tuples(TEXTS, TEXTS | st.just(""), TEXTS, TEXTS | st.just("")), max_size=4)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXTS, SECTIONS, st.sampled_from(["", " ", "<!--x-->", "<?x?>"])), max_size=20))
def test_texts_arrive_as_written(written: list[tuple[str, list[tuple[str, str, str, str]], str]]) -> None:
    """Whatever stands in a title or a section, in CDATA or not or partly, comes out trimmed and whole."""
    body = "<workzag-jobs>"
    for id_, (title, sections, between) in enumerate(written):
        body += f"<position>{between}<id>{id_}</id><name>{escape(title)}</name><jobDescriptions>{between}"
        for heading, before, packed, behind in sections:
            cdata = f"<![CDATA[{packed.replace(']]>', '')}]]>"
            value = f"<name>{escape(heading)}</name> <value>{escape(before)}{cdata}{escape(behind)}</value>"
            body += f"<jobDescription>{between}{value}{between}</jobDescription>"
        body += f"</jobDescriptions></position>{between}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feed_slices, "CUT_AFTER", 1)  # every position in a slice of its own
        positions = parse(f"{body}</workzag-jobs>".encode())
    assert [position.title for position in positions] == [title.strip() for title, _, _ in written]
    assert [position.description("de") for position in positions] == [
        tuple(_expected(sections)) for _, sections, _ in written
    ]


def _expected(sections: list[tuple[str, str, str, str]]) -> Iterator[Section]:
    for heading, before, packed, behind in sections:
        html = f"{before}{packed.replace(']]>', '')}{behind}".strip()
        if html:
            yield Section(heading=heading.strip(), html=html)
