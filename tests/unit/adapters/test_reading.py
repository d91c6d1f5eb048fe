"""What stands in a document, whatever it is, is read as what we know, as absent, or as broken."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec
import pytest
from google.cloud.firestore import DocumentReference

from shared.adapters.gcp import documents
from shared.domain.audit import AuditedAction, Line
from shared.domain.company import Role
from shared.domain.ledger.export import ApplicantKey, Code, State
from shared.domain.ledger.notice import Notice
from shared.domain.rules import Rules
from tests.samples import poison
from tests.samples.poison import NOW, TYPES, Whom

MATCH_IDS = frozenset({documents.MATCH_COMPANY, documents.MATCH_JOB, documents.MATCH_DEVELOPER})
WHOM = Whom()
ALL_TYPES = {**TYPES, "reference": DocumentReference("companies", "acme")}
Read = Callable[[Any], Any]
THEIRS: Mapping[str, tuple[dict[str, Any], Read]] = {
    "company": (poison.company("ann"), lambda document: documents.role(document, "ann")),
    "developer": (poison.developer(WHOM), lambda document: documents.developer("ada", document)),
    "match": (poison.match(WHOM), lambda document: documents.match("m1", document, NOW)),
    "job": (poison.job(WHOM), lambda document: documents.job_ad("job", document)),
    "heading": (poison.job(WHOM), lambda document: documents.summary("job", document)),
}
OURS: Mapping[str, tuple[dict[str, Any], Read]] = {
    "connection": (
        poison.connection(WHOM),
        lambda document: documents.connection("acme", document),
    ),
    "entry": (poison.entry(WHOM), lambda document: documents.export("m1", document)),
    "account": (poison.account(WHOM), lambda document: documents.account("100001", document)),
    "back-fill": (poison.backfill(WHOM), lambda document: documents.backfill("acme", document)),
    "sweep": (poison.sweep(), lambda document: documents.sweep("sweep", document)),
}


def variations(whole: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    ids = MATCH_IDS | {documents.JOB_COMPANY, "company_id", "job_id", "developer_id", "cursor", "pass_match"}
    return ((odd, change(whole)) for odd, change in poison.variations(whole, ids, ALL_TYPES))


def typed(value: Any) -> bool:
    """Whether every part of it is of the type that it says."""
    builtins = msgspec.to_builtins(value, builtin_types=(datetime,))
    if value is None:
        return True
    converted = msgspec.convert(builtins, type(value), builtin_types=(datetime,))
    return repr(converted) == repr(value)  # a fraction that is no number equals nothing, itself included


@pytest.mark.parametrize("kind", THEIRS)
def test_a_field_of_another_type_counts_as_absent(kind: str) -> None:
    """Of matched.io's documents each can be read; what it says has the types that we know, ids included."""
    whole, read = THEIRS[kind]
    assert typed(read(whole))
    for odd, document in variations(whole):
        found = read(document)
        assert typed(found), odd
        ids = [getattr(found, name, "") for name in ("company_id", "job_id", "developer_id")]
        assert all(not id_ or documents.is_id(id_) for id_ in ids), odd


@pytest.mark.parametrize("kind", OURS)
def test_a_document_of_ours_is_read_or_broken(kind: str) -> None:
    """Whatever a hand did to a document of ours, it is read in its types or is broken; nothing else."""
    whole, read = OURS[kind]
    assert typed(read(whole))
    broken = 0
    for odd, document in variations(whole):
        try:
            assert typed(read(document)), odd
        except msgspec.ValidationError:
            broken += 1
    assert broken


@pytest.mark.parametrize(("name", "id_"), poison.IDS.items())
def test_an_id_that_no_document_has_counts_as_absent(name: str, id_: str) -> None:
    """What cannot be a document's id stands for none, in each field of a match."""
    found = documents.match("m1", dict.fromkeys(MATCH_IDS, id_), NOW)
    assert (found.company_id, found.job_id, found.developer_id) == ("", "", ""), name


@pytest.mark.parametrize("id_", ["a", "ä b", "..a", "__x", "x" * 1_500, "ä" * 750])
def test_an_id_that_a_document_may_have_is_one(id_: str) -> None:
    """Whatever Firestore takes for an id is one."""
    found = documents.match("m1", dict.fromkeys(MATCH_IDS, id_), NOW)
    assert (found.company_id, found.job_id, found.developer_id) == (id_, id_, id_)


