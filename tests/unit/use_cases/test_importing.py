"""A position becomes the draft of a job ad, and the draft is completed."""

from typing import Any

import pytest

from local.scenes.boards import ACCOUNT, COMPANY, Company, a_position
from shared.domain.audit import AuditedAction
from shared.domain.errors import Problem
from shared.domain.jobs.checks import Pay
from shared.domain.jobs.fields import Details
from shared.domain.jobs.position import Position, Salary, Section
from shared.structs import replace

PAY = Pay(currency="EUR", period="yearly", min="60000")


@pytest.fixture
def company() -> Company:
    return Company()


def texts(*languages: str) -> dict[str, tuple[Section, ...]]:
    return {language: (Section(heading="", html=f"<p>{language}</p>"),) for language in languages}


def missing(company: Company, **changes: Any) -> dict[str, tuple[str, str | None]]:
    """Field → why it is missing and what is suggested."""
    company.publish(a_position(**changes))
    return {part.field: (part.why, part.suggestion) for part in company.imported().missing}


def test_a_position_that_lacks_nothing_is_complete(company: Company) -> None:
    """Everything that the feed tells is in the ad, in matched.io's fields."""
    ad = company.imported()
    assert (ad.status, ad.missing) == ("complete", ())
    assert (ad.title, ad.locations, ad.skills, ad.language) == (
        "Backend Engineer",
        ("Berlin",),
        ("Python",),
        "de",
    )
    assert ad.salary == {"min": "60000", "max": None, "currency": "EUR", "period": "yearly"}
    assert (ad.experience_years, ad.working_time) == ({"min": 2, "max": 5}, "full-time")
    assert ad.link
    assert (ad.link.position_id, ad.link.account, ad.link.linked_by) == (1, ACCOUNT, "rob")
    assert (len(ad.link.hash), ad.link.language) == (32, "de")
    assert ad.link.url == "https://acme.jobs.personio.de/job/1"


@pytest.mark.parametrize(
    ("written", "asked", "imported"),
    [
        (("de", "en"), None, "de"),
        (("de", "en"), "en", "en"),
        (("en",), None, "en"),
        (("fr",), None, None),
        ((), None, None),
    ],
)
def test_the_language_is_the_chosen_or_the_next_best(
    company: Company, written: tuple[str, ...], asked: str | None, imported: str | None
) -> None:
    """The chosen language, else the company's, else the configured order; without any text none."""
    company.publish(a_position(descriptions=texts(*written) if "fr" not in written else {}))
    assert company.imported(language=asked).language == imported


def test_a_language_that_is_not_offered_names_those_that_are(company: Company) -> None:
    """Whoever asks for a language in which there is no text is told which there are."""
    company.publish(a_position(descriptions=texts("de", "en")))
    with pytest.raises(Problem) as raised:
        company.imported(language="fr")
    assert (raised.value.code, raised.value.params) == ("language_not_offered", {"languages": "de, en"})


def test_a_position_that_is_not_published_is_not_imported(company: Company) -> None:
    """Closed positions and drafts are not in the feed, and no ad is made of them."""
    with pytest.raises(Problem) as raised:
        company.imported(2)
    assert (raised.value.code, raised.value.field) == ("position_not_found", "position_id")
    assert company.job_ads.summaries(COMPANY) == []


def test_the_same_position_again_is_the_same_ad(company: Company) -> None:
    """What people edited stays, whatever Personio says by now, and even while its feed is down."""
    first = company.imported()
    edited = company.importing.complete(COMPANY, first.id, Details(title="Our words"))
    company.publish(a_position(title="Personio's words"))
    company.positions.down = Problem("personio_unreachable")
    assert company.imported(details=Details(title="Others")) == edited


