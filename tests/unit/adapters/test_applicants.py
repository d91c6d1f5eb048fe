"""What is read of applicants over HTTP: lists in pages, odd answers, and nobody's address in any text."""

import json
import logging
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from time import monotonic
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from local.personio import companies
from local.personio.applicants import Applicant, Stage
from local.personio.server import StandIn
from local.ports import free_port
from shared.adapters.personio.applicants import PersonioApplicants
from shared.adapters.personio.http import NoAnswer, NotSent, Timeouts, request
from shared.domain.applicant import Found, Standing
from shared.domain.applicant import Stage as Told
from shared.domain.application import Answer, Outcome
from shared.domain.credentials import Client, Credentials

pytestmark = pytest.mark.wire

APPLICATIONS = "/v2/recruiting/applications"
CLIENT = companies.client_of(companies.ACME)
CREDENTIALS = Credentials(account=str(companies.ACME), key=Client(id=CLIENT.id, secret=CLIENT.secret))
ADA = "ada.kanarie+jobs@example.org"
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
LISTED: dict[str, Any] = {
    "_data": [
        {
            "id": "31",
            "candidate": {"id": "700001", "email": ADA, "first_name": "Adakanarie"},
            "job": {"id": "7", "name": "Dev"},
            "current_stage": {"id": "3300", "kind": "custom", "name": "Neu", "type": "custom"},
            "is_anonymized": False,
            "created_at": {"date-time": "2026-11-26T13:00:00", "timezone": "Europe/Berlin"},
        }
    ],
    "_meta": {"links": {}},
}
SINGLE: dict[str, Any] = {
    "id": "31",
    "current_stage": {"id": "rejected", "kind": "system", "name": "Absage", "type": "system"},
    "is_anonymized": False,
}
ENTERED: dict[str, Any] = {
    "_data": [{"stage": {}, "entered_at": "2026-11-26T12:00:00Z"}],
    "_meta": {"links": {}},
}
ODD: tuple[Any, ...] = (None, True, 1.5, "odd one", [], ["odd"], {}, {"odd": 1}, 10**30)


@pytest.fixture
def applicants(personio: StandIn) -> PersonioApplicants:
    return PersonioApplicants(api_url=personio.url)


def answering(personio: StandIn, document: object, **fault: Any) -> None:
    """Whatever is asked of applications from now on."""
    body = document if isinstance(document, str) else json.dumps(document)
    match = {"path_prefix": APPLICATIONS}
    personio.world.faults.clear()
    personio.world.faults.add(
        {"do": "status", "status": 200, "body": body, "match": match, "times": None, **fault}
    )


def find(applicants: PersonioApplicants) -> object:
    return applicants.find(CREDENTIALS, ADA, 7)


def unknown(told: object) -> bool:
    return isinstance(told, Answer) and told.outcome is Outcome.UNKNOWN


def file(personio: StandIn, number: int, email: str = ADA) -> None:
    """An application for a position of its own."""
    at = NOON
    personio.world.register.file(
        Applicant(
            company_id=companies.ACME,
            job_position_id=number,
            email=email,
            first_name="Ada",
            last_name="Lovelace",
            recruiting_channel_id=None,
            external_posting_id=None,
            message=None,
            application_date="2026-11-26",
            phase="initial",
            tags=(),
            attributes={},
            files=(),
            received_at=at,
            updated_at=at,
            stages=(Stage(type="system", id="unassigned", entered_at=at),),
        )
    )


def created(time: object) -> object:
    """The list, with this for when it was created."""
    listed = deepcopy(LISTED)
    listed["_data"][0]["created_at"] = time
    return listed


def queries(personio: StandIn) -> list[dict[str, str]]:
    """With what the list was asked for, in order."""
    return [record["query"] for record in personio.world.records.matching(path=APPLICATIONS)]


def spoiled(document: object) -> Iterator[tuple[str, object]]:
    """The document with each of its members absent, and of each other type."""
    for path in _paths(document):
        for odd in ("absent", *ODD):
            copy = deepcopy(document)
            holder: Any = copy
            for step in path[:-1]:
                holder = holder[step]
            if odd == "absent":
                del holder[path[-1]]
            else:
                holder[path[-1]] = odd
            yield f"{path}: {odd!r}", copy
    yield from ((repr(odd), odd) for odd in ODD)


def _paths(document: object) -> Iterator[tuple[Any, ...]]:
    pairs = (
        document.items()
        if isinstance(document, dict)
        else enumerate(document)
        if isinstance(document, list)
        else ()
    )
    for name, value in pairs:
        yield (name,)
        yield from ((name, *rest) for rest in _paths(value))


@pytest.mark.parametrize("link", ["absolute", "relative"])
def test_every_page_is_read(personio: StandIn, applicants: PersonioApplicants, link: str) -> None:
    """What stands on a later page is found as well, and no parameter goes along that nobody documented."""
    personio.control("PUT", "/switches", {"next_link": link})
    file(personio, 7)
    for number in range(1000, 1450):
        file(personio, number)
    assert find(applicants) == [Found(application_id="1", created_at=NOON)]
    first, *more = queries(personio)
    assert first == {"candidate.email": ADA, "limit": "200"}
    assert [sorted(one) for one in more] == [["candidate.email", "cursor", "limit"]] * 2


