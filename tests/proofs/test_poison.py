"""A poison corpus through trigger, click, turn, sweep, sync and lists: one bad document stops nobody."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest
from google.cloud.firestore_v1._helpers import encode_dict
from google.cloud.firestore_v1.types import Document as Stored
from google.events.cloud.firestore import DocumentEventData

from local.loopback import call
from local.personio.positions import position_from
from local.scenes import described
from local.scenes.events import DATABASE, updated
from local.scenes.places import NUMBERS, Employer, Place, placed
from local.scenes.scene import eventually
from shared.adapters.gcp import documents
from shared.domain.jobs.bounds import LONGEST
from shared.domain.ledger.export import ApplicantKey, Code, State
from tests.samples import poison
from tests.samples.poison import Document, Whom

if TYPE_CHECKING:
    from local.system import System

pytestmark = [pytest.mark.emulator, pytest.mark.timeout(240)]
Whole = Callable[[Whom], Document]
FACTOR, SUBMISSION = 0.2, 8.0
ANN = "ann"  # an admin of every company
SHARED, WELL, AT_ONCE = 24, 4, 8
IN_ONE_COMMIT = 1_000_000  # characters; the emulator takes 4 MiB
TRIGGER, CLICK, SEND, SWEEP = "on_match_written", "export_applicant", "send_exports", "sweep_exports"
SYNC, LIST = "sync_jobs", "list_jobs"
IDS = frozenset(
    [
        *(documents.MATCH_COMPANY, documents.MATCH_JOB, documents.MATCH_DEVELOPER, documents.JOB_COMPANY),
        *("company_id", "job_id", "developer_id", "match_id", "cursor"),
    ]
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A success with one poisoned document behind it, at `path`, which `odd` names; `match` as it stands."""

    odd: str
    path: str
    whom: Whom
    match: Document
    clicked: bool

    @property
    def readable(self) -> bool:
        """Whether it still is a success of the company that it was made for."""
        found = documents.match(self.whom.match_id, self.match, datetime.now(UTC))
        return found.successful and found.company_id == self.whom.company_id

    @property
    def older(self) -> bool:
        """Whether it says that it succeeded before its company connected: a click alone exports it then."""
        succeeded_at = documents.match(self.whom.match_id, self.match, datetime.now(UTC)).successful_at
        return succeeded_at is not None and succeeded_at < poison.NOW