@pytest.mark.parametrize(
    "wrong", [Details(title=" "), Details(seniority="wizard"), Details(description="<ul><li>" * 17)]
)
def test_the_same_wrong_details_are_refused_again(company: Company, wrong: Details) -> None:
    """Whether there is an ad of the position already makes no difference to details that do not fit."""
    answers = []
    for _ in range(2):
        with pytest.raises(Problem) as raised:
            company.imported(details=wrong)
        answers.append((raised.value.code, raised.value.field, raised.value.params))
        ad = company.imported()
    assert answers[0] == answers[1]
    assert company.ad(ad.id) == ad


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"title": ""}, {"title": ("not_in_feed", None)}),
        ({"descriptions": {}}, {"description": ("not_in_feed", None), "language": ("not_in_feed", "de")}),
        ({"keywords": ()}, {"skills": ("not_in_feed", None)}),
        ({"office": None}, {"locations": ("not_in_feed", None)}),
        ({"office": "Remote (DE)"}, {}),
        ({"seniority": None}, {"seniority": ("not_in_feed", None)}),
        ({"seniority": "wizard"}, {"seniority": ("value_unknown", None)}),
        ({"seniority": None, "title": "Senior Dev"}, {"seniority": ("not_in_feed", "experienced")}),
        ({"seniority": None, "title": "Head of Engineering"}, {"seniority": ("not_in_feed", "executive")}),
        ({"seniority": None, "title": "International Dev"}, {"seniority": ("not_in_feed", None)}),
        ({"seniority": None, "title": "Praktikant:in IT"}, {"seniority": ("not_in_feed", "student")}),
        ({"employment_type": None}, {"employment_type": ("not_in_feed", "permanent")}),
        (
            {"employment_type": "apprentice", "title": "Werkstudent Dev"},
            {"employment_type": ("value_unknown", "working_student")},
        ),
        ({"salary": None}, {"salary": ("not_in_feed", None)}),
        (
            {"salary": Salary(minimum=None, maximum="50", currency=None, period=None)},
            {"salary.currency": ("incomplete", None), "salary.period": ("incomplete", "hourly")},
        ),
        (
            {"salary": Salary(minimum="4000", maximum=None, currency="€", period="per moon")},
            {"salary.period": ("value_unknown", "monthly")},
        ),
        ({"schedule": "now and then"}, {}),
    ],
)
def test_what_is_missing_is_named_with_a_guess(
    company: Company, changes: dict[str, Any], lacks: dict[str, tuple[str, str | None]]
) -> None:
    """Each field that matched.io needs and the feed does not give is named, with why and what it may be."""
    assert missing(company, **changes) == lacks


def test_closed_lists_name_their_values(company: Company) -> None:
    """A missing field that is a choice comes with all of it."""
    company.publish(Position(id=1, title="Initiativbewerbung", descriptions=texts("de")))
    ad = company.imported()
    allowed = {part.field: part.allowed for part in ad.missing}
    assert set(allowed) == {"skills", "seniority", "employment_type", "locations", "salary"}
    assert "executive" in allowed["seniority"]
    assert "freelance" in allowed["employment_type"]
    assert (ad.status, ad.remote) == ("draft", None)


def test_details_complete_a_draft(company: Company) -> None:
    """With the last missing field given, by import or later, the ad is complete."""
    company.publish(a_position(1, keywords=(), salary=None), a_position(2, keywords=()))
    ad = company.imported(1, details=Details(skills=(" Go ", "Go", "Rust"), salary=PAY))
    assert (ad.status, ad.skills) == ("complete", ("Go", "Rust"))
    later = company.imported(2)
    assert later.status == "draft"
    assert company.importing.complete(COMPANY, later.id, Details(skills=("Go",))).status == "complete"


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"skills": ("Go", " ")}, "skills"),
        ({"skills": tuple(map(str, range(101)))}, "skills"),
        ({"locations": ("",)}, "locations"),
        ({"seniority": "wizard"}, "seniority"),
        ({"employment_type": "apprentice"}, "employment_type"),
        ({"working_time": "always"}, "working_time"),
        ({"language": "xx"}, "language"),
        ({"salary": Pay(currency="EUR", period="yearly")}, "salary"),
        ({"salary": Pay(currency="€", period="yearly", min="1")}, "salary.currency"),
        ({"salary": Pay(currency="EUR", period="often", min="1")}, "salary.period"),
        ({"salary": Pay(currency="EUR", period="yearly", min="60.000")}, "salary.min"),
        ({"salary": Pay(currency="EUR", period="yearly", min="-1")}, "salary.min"),
        ({"salary": Pay(currency="EUR", period="yearly", max="much")}, "salary.max"),
        ({"salary": Pay(currency="EUR", period="yearly", max="1e9")}, "salary.max"),
        ({"salary": Pay(currency="EUR", period="yearly", min="2", max="1")}, "salary.max"),
    ],
)
def test_a_detail_that_does_not_fit_is_named(company: Company, details: dict[str, Any], field: str) -> None:
    """The field at fault is named with what is possible, and nothing is stored: no ad by an import either."""
    with pytest.raises(Problem) as raised:
        company.imported(details=Details(**details))
    assert (raised.value.code, raised.value.field) == ("detail_invalid", f"details.{field}")
    assert raised.value.params["allowed"]
    assert company.job_ads.summaries(COMPANY) == []
    ad = company.imported()
    with pytest.raises(Problem):
        company.importing.complete(COMPANY, ad.id, Details(**details))
    assert company.ad(ad.id) == ad


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ("x" * 150_001, "description_too_long"),
        ("&" * 31_000, "description_too_long"),
        ("\U0001f600" * 80_000, "description_too_long"),
        ("<ul><li>" * 17, "description_too_deep"),
    ],
)
def test_a_description_that_no_ad_can_hold_stops_itself_alone(
    company: Company, description: str, code: str
) -> None:
    """By an import and by completing it is refused, nothing is stored, and all other positions go on."""
    bad = {"de": (Section(heading="", html=description),)}
    company.publish(a_position(1, descriptions=bad), a_position(2))
    with pytest.raises(Problem) as raised:
        company.imported(1)
    assert raised.value.code == code
    assert company.job_ads.summaries(COMPANY) == []
    ad = company.imported(2)
    with pytest.raises(Problem) as raised:
        company.importing.complete(COMPANY, ad.id, Details(description=description))
    assert raised.value.code == code
    assert company.ad(ad.id) == ad