def test_there_is_an_end_to_pages(personio: StandIn, applicants: PersonioApplicants) -> None:
    """Who is said to have applied a thousand times is neither found nor not found."""
    for number in range(1000, 2001):
        file(personio, number)
    assert unknown(find(applicants))
    assert len(queries(personio)) == 5


def test_the_first_foreign_address_ends_it(personio: StandIn, applicants: PersonioApplicants) -> None:
    """A list that was not filtered is not read on."""
    personio.control("PUT", "/switches", {"email_filter": "ignored"})
    for number in range(1000, 1450):
        file(personio, number, "bob@example.org")
    assert unknown(find(applicants))
    assert len(queries(personio)) == 1


def test_both_ways_of_writing_are_asked_for(personio: StandIn, applicants: PersonioApplicants) -> None:
    """Where the address has capital letters; once where it has none."""
    applicants.find(CREDENTIALS, f" {ADA.title()} ", 7)
    assert [one["candidate.email"] for one in queries(personio)] == [ADA.title(), ADA]


@pytest.mark.parametrize(
    "href",
    ["https://evil.example/v2/recruiting/applications?cursor=c2", "//evil.example/?cursor=c2", "?cursor=c2"],
)
def test_no_other_host_is_asked(personio: StandIn, applicants: PersonioApplicants, href: str) -> None:
    """Of a link to the next page its cursor alone counts."""
    page = {**LISTED, "_meta": {"links": {"next": {"href": href}}}}
    answering(personio, page, times=1)
    assert unknown(find(applicants))  # the stand-in never gave out this cursor
    assert queries(personio)[1] == {"candidate.email": ADA, "limit": "200", "cursor": "c2"}


@pytest.mark.parametrize("href", ["?page=2", "", "?cursor=", "?cursor=a&cursor=b", "http://[", 7])
def test_a_link_without_a_cursor_is_no_end(
    personio: StandIn, applicants: PersonioApplicants, href: object
) -> None:
    """There is more, and nobody can tell where."""
    answering(personio, {**LISTED, "_meta": {"links": {"next": {"href": href}}}})
    assert unknown(find(applicants))


def test_whatever_is_read_is_right_or_no_answer(personio: StandIn, applicants: PersonioApplicants) -> None:
    """Each member absent and of each other type: what is said then is right, or nothing."""
    asked: tuple[tuple[object, Callable[[], object], tuple[object, ...]], ...] = (
        (LISTED, lambda: find(applicants), ([Found(application_id="31", created_at=NOON)],)),
        (
            SINGLE,
            lambda: applicants.standing(CREDENTIALS, "31"),
            (
                Standing(stage=Told.REJECTED, name="Absage"),
                Standing(stage=Told.REJECTED, name="odd one"),
                Standing(stage=Told.REJECTED),
                Standing(stage=Told.IN_PROCESS, name="Absage"),
                Standing(stage=Told.GONE),
            ),
        ),
        (ENTERED, lambda: applicants.entered(CREDENTIALS, "31"), (NOON, None)),
    )
    for document, ask, good in asked:
        answering(personio, document)
        assert ask() == good[0]
        for what, odd in spoiled(document):
            answering(personio, odd)
            told = ask()
            assert unknown(told) or told in good or odd == {"_data": [], "_meta": {"links": {}}}, what


@pytest.mark.parametrize(
    "time",
    [
        "2026-11-26T12:00:00Z",
        "2026-11-26T13:00:00+0100",
        "2026-11-26T12:00:00.000+00:00",
        {"date-time": "2026-11-26T12:00:00", "timezone": "UTC"},
        {"date-time": "2026-11-26T13:00:00+01:00"},
    ],
)
def test_a_moment_in_whichever_form(personio: StandIn, applicants: PersonioApplicants, time: object) -> None:
    """With its own offset, or with the zone that stands beside it."""
    answering(personio, created(time))
    assert find(applicants) == [Found(application_id="31", created_at=NOON)]


@pytest.mark.parametrize(
    "time",
    [
        "2026-11-26",
        {"date-time": "2026-11-26", "timezone": "UTC"},
        "2026-11-26T12:00:00",
        {"date-time": "2026-11-26T12:00:00", "timezone": "Nowhere/City"},
        {"date-time": "2026-11-26T12:00:00", "timezone": "../../etc/passwd"},
        {"date-time": "2026-11-26T12:00:00", "timezone": "."},
        {"date-time": "9999-12-31T23:59:59-23:59"},
        1_795_694_400,
    ],
)
def test_what_is_no_moment(personio: StandIn, applicants: PersonioApplicants, time: object) -> None:
    """A day alone, or a time of nobody knows where, tells not when somebody applied."""
    answering(personio, created(time))
    assert unknown(find(applicants))