class Corpus:
    """Every poisoned document, each behind a success of its own; and successes whose documents are well."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.types = {**poison.TYPES, "reference": place.client.document("companies/acme")}
        self.writes: dict[str, Document] = {}
        self.cases: list[Case] = []
        self.well = [self.employer() for _ in range(WELL)]
        self.silent = [self.success(self.whom(employer)) for employer in self.well]
        self.told = [self.success(self.whom(employer)) for employer in self.well]
        self.shared = [self.employer() for _ in range(SHARED)]
        self._next = cycle(self.shared)
        self.companies = self._companies()
        self._theirs()
        self._ours()
        self.too_long = self._too_long(self.well[0])
        self._write()

    def employer(self) -> Employer:
        employer = self.place.employer()
        self.writes[documents.company_path(employer.id)] = poison.company(ANN)
        return employer

    def whom(self, employer: Employer) -> Whom:
        """A person and a match of their own."""
        number = next(NUMBERS)
        return Whom(
            company_id=employer.id,
            account=str(employer.account),
            position_id=employer.position_id,
            job_id=employer.job_id,
            developer_id=f"person-{number}-",
            match_id=f"match-{number}-",
        )

    def success(self, whom: Whom) -> Whom:
        """Match and person, as they should be."""
        self.writes[documents.developer_path(whom.developer_id)] = poison.developer(whom)
        self.writes[documents.match_path(whom.match_id)] = poison.match(whom, datetime.now(UTC))
        return whom

    def _companies(self) -> list[str]:
        found = []
        for _, change in poison.variations(poison.company(ANN), IDS, self.types):
            found.append(f"company-{next(NUMBERS)}-")
            self.writes[documents.company_path(found[-1])] = change(poison.company(ANN))
        return found

    def _theirs(self) -> None:
        """matched.io's: every field absent and of every type; of those in turn the card is clicked, too."""
        self._all_of("match", poison.match, lambda whom: documents.match_path(whom.match_id))
        self._all_of("developer", poison.developer, lambda whom: documents.developer_path(whom.developer_id))
        self._all_of("job", poison.job, lambda whom: documents.job_path(whom.job_id))

    def _all_of(self, kind: str, whole: Whole, path: Callable[[Whom], str]) -> None:
        in_turn = dict(poison.in_turn(whole(Whom()), IDS, self.types))
        for odd, change in poison.mixed(whole(Whom()), IDS, self.types):
            whom, number = self.whom(next(self._next)), next(NUMBERS)
            if kind == "job":
                whom = replace(whom, job_id=f"ad-{number}-", position_id=1_000_000 + number)
            self._add(f"{kind}: {odd}", whom, path(whom), change(whole(whom)), clicked=odd in in_turn)

    def _ours(self) -> None:
        """As a hand may break them: every field absent and of one type, the types in turn."""
        for odd, change in poison.in_turn(poison.entry(Whom()), IDS, self.types):
            whom = self.whom(next(self._next))
            self._add(f"entry: {odd}", whom, documents.export_path(whom.match_id), change(poison.entry(whom)))
        for odd, change in poison.in_turn(poison.key(Whom()), IDS, self.types):
            whom = self.whom(next(self._next))
            key = ApplicantKey(
                account=whom.account, position_id=whom.position_id, developer_id=whom.developer_id
            )
            self._add(f"key: {odd}", whom, documents.applicant_path(key), change(poison.key(whom)))
        for odd, change in poison.in_turn(poison.account(Whom()), IDS, self.types):
            whom = self.whom(self.employer())
            path = documents.account_path(whom.account)
            self._add(f"account: {odd}", whom, path, change(poison.account(whom)))
        for odd, change in poison.in_turn(poison.connection(Whom()), IDS, self.types):
            whom = self.whom(self.employer())
            path = documents.connection_path(whom.company_id)
            known = self.place.client.document(path).get().to_dict() or {}
            whole = {**poison.connection(whom), "secret": known["secret"], "board": known["board"]}
            self._add(f"connection: {odd}", whom, path, change(whole))
        for odd, change in poison.in_turn(poison.rules(), IDS, self.types):
            whom = self.whom(self.employer())
            path = documents.rules_path(whom.company_id)
            self._add(f"rules: {odd}", whom, path, change(poison.rules()))
        backfills = poison.in_turn(poison.backfill(Whom()), IDS, self.types)
        for employer, (_, change) in zip([*self.well, *self.shared], backfills, strict=False):
            backfill = poison.backfill(self.whom(employer))
            self.writes[documents.backfill_path(employer.id)] = change(backfill)
        self.writes[documents.SETTINGS_SWEEP] = {**poison.sweep(), "watermark": "odd"}
        self.writes[documents.SETTINGS_GLOBAL] = {documents.SETTINGS_PAUSED: "odd"}

    def _add(self, odd: str, whom: Whom, path: str, poisoned: Document, *, clicked: bool = True) -> None:
        self.success(whom)
        self.writes[path] = poisoned
        match = self.writes[documents.match_path(whom.match_id)]
        self.cases.append(Case(odd=odd, path=path, whom=whom, match=match, clicked=clicked))

    def _too_long(self, employer: Employer) -> list[str]:
        """Two more ads of an employer's: a position with too long a description, and an ad without room."""
        numbers = [next(NUMBERS) for _ in range(2)]
        ads = [f"ad-{number}-" for number in numbers]
        texts = ["x" * (LONGEST + 1), "ä" * (LONGEST - 100)]
        for number, ad in zip(numbers, ads, strict=True):
            whom = replace(self.whom(employer), job_id=ad, position_id=2_000_000 + number)
            self.writes[documents.job_path(ad)] = poison.job(whom)
        full = self.writes[documents.job_path(ads[1])]
        full[documents.JOB_FIELDS["description_html"]] = poison.TYPES["huge"]
        companies = self.place.personio.world.companies
        companies[employer.account] = replace(
            companies[employer.account],
            positions=(
                *companies[employer.account].positions,
                *(
                    position_from({"id": 2_000_000 + number, "name": "Lead", "texts": {"de": [["", text]]}})
                    for number, text in zip(numbers, texts, strict=True)
                ),
            ),
        )
        return ads

    def _write(self) -> None:
        batch, size = self.place.client.batch(), 0
        for path, document in self.writes.items():
            batch.set(self.place.client.document(path), document)
            size += len(str(document))
            if size > IN_ONE_COMMIT:
                batch.commit()
                batch, size = self.place.client.batch(), 0
        batch.commit()


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What a function answered, after how many seconds."""

    status: int
    body: Any
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Run:
    """The corpus on its way through every function; what they answered, by function and by whom it was about.

    Attributes:
        token: Ann's sign-in.
        first: the entries as the first sweep and the turns that it asked for left them.
    """

    place: Place
    corpus: Corpus
    token: str
    answers: dict[tuple[str, str], Answered] = field(default_factory=dict)
    first: dict[str, Document] = field(default_factory=dict)

    def through_all(self) -> None:
        well = [(whom, self.corpus.writes[documents.match_path(whom.match_id)]) for whom in self.corpus.told]
        cases = [(case.whom, case.match) for case in self.corpus.cases]
        new = [(case.whom, case.match) for case in self.corpus.cases if not case.odd.startswith("entry: ")]
        self._all(self._trigger, [*new, *well])
        self._ask(SWEEP, "", "POST", "", b"")
        eventually(self._others_left, 60)
        self.place.queue(paused=True)
        eventually(self._nobody_is_at_work)
        self.first.update(self._entries())
        self._all(self._click, [case.whom for case in self.corpus.cases if case.clicked])
        self._ask(SYNC, "", "POST", "", b"")
        companies = {whom.company_id for whom, _ in [*cases, *well]}
        self._all(self._lists, [*self.corpus.companies, *sorted(companies)])
        self._ask(SWEEP, "again", "POST", "", b"")
        self.place.queue(paused=False)

    def lines(self, *functions: str) -> Iterator[dict[str, Any]]:
        """What they logged; whatever is no line of ours is named as such."""
        for function in functions or tuple(self.place.served):
            for line in self.place.served[function].program.log.read_text().splitlines():
                try:
                    yield json.loads(line)
                except ValueError:
                    yield {"event": "no line of ours", "text": line}

    def shown(self, case: Case) -> dict[str, Any]:
        """The export as the click answered; where nobody clicked or nothing changed, as it stands."""
        clicked = self.answers[CLICK, case.whom.match_id] if case.clicked else None
        if clicked and clicked.status == HTTPStatus.OK:
            answer: dict[str, Any] = clicked.body
            return answer
        return self.first.get(case.whom.match_id, {})

    def unreadable(self) -> set[str]:
        """The paths that the log names."""
        return {line["path"] for line in self.lines() if line["event"] == "document_unreadable"}

    def _others_left(self) -> bool:
        """Whether whose documents are well are at Personio."""
        found = self._entries()
        whoms = (*self.corpus.told, *self.corpus.silent)
        return all(found.get(whom.match_id, {}).get("state") == State.EXPORTED for whom in whoms)

    def _nobody_is_at_work(self) -> bool:
        leases = [entry.get("lease_until") for entry in self._entries().values()]
        return not any(isinstance(until, datetime) and until > datetime.now(UTC) for until in leases)

    def _trigger(self, success: tuple[Whom, Document]) -> None:
        whom, match = success
        headers, body = event(whom.match_id, match)
        self._ask(TRIGGER, whom.match_id, "POST", "", body, headers)

    def _click(self, whom: Whom) -> None:
        self._ask(CLICK, whom.match_id, "POST", f"{whom.company_id}/matches/{whom.match_id}", b"")

    def _lists(self, company: str) -> None:
        for function in (LIST, CLICK):
            self._ask(function, company, "GET", company)

    def _all(self, ask: Callable[[Any], None], about: Sequence[Any]) -> None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(ask, about))

    def _ask(
        self,
        function: str,
        about: str,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        signed_in = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        began = time.monotonic()
        status, answer = call(method, self.place.url(function) + path, body, signed_in, timeout=60)
        body = json.loads(answer) if answer.startswith(b"{") else answer
        self.answers[function, about] = Answered(status=status, body=body, seconds=time.monotonic() - began)

    def _entries(self) -> dict[str, Document]:
        whoms = [*(case.whom for case in self.corpus.cases), *self.corpus.told, *self.corpus.silent]
        paths = [self.place.client.document(documents.export_path(whom.match_id)) for whom in whoms]
        found = self.place.client.get_all(paths)
        return {entry.id: entry.to_dict() or {} for entry in found if entry.exists}


def event(match: str, document: Document) -> tuple[dict[str, str], bytes]:
    """What Eventarc tells of a match that was made as it stands."""
    headers = updated(match, company_id="", job_id="", developer_id="", before="", after="").headers
    name = f"{DATABASE}/documents/{documents.match_path(match)}"
    stored = Stored(name=name, fields=encode_dict(document))
    data = DocumentEventData.pb(DocumentEventData())
    data.value.ParseFromString(Stored.pb(stored).SerializeToString())
    data.value.update_time.GetCurrentTime()
    return headers, data.SerializeToString()


@pytest.fixture(scope="module")
def run(system: "System", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("poison")
    with placed(system, folder, factor=FACTOR, submission=SUBMISSION, proxied=False) as place:
        for name in (TRIGGER, CLICK, SEND, SWEEP, SYNC, LIST):
            place.start(name)
        token = system.keys.token(ANN, project=place.environment["GOOGLE_CLOUD_PROJECT"])
        made = Run(place=place, corpus=Corpus(place), token=token)
        poisoned = len(made.corpus.cases) + len(made.corpus.companies)
        sys.stdout.write(f"{poisoned} poisoned documents among {len(made.corpus.writes)}\n")
        made.through_all()
        yield made


def test_nothing_is_answered_with_a_5xx(run: Run) -> None:
    """Whatever stands in a document, nobody's call fails for it and no event is left to come again."""
    failed = {
        about: answer
        for about, answer in run.answers.items()
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    }
    assert failed == {}
    by_trigger = {answer.status for (function, _), answer in run.answers.items() if function == TRIGGER}
    assert by_trigger == {HTTPStatus.OK}
    answered = [line for line in run.lines(SEND) if line["event"] == "request_answered"]
    turns = {line["status"] for line in answered if line["method"] == "POST"}
    assert turns == {HTTPStatus.OK}