@pytest.mark.parametrize(("typed", "kept"), [("00650", "650"), ("017.50", "17.5"), (" 8.00 ", "8")])
def test_an_amount_is_kept_in_one_form(company: Company, typed: str, kept: str) -> None:
    """Amounts look alike, whether Personio or a person told them."""
    ad = company.imported(details=Details(salary=Pay(currency="EUR", period="hourly", max=typed)))
    assert ad.salary
    assert (ad.salary["max"], ad.salary["min"]) == (kept, None)


def test_one_amount_may_be_both_bounds(company: Company) -> None:
    """A salary that is no range has the same amount twice."""
    pay = Pay(currency="CHF", period="monthly", min="7000", max="7000.0")
    assert company.imported(details=Details(salary=pay)).missing == ()


def test_the_chosen_language_is_read_first(company: Company) -> None:
    """The board is asked for the chosen language, then the company's, then the configured ones."""
    company.publish(a_position(descriptions=texts("fr")))
    company.imported(language="fr")
    assert company.positions.fetched == [("acme", ("fr", "de", "en"))]


def test_matched_ios_own_status_is_left_alone(company: Company) -> None:
    """An ad that matched.io has put online is not made a draft by what it lacks."""
    ad = company.imported()
    company.job_ads.update(COMPANY, ad.id, lambda known: replace(known, status="online"))
    changed = company.importing.complete(COMPANY, ad.id, Details(skills=()))
    assert (changed.status, [part.field for part in changed.missing]) == ("online", ["skills"])


def test_an_import_by_mistake_is_undone(company: Company) -> None:
    """The draft is gone, the trail says who did it, and the position may be imported anew."""
    company.publish(a_position(keywords=()))
    ad = company.imported()
    assert company.importing.discard(COMPANY, ad.id, "ann") == ad
    assert company.job_ads.get(COMPANY, ad.id) is None
    line = company.audit.lines[-1]
    assert (line.by, line.what, line.about) == ("ann", AuditedAction.DISCARDED, {"position": 1, "job": ad.id})
    assert company.imported().link


def test_what_somebody_went_on_with_is_no_mistake(company: Company) -> None:
    """An ad that is complete, older than its link, or has an export is refused and kept; nothing is told."""
    company.publish(a_position(1, keywords=()), a_position(2), a_position(3, keywords=()))
    exported, complete = company.imported(1), company.imported(2)
    company.parked("m1", exported.id)
    company.older_ad(status="draft")
    linked = company.linking.link(COMPANY, "older", 3, "rob").ad
    told = len(company.audit.lines)
    for ad in (exported, complete, linked):
        with pytest.raises(Problem) as refused:
            company.importing.discard(COMPANY, ad.id, "ann")
        assert refused.value.code == "job_in_use"
        assert company.ad(ad.id) == ad
    assert len(company.audit.lines) == told


@pytest.mark.parametrize("job", ["none", "foreign"])
def test_only_an_ad_of_ones_own_is_discarded(company: Company, job: str) -> None:
    """Another company's ad and none are the same, whatever belongs to it."""
    company.older_ad("foreign", company_id="other")
    company.parked("m1", "foreign")
    with pytest.raises(Problem) as refused:
        company.importing.discard(COMPANY, job, "ann")
    assert refused.value.code == "job_not_found"