@pytest.mark.parametrize("form", [lambda one: one, lambda one: {"_data": one}, lambda one: {"data": one}])
@pytest.mark.parametrize("id_", ["31", 31])
def test_one_application_in_an_envelope_or_none(
    personio: StandIn, applicants: PersonioApplicants, form: Callable[[object], object], id_: object
) -> None:
    """Its id a text or a number; somebody else's application is no answer."""
    answering(personio, form({**SINGLE, "id": id_}))
    assert applicants.standing(CREDENTIALS, "31") == Standing(stage=Told.REJECTED, name="Absage")
    assert unknown(applicants.standing(CREDENTIALS, "32"))


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        ({"type": "accepted"}, Told.HIRED),
        ({"type": "REJECTED", "name": "x"}, Told.REJECTED),
        ({"id": "withdrawn"}, Told.WITHDRAWN),
        ({"id": "offer", "kind": "custom"}, Told.IN_PROCESS),
        ({"id": "offer", "type": "custom"}, Told.IN_PROCESS),
        ({"id": 4711, "name": "accepted"}, Told.IN_PROCESS),
        ({"id": "accepted-2"}, Told.IN_PROCESS),
        ({"id": 4711}, Told.IN_PROCESS),
    ],
)
def test_a_stage_is_known_by_an_exact_word(
    personio: StandIn, applicants: PersonioApplicants, stage: object, told: Told
) -> None:
    """Of its type, or of its id where it is none of the customer's own; never by its name."""
    answering(personio, {**SINGLE, "current_stage": stage})
    standing = applicants.standing(CREDENTIALS, "31")
    assert isinstance(standing, Standing)
    assert standing.stage is told


def test_a_page_that_says_404_is_nobodys_end(personio: StandIn, applicants: PersonioApplicants) -> None:
    """A proxy's page is no word of Personio's; nor is an address that the account has not."""
    answering(personio, "<html>Page not found</html>", status=404, content_type="text/html")
    assert unknown(applicants.standing(CREDENTIALS, "31"))
    gone = {"errors": [{"type": "https://developer.personio.de/x#apinot_found", "title": "Not Found"}]}
    answering(personio, gone, status=404)
    off = applicants.standing(CREDENTIALS, "31")
    assert isinstance(off, Answer)
    assert off.outcome is Outcome.FEATURE_OFF


@pytest.mark.parametrize("status", [201, 202, 206])
def test_another_success_is_no_answer(personio: StandIn, applicants: PersonioApplicants, status: int) -> None:
    """What is read comes with 200, whole; a list under another status may be half of one."""
    answering(personio, {**LISTED, "_data": []}, status=status)
    assert unknown(find(applicants))


def test_five_megabytes_are_no_answer(personio: StandIn, applicants: PersonioApplicants) -> None:
    """Nobody's list for one address is that long."""
    answering(personio, {**LISTED, "more": "x" * 5_000_000})
    assert unknown(find(applicants))


def test_slow_answers_have_an_end(personio: StandIn) -> None:
    """Pages that come one after the other take no longer together than one question may."""
    slow = PersonioApplicants(api_url=personio.url, deadline=0.6)
    for number in range(1000, 1800):
        file(personio, number)
    match = {"path_prefix": APPLICATIONS}
    personio.world.faults.add({"do": "delay", "seconds": 0.25, "match": match, "times": None})
    began = monotonic()
    told = find(slow)
    assert isinstance(told, Answer)
    assert monotonic() - began < 1.5


def test_no_text_has_the_address(
    personio: StandIn,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Not as it is written and not as it stands in an URL: in no line, no answer, no exception."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="urllib3")
    told: list[object] = []
    for api_url in (personio.url, f"http://127.0.0.1:{free_port()}"):
        asking = PersonioApplicants(api_url=api_url, timeouts=Timeouts(connect=0.3, read=0.3))
        told.append(asking.find(CREDENTIALS, ADA, 7))
        for fault in ("drop_before", "drop_after", "hold"):
            personio.world.faults.clear()
            personio.world.faults.add({"do": fault, "match": {"path_prefix": APPLICATIONS}, "times": None})
            told.append(asking.find(CREDENTIALS, ADA, 7))
        answering(personio, {"errors": [{"title": ADA, "detail": ADA}]}, status=400)
        told.append(asking.find(CREDENTIALS, ADA, 7))
    for port in (free_port(), personio.url.rpartition(":")[2]):
        personio.world.faults.clear()
        personio.world.faults.add({"do": "drop_before", "times": None})
        with pytest.raises((NotSent, NoAnswer)) as raised:
            request(
                "GET",
                f"http://127.0.0.1:{port}/x?candidate.email={quote(ADA)}",
                headers={},
                timeouts=Timeouts(),
                deadline=2,
                max_bytes=10,
            )
        told += [raised.value, raised.value.__cause__]
    printed = capfd.readouterr()
    shown = caplog.text + printed.out + printed.err + repr(told)
    for written in (ADA, quote(ADA), quote_plus(ADA), quote(ADA, safe="@"), "kanarie"):
        assert written not in shown
