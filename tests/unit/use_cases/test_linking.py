"""Linking older job ads to positions."""

import pytest

from local.scenes.boards import ACCOUNT, COMPANY, Company, a_position
from shared.domain.errors import Problem
from shared.domain.jobs.position import Section


@pytest.fixture
def company() -> Company:
    return Company()


def test_linking_changes_nothing_but_the_link(company: Company) -> None:
    """A linked ad keeps every word and its status, and knows its position."""
    older = company.older_ad(description_text="Ours", language="en")
    ad = company.linking.link(COMPANY, older.id, 1, "rob").ad
    assert ad.link
    assert (ad.link.position_id, ad.link.account, ad.link.linked_by) == (1, ACCOUNT, "rob")
    assert ad.link.url == "https://acme.jobs.personio.de/job/1"
    assert (ad.title, ad.description_text, ad.status) == (older.title, "Ours", "online")
    assert ad.link.changed == {}
    assert company.job_ads.by_position(COMPANY, ACCOUNT, 1) == ad


def test_linking_tells_how_many_matches_follow(company: Company) -> None:
    """Parked exports of the ad's matches become due at once, those of other ads do not."""
    company.older_ad()
    for match, job in (("m1", "older"), ("m2", "older"), ("m3", "another")):
        company.parked(match, job)
    assert company.linking.link(COMPANY, "older", 1, "rob").matches_following == 2
    due = [company.store.get(f"exports/{match}").due_at for match in ("m1", "m2", "m3")]
    assert [at == company.clock.now() for at in due] == [True, True, False]


def test_a_position_has_one_ad(company: Company) -> None:
    """Linking a second ad to a position is refused, naming the first; the first is as it was."""
    company.older_ad("first", title="First")
    company.older_ad("second")
    company.linking.link(COMPANY, "first", 1, "rob")
    with pytest.raises(Problem) as raised:
        company.linking.link(COMPANY, "second", 1, "rob")
    assert (raised.value.code, raised.value.params) == ("position_linked", {"title": "First"})
    assert company.ad("second").link is None


def test_a_link_can_be_moved_and_repeated(company: Company) -> None:
    """The same link again is the same; another position takes its place, and the former is free."""
    company.publish(a_position(1), a_position(2))
    company.older_ad()
    first = company.linking.link(COMPANY, "older", 1, "rob").ad
    company.clock.advance(60)
    assert company.linking.link(COMPANY, "older", 1, "ann").ad == first
    company.linking.link(COMPANY, "older", 2, "rob")
    assert company.job_ads.by_position(COMPANY, ACCOUNT, 1) is None
    assert company.imported(1).id != "older"
    assert company.imported(2).id == "older"


def test_an_unlinked_position_is_free(company: Company) -> None:
    """After unlinking, the position can be imported or linked anew; unlinking twice is no error."""
    company.older_ad()
    company.linking.link(COMPANY, "older", 1, "rob")
    for _ in range(2):
        assert company.linking.unlink(COMPANY, "older", "rob").link is None
    company.older_ad("other")
    assert company.linking.link(COMPANY, "other", 1, "rob").ad.id == "other"


def test_a_link_of_a_former_account_is_replaced(company: Company) -> None:
    """After connecting to another Personio account, the ad can be linked to a position there."""
    company.older_ad()
    company.linking.link(COMPANY, "older", 1, "rob")
    company.connect(account="200002")
    ad = company.linking.link(COMPANY, "older", 1, "rob").ad
    assert ad.link
    assert ad.link.account == "200002"


@pytest.mark.parametrize(
    ("job", "position", "code"), [("older", 404, "position_not_found"), ("nothing", 1, "job_not_found")]
)
def test_only_what_is_there_is_linked(company: Company, job: str, position: int, code: str) -> None:
    """An ad of the company's and a published position belong to a link."""
    company.older_ad()
    company.older_ad("foreign", company_id="other")
    with pytest.raises(Problem) as raised:
        company.linking.link(COMPANY, job, position, "rob")
    assert raised.value.code == code
    for call in (
        lambda: company.linking.link(COMPANY, "foreign", 1, "rob"),
        lambda: company.linking.unlink(COMPANY, "foreign", "rob"),
    ):
        with pytest.raises(Problem) as hidden:
            call()
        assert hidden.value.code == "job_not_found"


def test_nobody_links_while_disconnected(company: Company) -> None:
    """A link counts for the connection's account only, so there has to be one."""
    from shared.domain.connection import ConnectionState

    company.older_ad()
    company.connect(state=ConnectionState.DISCONNECTED)
    with pytest.raises(Problem) as raised:
        company.linking.link(COMPANY, "older", 1, "rob")
    assert raised.value.code == "not_connected"


def test_a_link_speaks_the_ads_language(company: Company) -> None:
    """The position is compared in the ad's own language, if it has text in it."""
    texts = {language: (Section(heading="", html=language),) for language in ("de", "en")}
    company.publish(a_position(descriptions=texts))
    company.older_ad(language="en")
    linked = company.linking.link(COMPANY, "older", 1, "rob").ad
    assert linked.link
    assert linked.link.language == "en"


def test_ads_of_the_same_title_are_suggested(company: Company) -> None:
    """A position without an ad names the ads that are called the same and linked to no position here."""
    company.publish(a_position(1), a_position(2, title="Data Engineer"))
    company.older_ad("same", title=" backend  ENGINEER ")
    company.older_ad("different", title="Frontend Engineer")
    rows = company.listing.list(COMPANY).listed
    assert [[ad.id for ad in row.suggested] for row in rows] == [["same"], []]
    company.linking.link(COMPANY, "same", 1, "rob")
    rows = company.listing.list(COMPANY).listed
    assert [(row.ad.id if row.ad else None, row.suggested) for row in rows] == [("same", ()), (None, ())]
