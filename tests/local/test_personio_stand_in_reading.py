"""What the stand-in lets a client of API v2 read: lists, pages, filters, stages, and what is left open."""

from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from local.personio import companies
from local.personio.demo_positions import ACME_BACKEND, ACME_DRAFT, GLOBEX_PLATFORM
from local.personio.server import StandIn
from tests.support.v2_client import APPLICATIONS, apply, bearer, followed, read, token

ACME_SWITCHES = f"/companies/{companies.ACME}/switches"
NOON = "2026-11-26T12:00:00+00:00"


def at(personio: StandIn, moment: str) -> None:
    """Let the clock stand at a time of the day, in UTC."""
    personio.control("PUT", "/clock", {"at": f"2026-11-26T{moment}+00:00", "rate": 0})


def listed(personio: StandIn, path: str = "applications", **query: str) -> list[dict[str, Any]]:
    """What is on the first page."""
    found: list[dict[str, Any]] = read(personio, path, **query).json()["_data"]
    return found


def addresses(personio: StandIn, **query: str) -> list[str]:
    return [one["candidate"]["email"] for one in listed(personio, **query)]


def filed(personio: StandIn, **changes: object) -> str:
    """The id of an application that is made now."""
    assert apply(personio, **changes).status_code == 201
    return str(personio.control("GET", "/applicants")[-1]["id"])


def move(personio: StandIn, number: str, stage: str | int) -> None:
    personio.control("PUT", f"/applicants/{number}", {"stage": stage})


def test_an_application_is_listed_as_published_samples_show_it(personio: StandIn) -> None:
    """Candidate, job with its department, stage, channel and times; nothing of what v2 leaves out."""
    at(personio, "12:00:00")
    attributes = [{"id": "gender", "value": "female"}]
    filed(personio, recruiting_channel_id=4711, tags=["x"], attributes=attributes)
    answer = read(personio, "applications")
    (one,) = answer.json()["_data"]
    assert (answer.headers["Content-Type"], answer.json()["_meta"]) == ("application/json", {"links": {}})
    assert one["candidate"].pop("id") != one["id"]
    for named in (one["job"]["department"], one["job"]["category"], one["channel"]):
        assert named.pop("id").isdecimal()
    noon = {"date-time": "2026-11-26T13:00:00", "timezone": "Europe/Berlin"}
    assert one == {
        "id": "1",
        "application_date": "2026-11-26",
        "candidate": {
            "email": "ada@example.org",
            "first_name": "Ada",
            "last_name": "Lovelace",
            "gender": "female",
        },
        "job": {
            "id": str(ACME_BACKEND),
            "name": "Senior Backend Engineer Python (m/w/d)",
            "department": {"name": "Engineering"},
            "category": {"name": "Tech"},
        },
        "current_stage": {"id": "3300", "kind": "custom", "name": "Neu", "type": "custom"},
        "channel": {"name": "Channel 4711"},
        "hiring_team": [],
        "is_anonymized": False,
        "created_at": noon,
        "updated_at": noon,
    }


def test_a_job_has_no_description_no_status_and_no_address(personio: StandIn) -> None:
    """Jobs of every state, with nothing that an ad could be made of."""
    jobs = {job["id"]: job for job in listed(personio, "jobs")}
    assert {str(ACME_BACKEND), str(ACME_DRAFT)} <= jobs.keys()
    assert jobs[str(ACME_BACKEND)].keys() == {
        "id",
        "name",
        "department",
        "category",
        "hiring_team",
        "company",
        "created_at",
        "updated_at",
    }
    assert jobs[str(ACME_BACKEND)]["company"] == {"id": "100001"}
    assert jobs[str(ACME_BACKEND)]["created_at"]["date-time"] == "2026-09-14T10:30:00"
    assert "department" not in jobs[str(ACME_DRAFT)]


def test_a_candidate_is_there_once_with_all_applications(personio: StandIn) -> None:
    """One per address, whatever its case, with what was said last; times are plain texts."""
    at(personio, "12:00:00")
    first = filed(personio, attributes=[{"id": "phone", "value": "+49 30 1"}])
    at(personio, "12:01:00")
    second = filed(
        personio,
        email="ADA@example.org",
        job_position_id=ACME_BACKEND + 1,
        attributes=[{"id": "location", "value": "Berlin"}],
    )
    filed(personio, email="bo@example.org")
    (ada,) = [one for one in listed(personio, "candidates") if one["applications"][0]["id"] == first]
    assert [one["id"] for one in ada["applications"]] == [first, second]
    assert (ada["email"], ada["phone"], ada["location"]) == ("ADA@example.org", None, "Berlin")
    assert (ada["created_at"], ada["updated_at"]) == ("2026-11-26T12:00:00Z", "2026-11-26T12:01:00Z")
    assert listed(personio, "candidates", email="bo@example.org")[0]["first_name"] == "Ada"
    assert len(listed(personio, "candidates", email="bo@example.org")) == 1