def test_answers_are_as_described(run: Run) -> None:
    """A broken document makes no answer that docs/openapi.yaml does not describe."""
    companies = {case.whom.match_id: case.whom.company_id for case in run.corpus.cases}
    for (function, about), answer in run.answers.items():
        path = f"{function.replace('_', '-')}/{companies.get(about, about)}"
        kind = "application/json" if answer.status == HTTPStatus.OK else "application/problem+json"
        if about in companies and function == CLICK:
            described.check("POST", f"{path}/matches/{about}", answer.status, kind, answer.body)
        elif function in {CLICK, LIST}:
            described.check("GET", path, answer.status, kind, answer.body)


def test_no_part_is_stopped(run: Run) -> None:
    """No part of a sweep, no export, no call breaks off, and no line of a log is anybody else's."""
    odd = {"sweep_failed", "export_failed", "crashed", "misconfigured", "no line of ours"}
    assert [line for line in run.lines() if line["event"] in odd] == []
    sweeps = [answer.body["swept"] for (function, _), answer in run.answers.items() if function == SWEEP]
    assert sweeps == [True, True]


def test_each_success_is_explained(run: Run) -> None:
    """A readable success has an entry that says where it stands; any other has none, or a line in the log."""
    unreadable = run.unreadable()
    for case in run.corpus.cases:
        shown = run.shown(case)
        if case.readable and (case.clicked or not case.older):
            assert shown["state"] in set(State), case.odd
            if shown["state"] == State.NEEDS_ACTION:
                assert shown["code"] in set(Code), case.odd
                assert shown["who"], case.odd
        else:
            assert case.whom.match_id not in run.first, case.odd
        found = documents.match(case.whom.match_id, case.match, datetime.now(UTC))
        nobodys = found.successful and not found.company_id
        assert (documents.match_path(case.whom.match_id) in unreadable) == nobodys, case.odd


