"""Which careers page is meant by what a customer typed, and what never becomes a request."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.board import SLUG, Board, parse
from shared.domain.errors import Problem
from tests.support.use_cases import UseCases

MEANT = {
    "https://acme.jobs.personio.de": "acme.jobs.personio.de",
    "http://acme.jobs.personio.de/": "acme.jobs.personio.de",
    "acme.jobs.personio.de": "acme.jobs.personio.de",
    "acme.jobs.personio.com": "acme.jobs.personio.com",
    "https://acme.jobs.personio.com/job/123?language=de&_pc=77#apply": "acme.jobs.personio.com",
    "acme.jobs.personio.de?search=a@b": "acme.jobs.personio.de",
    "acme.jobs.personio.de/?next=https://other.example": "acme.jobs.personio.de",
    "https://acme-jobs.personio.de/job/1": "acme.jobs.personio.de",
    "big-acme-jobs.personio.de": "big-acme.jobs.personio.de",
    "jobs-acme.jobs.personio.de": "jobs-acme.jobs.personio.de",
    "  https://Acme.Jobs.Personio.DE/Job/1  ": "acme.jobs.personio.de",
    "\n\tHTTPS://ACME.JOBS.PERSONIO.COM\r\n": "acme.jobs.personio.com",
    "\u200bacme.jobs.personio.de\ufeff": "acme.jobs.personio.de",
    "acme": "acme.jobs.personio.de",
    " Acme-2 ": "acme-2.jobs.personio.de",
    "1komma5grad": "1komma5grad.jobs.personio.de",
    "4711.jobs.personio.de": "4711.jobs.personio.de",
    "my_team.jobs.personio.de": "my_team.jobs.personio.de",
    "https://acme.personio.de/login": "acme.jobs.personio.de",
    "acme.personio.com": "acme.jobs.personio.com",
    "https://acme.jobs.personio.de:443/": "acme.jobs.personio.de",
    "acme.jobs.personio.com:443": "acme.jobs.personio.com",
    "http://acme.jobs.personio.de:80/job/1": "acme.jobs.personio.de",
    "https://acme.app.personio.com/configuration/marketplace/connected": "acme.jobs.personio.com",
}

HOSTILE = (
    # user names and passwords
    "https://acme.jobs.personio.de@evil.example",
    "https://acme.jobs.personio.de:80@evil.example/",
    "https://user:secret@acme.jobs.personio.de",
    "https://evil.example@acme.jobs.personio.de",
    "mailto:hr@acme.jobs.personio.de",
    # addresses of machines
    "127.0.0.1",
    "http://127.0.0.1/xml",
    "http://127.1",
    "2130706433",
    "http://2130706433/",
    "0x7f000001",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0177.0.0.1/",
    "http://[::1]/",
    "http://[acme.jobs.personio.de",
    "http://[::ffff:169.254.169.254]/",
    "[::1]",
    "http://[fe80::1%25eth0]/",
    "169.254.169.254",
    "http://169.254.169.254/computeMetadata/v1/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "metadata.google.internal",
    "localhost",
    "http://localhost:8080/acme.jobs.personio.de",
    # look-alikes
    "acme.jobs.person\u0456o.de",
    "\u0430cme.jobs.personio.de",
    "a\u212ame.jobs.personio.de",
    "a\u212ame",
    "acme.jobs.personio\u3002de",
    "acme\uff0ejobs\uff0epersonio\uff0ede",
    "acme.jobs.personio.d\u212f",
    "acme\u2044evil.jobs.personio.de",
    "xn--acme-9qa.jobs.personio.de",
    "xn--acme-9qa",
    "acme.jobs.xn--personi-f1a.de",
    # encoded, escaped
    "https://acme%2ejobs%2epersonio%2ede",
    "https://evil.example%2f.jobs.personio.de",
    "https://evil.example%00.jobs.personio.de",
    "https://evil.example\\.jobs.personio.de",
    "https:\\\\acme.jobs.personio.de",
    "https://acme.jobs.personio.de\\@evil.example",
    "https://evil.example#.jobs.personio.de",
    "https://evil.example?.jobs.personio.de",
    "https://evil.example/.jobs.personio.de",
    # almost Personio
    "acme.jobs.personio.de.",
    "acme.jobs.personio.de..",
    ".jobs.personio.de",
    "acme..jobs.personio.de",
    "jobs.personio.de",
    "personio.de",
    "www.personio.de",
    "api.personio.de",
    "app.personio.com",
    "https://app.jobs.personio.de",
    "acme.jobs.personio.de.evil.example",
    "acme.jobs.personio.dev",
    "acme.jobs.personio.org",
    "acme.jobs.personio.de-evil.example",
    "jobs.personio.de.evil.example",
    "acmejobs-personio.de",
    "evil.acme.jobs.personio.de",
    "-acme.jobs.personio.de",
    "acme-.jobs.personio.de",
    "www",
    # ports, schemes, white space, length
    "acme.jobs.personio.de:8443",
    "https://acme.jobs.personio.de:22/",
    "https://acme.jobs.personio.de:80/",
    "https://acme.jobs.personio.de:443:443/",
    "https://acme.jobs.personio.de:port/",
    "ftp://acme.jobs.personio.de",
    "file:///etc/passwd",
    "file://acme.jobs.personio.de/etc/passwd",
    "gopher://acme.jobs.personio.de",
    "javascript:alert(1)",
    "javascript://acme.jobs.personio.de/%0aalert(1)",
    "data:text/html,acme.jobs.personio.de",
    "//acme.jobs.personio.de",
    "https:acme.jobs.personio.de",
    "https://https://acme.jobs.personio.de",
    "https://",
    "acme.jobs.personio.de\r\nHost: evil.example",
    "acme\t.jobs.personio.de",
    "acme .jobs.personio.de",
    "acme\x00.jobs.personio.de",
    "acme\u00a0gmbh",
    "",
    "   ",
    "..",
    "/",
    "a" * 64,
    "a" * 64 + ".jobs.personio.de",
    "https://acme.jobs.personio.de/" + "a" * 3_000,
    "a." * 100_000 + "jobs.personio.de",
)


@pytest.mark.parametrize(("typed", "host"), MEANT.items())
def test_forms_customers_type(typed: str, host: str) -> None:
    """Every form in which customers write their careers page, or its login, names the same board."""
    assert parse(typed).host == host


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed)[:60])
def test_hostile_addresses(typed: str) -> None:
    """What is not an address on Personio is refused before there is any board to ask."""
    with pytest.raises(Problem) as refused:
        parse(typed)
    assert refused.value.code in {"careers_url_invalid", "careers_url_not_personio"}
    assert refused.value.field == "url"
    assert refused.value.__cause__ is None, "the cause would quote what was typed"


def test_no_request_leaves() -> None:
    """None of them reaches the port that asks Personio, on either of the two ways in."""
    everything = UseCases()
    connecting = everything.connecting
    for typed in HOSTILE:
        with pytest.raises(Problem):
            connecting.resolve(typed)
        with pytest.raises(Problem):
            connecting.connect("c", "ada", url=typed, personio_company_id="1", access_token="t" * 40)
    assert everything.positions.fetched == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "careers_url_invalid"),
        ("Muster GmbH", "careers_url_invalid"),
        ("1234567", "careers_url_invalid"),
        ("https://", "careers_url_invalid"),
        ("ftp://acme.jobs.personio.de", "careers_url_invalid"),
        ("https://jobs.acme.example", "careers_url_not_personio"),
        ("https://www.personio.de/produkt", "careers_url_not_personio"),
    ],
)
def test_cause_is_named(typed: str, code: str) -> None:
    """Nonsense and somebody else's address are told apart."""
    with pytest.raises(Problem) as refused:
        parse(typed)
    assert refused.value.code == code


@pytest.mark.wire
@given(st.text(max_size=80) | st.from_regex(r"[a-z:/@.%\\-]*jobs\.personio\.(de|com)[^a-z]*[a-z./@]*"))
def test_any_text(typed: str) -> None:
    """Whatever is typed becomes a board with a well-formed name, or a refusal."""
    try:
        board = parse(typed)
    except Problem:
        return
    assert SLUG.fullmatch(board.slug)
    assert board.host.endswith((".jobs.personio.de", ".jobs.personio.com"))


def test_the_other_domain() -> None:
    """A board has the same name under Personio's two domains."""
    board = Board(slug="acme", tld="de")
    assert board.other.host == "acme.jobs.personio.com"
    assert board.other.other == board