def test_categories_have_the_stages_of_the_company(personio: StandIn) -> None:
    """Custom ones first, as they follow each other, then those of every account."""
    (tech,) = [one for one in listed(personio, "categories") if one["name"] == "Tech"]
    assert [stage["name"] for stage in tech["stages"]] == [
        "Neu",
        "Telefoninterview",
        "Gespräch vor Ort",
        "Unassigned",
        "Rejected",
        "Withdrawn",
        "Offer",
        "Accepted",
    ]


@pytest.mark.parametrize("kind", ["jobs", "applications", "candidates", "categories"])
def test_a_single_one_is_what_the_list_has_without_an_envelope(personio: StandIn, kind: str) -> None:
    """By the id of the list; another company's is as unknown as one that does not exist."""
    filed(personio)
    one = listed(personio, kind)[0]
    assert read(personio, f"{kind}/{one['id']}").json() == one
    globex = token(personio, companies.GLOBEX)
    for answer in (read(personio, f"{kind}/{one['id']}", globex), read(personio, f"{kind}/none")):
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
        assert "specified id" in answer.json()["errors"][0]["detail"]


def test_a_client_reads_its_own_company_alone(personio: StandIn) -> None:
    """Whatever the header says."""
    globex = token(personio, companies.GLOBEX)
    filed(personio)
    apply(personio, globex, job_position_id=GLOBEX_PLATFORM, email="bo@example.org")
    headers = bearer(globex) | {"X-Company-ID": str(companies.ACME)}
    found = requests.get(f"{personio.url}{APPLICATIONS}", headers=headers, timeout=10).json()["_data"]
    assert [one["candidate"]["email"] for one in found] == ["bo@example.org"]


@pytest.mark.parametrize("kind", ["absolute", "relative"])
def test_pages_follow_each_other_by_their_links(personio: StandIn, kind: str) -> None:
    """The last updated first, nothing twice or left out; the filter goes along; no link after the last."""
    personio.control("PUT", ACME_SWITCHES, {"next_link": kind})
    for number in range(5):
        at(personio, f"12:00:0{number}")
        filed(personio, email=f"p{number}@example.org")
    at(personio, "12:01:00")
    move(personio, "1", "offer")
    pages = followed(personio, "applications", limit="2")
    assert [[one["id"] for one in page] for page in pages] == [["1", "5"], ["4", "3"], ["2"]]
    since = followed(personio, "applications", **{"limit": "2", "updated_at.gt": "2026-11-26T12:00:02Z"})
    assert [[one["id"] for one in page] for page in since] == [["1", "5"], ["4"]]
    href = read(personio, "applications", limit="2").json()["_meta"]["links"]["next"]["href"]
    assert bool(urlsplit(href).netloc) is (kind == "absolute")
    assert href.startswith(f"{personio.url}/v2/" if kind == "absolute" else "/v2/")


def test_what_changes_between_two_pages_moves_to_the_front(personio: StandIn) -> None:
    """A reader who goes on sees the others; who begins anew sees the change."""
    for number in range(3):
        at(personio, f"12:00:0{number}")
        filed(personio, email=f"p{number}@example.org")
    access_token = token(personio)
    first = read(personio, "applications", access_token, limit="1").json()
    at(personio, "12:01:00")
    move(personio, "1", "offer")
    rest = requests.get(first["_meta"]["links"]["next"]["href"], headers=bearer(access_token), timeout=10)
    assert [one["id"] for one in rest.json()["_data"]] == ["2"]
    assert "next" not in rest.json()["_meta"]["links"]
    assert [one["id"] for one in listed(personio)] == ["1", "3", "2"]