def test_a_long_persons_key_is_an_id() -> None:
    """A person whose id is as long as can be has an applicant key of their own."""
    keys = [ApplicantKey(account="1", position_id=7, developer_id="x" * 1_499 + end) for end in "ab"]
    paths = {documents.applicant_path(key) for key in keys}
    assert len(paths) == 2
    assert all(documents.is_id(path.partition("/")[2]) for path in paths)


def test_a_broken_part_of_ours_is_no_link() -> None:
    """An ad whose `personio` somebody broke belongs to no position; its own fields stay."""
    whole = poison.job(WHOM)
    del whole[documents.JOB_PERSONIO]["account"]
    ad = documents.job_ad("job", {**whole, documents.JOB_FIELDS["missing"]: ["salary"]})
    assert (ad.title, ad.missing, ad.link) == ("Engineer", (), None)
    assert documents.summary("job", whole).link is None


@pytest.mark.parametrize("position", [0, -1])
def test_no_position_has_such_a_number(position: int) -> None:
    """A link to what can be no position is none."""
    whole = poison.job(WHOM)
    whole[documents.JOB_PERSONIO]["position_id"] = position
    assert documents.job_ad("job", whole).link is None


def test_a_role_is_a_word() -> None:
    """A role of another type allows nothing."""
    roles = [
        documents.role({documents.COMPANY_MEMBERS: {"ann": value}}, "ann") for value in ("admin", ["admin"])
    ]
    assert roles == [Role.ADMIN, None]


def test_a_broken_entry_is_shown_as_such() -> None:
    """In place of an entry that cannot be read, what can be shown of it says who can mend it."""
    shown = documents.unreadable_export("m1", {"company_id": "acme", "state": 7}, NOW)
    assert (shown.match_id, shown.company_id) == ("m1", "acme")
    assert (shown.state, shown.code, shown.who) == (
        State.NEEDS_ACTION,
        Code.DOCUMENT_UNREADABLE,
        "matched.io",
    )


def test_a_switch_that_nobody_knows_is_broken() -> None:
    """What a company does not want sent, as a later release knows it, is never taken for what it may be."""
    saved = {**documents.written(Rules(send={"phone": False})), "send": {"phone": False, "message": True}}
    assert documents.rules("", saved).withheld == {"phone"}
    with pytest.raises(msgspec.ValidationError):
        documents.rules("", {**saved, "send": {"phone": False, "message": False}})


def test_a_document_is_named_by_its_path() -> None:
    """What a document of ours says of its own name counts for nothing."""
    names = [
        documents.connection("acme", {**poison.connection(WHOM), "company": "globex"}).company_id,
        documents.export("m1", {**poison.entry(WHOM), "match_id": "m2"}).match_id,
        documents.account("1", {**poison.account(WHOM), "id": "2"}).id,
        documents.backfill("acme", {**poison.backfill(WHOM), "company": "globex"}).company_id,
    ]
    assert names == ["acme", "m1", "1", "acme"]


def test_a_name_in_code_changes_no_stored_one() -> None:
    """Ids stand in documents under the names they always had, and are read from there."""
    entry = documents.written(documents.export("m1", poison.entry(WHOM)))
    assert (entry["position"], entry["chosen_position"], entry["frozen"]["position"]) == (7, 7, 7)
    key = ApplicantKey(account="1", position_id=7, developer_id="ada")
    line = Line(company_id="acme", by="ann", what=AuditedAction.PAUSED, at=NOW, about={}, expires_at=NOW)
    stored = [documents.written(each) for each in (key, line, Notice(company_id="acme"))]
    assert [one.get("position", one.get("company")) for one in stored] == [7, "acme", "acme"]
    assert documents.read(Line, stored[1]) == line
    assert {poison.connection(WHOM)["company"], poison.backfill(WHOM)["company"]} == {"acme"}
    written = [entry, *stored, poison.connection(WHOM), poison.backfill(WHOM)]
    assert not {"position_id", "chosen_position_id"} & {name for each in written for name in each}