def test_what_is_broken_is_named(run: Run) -> None:
    """Whatever of ours is to blame for an entry, the log names it by its path."""
    unreadable = run.unreadable()
    for case in run.corpus.cases:
        if run.shown(case).get("code") == Code.DOCUMENT_UNREADABLE:
            assert case.path in unreadable, case.odd


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        ("match: job_id slash", Code.JOB_UNKNOWN),
        ("match: developer_id too long", Code.DEVELOPER_UNKNOWN),
        ("developer: email list", Code.DEVELOPER_INCOMPLETE),
        ("developer: email huge", Code.DEVELOPER_INCOMPLETE),
        ("job: company_id map", Code.COMPANY_MISMATCH),
        ("job: personio.account absent", Code.NOT_LINKED),
        ("job: personio list", Code.NOT_LINKED),
        ("connection: state absent", Code.DOCUMENT_UNREADABLE),
        ("entry: origin absent", Code.DOCUMENT_UNREADABLE),
        ("key: match_id slash", Code.DOCUMENT_UNREADABLE),
        ("rules: send absent", Code.DOCUMENT_UNREADABLE),
        ("rules: attributes absent", Code.DOCUMENT_UNREADABLE),
    ],
)
def test_what_is_odd_has_the_code_that_fits(run: Run, odd: str, code: Code) -> None:
    """The entry names what is wrong by the code that leads to whoever can mend it."""
    (case,) = [case for case in run.corpus.cases if case.odd == odd]
    assert run.shown(case)["code"] == code