def test_a_page_has_a_hundred_unless_asked_otherwise(personio: StandIn) -> None:
    """Up to two hundred."""
    personio.control("PUT", "/companies/100001", {"positions": {"generate": 201}})
    assert (len(listed(personio, "jobs")), len(listed(personio, "jobs", limit="200"))) == (100, 200)
    assert len(listed(personio, "jobs", limit="1")) == 1


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("limit", {"limit": "0"}),
        ("limit", {"limit": "201"}),
        ("limit", {"limit": "many"}),
        ("cursor", {"cursor": "cur_unknown"}),
        ("updated_at.gt", {"updated_at.gt": "yesterday"}),
        ("updated_at.lt", {"updated_at.lt": ""}),
        ("updated_at.gt", {"updated_at.gt": NOON, "updated_at.lt": NOON}),
    ],
)
def test_a_parameter_that_is_not_valid_is_400(personio: StandIn, name: str, query: dict[str, str]) -> None:
    """In the envelope, which names it; the two times exclude each other."""
    answer = read(personio, "applications", **query)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["errors"][0]["_meta"] == {"field": name}


def test_an_unknown_parameter_and_the_beta_header_are_passed_over(personio: StandIn) -> None:
    """Nobody is told that a filter does not exist."""
    filed(personio)
    headers = bearer(token(personio)) | {"Beta": "true"}
    url = f"{personio.url}{APPLICATIONS}?job.id=1"
    assert len(requests.get(url, headers=headers, timeout=10).json()["_data"]) == 1


def test_times_leave_out_what_was_updated_at_that_moment(personio: StandIn) -> None:
    """After and before; a time without zone is one in UTC."""
    for moment in ("11:59:59", "12:00:00", "12:00:01"):
        at(personio, moment)
        filed(personio, email=f"{moment[:2]}{moment[-2:]}@example.org")
    assert addresses(personio, **{"updated_at.gt": NOON}) == ["1201@example.org"]
    assert addresses(personio, **{"updated_at.lt": "2026-11-26T13:00:00+01:00"}) == ["1159@example.org"]
    assert addresses(personio, **{"updated_at.gt": "2026-11-26T12:00:00"}) == ["1201@example.org"]


@pytest.mark.parametrize(
    ("way", "asked", "found"),
    [
        ("any_case", "ADA@example.org", ["ada@example.org", "Ada@example.org"]),
        ("exact_case", "Ada@example.org", ["Ada@example.org"]),
        ("exact_case", "ADA@example.org", []),
        ("any_case", "ada+b@example.org", ["ada+b@example.org"]),
        ("any_case", "nobody@example.org", []),
        ("ignored", "nobody@example.org", ["ada+b@example.org", "ada@example.org", "Ada@example.org"]),
    ],
)
def test_the_filter_by_address_can_be_read_in_three_ways(
    personio: StandIn, way: str, asked: str, found: list[str]
) -> None:
    """Without regard to case, with, or not at all; a plus has to be encoded like everywhere."""
    personio.control("PUT", ACME_SWITCHES, {"email_filter": way})
    filed(personio, email="Ada@example.org")
    filed(personio, email="ada@example.org", job_position_id=ACME_BACKEND + 1)
    filed(personio, email="ada+b@example.org")
    assert addresses(personio, **{"candidate.email": asked}) == found


def test_an_application_is_listed_only_after_a_while(personio: StandIn) -> None:
    """By the stand-in's clock, its candidate likewise; by its id it is there at once."""
    personio.control("PUT", ACME_SWITCHES, {"index_seconds": 90})
    at(personio, "12:00:00")
    number = filed(personio)
    at(personio, "12:01:29")
    assert (listed(personio), listed(personio, "candidates")) == ([], [])
    assert addresses(personio, **{"candidate.email": "ada@example.org"}) == []
    assert read(personio, f"applications/{number}").status_code == 200
    at(personio, "12:01:30")
    assert addresses(personio) == ["ada@example.org"]
    assert len(listed(personio, "candidates")) == 1


def test_a_moved_applicant_is_in_the_new_stage_and_was_in_the_old_ones(personio: StandIn) -> None:
    """Custom and system stages, the latest first in the transitions, and the application is updated."""
    at(personio, "12:00:00")
    number = filed(personio)
    for moment, stage in (("12:00:01", companies.ACME_PHASE), ("12:00:02", "rejected")):
        at(personio, moment)
        move(personio, number, stage)
    one = read(personio, f"applications/{number}").json()
    rejected = {"id": "rejected", "kind": "system", "name": "Rejected", "type": "system"}
    interview = {"id": "3301", "kind": "custom", "name": "Telefoninterview", "type": "custom"}
    assert (one["current_stage"], one["updated_at"]["date-time"]) == (rejected, "2026-11-26T13:00:02")
    transitions = listed(personio, f"applications/{number}/stage-transitions")
    assert [entry["stage"] for entry in transitions[:2]] == [rejected, interview]
    assert [entry["entered_at"]["date-time"][-2:] for entry in transitions] == ["02", "01", "00"]
    assert read(personio, "applications/99/stage-transitions").status_code == 404
    pages = followed(personio, f"applications/{number}/stage-transitions", limit="2")
    assert [len(page) for page in pages] == [2, 1]


