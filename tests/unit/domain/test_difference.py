"""What Personio changed since an import, and the answers to it."""

from typing import Any

import pytest

from local.scenes.boards import Company, a_position
from shared.adapters.sanitiser import describe
from shared.domain.errors import Problem
from shared.domain.jobs.differences import with_answers, with_differences
from shared.domain.jobs.fields import COMPARED
from shared.domain.jobs.job_ad import JobAd, Link
from shared.domain.jobs.position import Salary, Section
from shared.structs import replace


@pytest.fixture
def ad() -> JobAd:
    return Company().imported()


def link_of(ad: JobAd) -> Link:
    assert ad.link
    return ad.link


CHANGES: list[tuple[str, dict[str, Any], Any]] = [
    ("title", {"title": "Lead"}, "Lead"),
    (
        "description",
        {"descriptions": {"de": (Section(heading="", html="<p onclick='x'>Neu</p>"),)}},
        "<p>Neu</p>",
    ),
    ("locations", {"office": "Remote"}, ["Remote"]),
    ("locations", {"additional_offices": ("Hamburg",)}, ["Berlin", "Hamburg"]),
    ("employment_type", {"employment_type": "apprentice"}, "apprentice"),
    ("working_time", {"schedule": None}, None),
    ("seniority", {"seniority": "executive"}, "executive"),
    ("experience_years", {"years_of_experience": "gt-15"}, {"min": 15, "max": None}),
    (
        "salary",
        {"salary": Salary(minimum=None, maximum="70000", currency="€", period="yearly")},
        {"min": None, "max": "70000", "currency": "EUR", "period": "yearly"},
    ),
    ("skills", {"keywords": ("Go", "Rust")}, ["Go", "Rust"]),
]


@pytest.mark.parametrize(("field", "change", "to"), CHANGES, ids=range(len(CHANGES)))
def test_each_field_that_changed_is_named(ad: JobAd, field: str, change: dict[str, Any], to: Any) -> None:
    """One change at Personio is one difference, in the form in which the ad would take it over."""
    seen = with_differences(ad, a_position(**change), describe)
    assert list(link_of(seen).changed) == [field]
    assert link_of(seen).changed[field].to == to
    assert with_differences(seen, a_position(), describe) == ad


def test_every_field_can_change() -> None:
    """The list above leaves no field out."""
    assert {field for field, _, _ in CHANGES} == set(COMPARED)


def test_what_people_edited_is_no_change(ad: JobAd) -> None:
    """An edited ad counts as unchanged as long as Personio says what it said."""
    edited = replace(ad, title="Our own title", skills=("COBOL",))
    assert with_differences(edited, a_position(), describe) == edited


def test_taking_over_puts_personios_words_into_the_ad(ad: JobAd) -> None:
    """Taken fields are Personio's, made safe; ignored and unanswered ones stay ours."""
    position = a_position(
        title="Lead",
        office="Remote",
        keywords=("Go",),
        descriptions={"de": (Section(heading="Über uns", html="<p>Neu<script>alert(1)</script></p>"),)},
    )
    seen = with_differences(ad, position, describe)
    done = with_answers(seen, {"description", "locations"}, {"title"}, describe)
    assert done.description_html == "<h2>Über uns</h2><p>Neu</p>"
    assert done.description_text == "Über uns\nNeu"
    assert (done.title, done.locations, done.remote, done.skills) == (
        "Backend Engineer",
        ("Remote",),
        True,
        ("Python",),
    )
    assert list(link_of(done).changed) == ["skills"]
    assert with_differences(done, position, describe) == done


def test_an_ignored_change_is_told_again_only_when_it_changes_again(ad: JobAd) -> None:
    """An answer holds for what was shown, not for what comes later."""
    ignored = with_answers(with_differences(ad, a_position(title="A"), describe), (), {"title"}, describe)
    assert link_of(with_differences(ignored, a_position(title="A"), describe)).changed == {}
    assert link_of(with_differences(ignored, a_position(title="B"), describe)).changed["title"].to == "B"


def test_the_same_answer_twice_is_one(ad: JobAd) -> None:
    """Answering again, or to a field that did not change, changes nothing."""
    seen = with_differences(ad, a_position(title="Lead"), describe)
    done = with_answers(seen, {"title"}, (), describe)
    assert with_answers(done, {"title"}, {"skills"}, describe) == done


@pytest.mark.parametrize(
    ("take_over", "ignore", "field"),
    [({"hash"}, set(), "take_over"), (set(), {"id"}, "ignore"), ({"title"}, {"title"}, "ignore")],
)
def test_an_answer_names_fields_once(ad: JobAd, take_over: set[str], ignore: set[str], field: str) -> None:
    """An unknown field, and one that is both taken and ignored, are refused."""
    with pytest.raises(Problem) as raised:
        with_answers(ad, take_over, ignore, describe)
    assert (raised.value.code, raised.value.field) == ("detail_invalid", field)


def test_a_taken_value_that_matched_io_does_not_know_is_missing(ad: JobAd) -> None:
    """Personio's own word may be taken over, and then has to be completed."""
    seen = with_differences(ad, a_position(employment_type="apprentice"), describe)
    done = with_answers(seen, {"employment_type"}, (), describe)
    assert (done.status, [(part.field, part.why) for part in done.missing]) == (
        "draft",
        [("employment_type", "value_unknown")],
    )


def test_a_position_that_is_gone_is_closed_until_it_returns(ad: JobAd) -> None:
    """Closed keeps what was said to have changed, and ends when the position is published again."""
    seen = with_differences(ad, a_position(title="Lead"), describe)
    closed = with_differences(seen, None, describe)
    assert link_of(closed).closed
    assert link_of(closed).changed == link_of(seen).changed
    assert with_differences(closed, a_position(title="Lead"), describe) == seen


@pytest.mark.parametrize(("office", "stays"), [("Remote", None), ("Berlin", True)])
def test_remote_follows_the_offices_that_said_it(office: str, *, stays: bool | None) -> None:
    """Taking over new offices ends a "remote" that came from the old ones, not one that people chose."""
    company = Company()
    company.publish(a_position(office=office))
    ad = replace(company.imported(), remote=True)
    seen = with_differences(ad, a_position(office="Köln"), describe)
    assert with_answers(seen, {"locations"}, (), describe).remote is stays