def test_what_is_switched_off_stays(run: Run) -> None:
    """Whatever a hand makes of a company's rules, the telephone leaves only where they say that it may."""
    cases = [case for case in run.corpus.cases if case.odd.startswith("rules: ")]
    requests = {
        case.odd: run.place.personio.world.records.matching(company_id=int(case.whom.account))
        for case in cases
    }
    told = {
        odd
        for odd, sent in requests.items()
        for request in sent
        if "phone" in {attribute["id"] for attribute in (request["body"] or {}).get("attributes", [])}
    }
    assert len(cases) > len(told)
    for case in cases:
        if case.odd in told:
            stored = run.corpus.writes[case.path]
            assert "phone" not in documents.rules("", stored).withheld, case.odd


def test_what_needs_nobody_leaves(run: Run) -> None:
    """A field that an application can do without costs its own value, and nothing else."""
    optional = {
        name for name in documents.DEVELOPER_FIELDS if name not in {"first_name", "last_name", "email"}
    }
    cases = [
        case for case in run.corpus.cases if case.odd.startswith(tuple(f"developer: {n} " for n in optional))
    ]
    cases += [case for case in run.corpus.cases if case.odd.startswith("account: ")]
    states = {case.odd: run.shown(case)["state"] for case in cases}
    assert {odd: state for odd, state in states.items() if state != State.EXPORTED} == {}


def test_everybody_else_leaves_in_time(run: Run) -> None:
    """Who has no part in it is exported by its event, and after the first sweep where no event came."""
    states = [run.first[whom.match_id]["state"] for whom in (*run.corpus.told, *run.corpus.silent)]
    assert set(states) == {State.EXPORTED}
    seconds = max(run.answers[TRIGGER, whom.match_id].seconds for whom in run.corpus.told)
    sys.stdout.write(f"slowest event of theirs: {seconds:.2f} s\n")


def test_everybody_elses_ads_are_compared(run: Run) -> None:
    """Ads beside poisoned ones are compared; of those too long for a document the log says so."""
    ads = [employer.job_id for employer in (*run.corpus.well, *run.corpus.shared)]
    found = run.place.client.get_all([run.place.client.document(documents.job_path(ad)) for ad in ads])
    links = {ad.id: (ad.to_dict() or {})[documents.JOB_PERSONIO] for ad in found}
    assert [ad for ad, link in links.items() if not link["changed"]] == []
    odd = {line["job"] for line in run.lines(SYNC) if line["event"] == "ad_not_compared"}
    assert set(run.corpus.too_long) <= odd


def test_lists_show_the_rest(run: Run) -> None:
    """The positions and the exports of every company whose connection is well are listed."""
    for employer in (*run.corpus.well, *run.corpus.shared):
        assert run.answers[LIST, employer.id].status == HTTPStatus.OK
        assert run.answers[CLICK, employer.id].status == HTTPStatus.OK