def test_a_system_stage_can_be_known_by_its_type(personio: StandIn) -> None:
    """Published types allow for a stage without id and name; custom ones keep theirs."""
    personio.control("PUT", ACME_SWITCHES, {"stage_form": "type"})
    number = filed(personio)
    custom = read(personio, f"applications/{number}").json()["current_stage"]
    move(personio, number, "accepted")
    system = read(personio, f"applications/{number}").json()["current_stage"]
    assert system == {"id": None, "kind": "system", "name": None, "type": "accepted"}
    assert custom == {"id": "3300", "kind": "custom", "name": "Neu", "type": "custom"}


@pytest.mark.parametrize(
    ("company", "phase", "stage"),
    [
        (companies.ACME, None, "3300"),
        (companies.ACME, {"type": "custom", "id": 3302}, "3302"),
        (companies.ACME, {"type": "custom", "id": 9}, "unassigned"),
        (companies.ACME, {"type": "system", "id": "offer"}, "offer"),
        (5, None, "unassigned"),
    ],
)
def test_an_application_begins_where_it_was_sent_to(
    personio: StandIn, company: int, phase: object, stage: str
) -> None:
    """By default in the company's first phase; unassigned where the phase is unknown or there is none."""
    personio.control("PUT", "/companies/5", {"positions": [{"id": 1, "name": "Dev"}]})
    position = ACME_BACKEND if company == companies.ACME else 1
    access_token = token(personio, company)
    apply(personio, access_token, job_position_id=position, phase=phase)
    (one,) = read(personio, "applications", access_token).json()["_data"]
    assert one["current_stage"]["id"] == stage


def test_somebody_anonymised_leaves_an_application_without_a_person(personio: StandIn) -> None:
    """All of theirs in the company, no filter finds them, they may apply anew and are somebody else then."""
    at(personio, "12:00:00")
    number = filed(personio, attributes=[{"id": "gender", "value": "female"}])
    other = filed(personio, job_position_id=ACME_BACKEND + 1)
    filed(personio, email="bo@example.org")
    before = read(personio, f"applications/{number}").json()["candidate"]
    at(personio, "12:00:01")
    personio.control("PUT", f"/applicants/{number}", {"anonymized": True})
    nobody = {"id": before["id"], "email": None, "first_name": None, "last_name": None, "gender": None}
    for one in (number, other):
        body = read(personio, f"applications/{one}").json()
        assert (body["is_anonymized"], body["candidate"]) == (True, nobody)
        assert body["updated_at"]["date-time"] == "2026-11-26T13:00:01"
    assert addresses(personio, **{"candidate.email": "ada@example.org"}) == []
    assert addresses(personio).count("bo@example.org") == 1
    again = read(personio, f"applications/{filed(personio)}").json()
    assert again["candidate"]["id"] != before["id"]


def test_an_applicant_who_was_deleted_is_gone(personio: StandIn) -> None:
    """404 by the id, in no list, and the same person may apply again."""
    number = filed(personio)
    personio.control("DELETE", f"/applicants/{number}")
    assert read(personio, f"applications/{number}").status_code == 404
    assert (listed(personio), listed(personio, "candidates")) == ([], [])
    assert apply(personio).status_code == 201


@pytest.mark.parametrize(
    ("form", "moment"),
    [
        ("local", {"date-time": "2026-11-26T13:00:00", "timezone": "Europe/Berlin"}),
        ("utc", {"date-time": "2026-11-26T12:00:00Z", "timezone": "UTC"}),
        ("text", "2026-11-26T12:00:00Z"),
    ],
)
def test_times_can_be_written_in_three_ways(personio: StandIn, form: str, moment: object) -> None:
    """Local to a zone that is named, in UTC, or as a plain text."""
    personio.control("PUT", ACME_SWITCHES, {"read_times": form})
    at(personio, "12:00:00")
    number = filed(personio)
    assert read(personio, f"applications/{number}").json()["created_at"] == moment
    assert listed(personio, f"applications/{number}/stage-transitions")[0]["entered_at"] == moment
