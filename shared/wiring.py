"""Which adapter serves which port: built on first use, once per instance.

Imports stand inside the functions, so that a call that is answered early (preflight, 401, an event that is
no success) never loads Firestore, and no function loads what it does not use (docs/decisions/0002).
"""

from datetime import timedelta
from functools import cache
from random import SystemRandom
from secrets import token_hex
from typing import TYPE_CHECKING, TypeVar, cast

from shared import log, settings
from shared.adapters.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cloudevents.http import CloudEvent
    from google.cloud import firestore
    from google.cloud.tasks_v2 import CloudTasksClient

    from shared.adapters.gcp.audit import FirestoreAudit
    from shared.adapters.gcp.backfills import FirestoreBackfills
    from shared.adapters.gcp.companies import FirestoreCompanies
    from shared.adapters.gcp.connections import FirestoreConnections
    from shared.adapters.gcp.dispatch import CloudTasksDispatch
    from shared.adapters.gcp.erased_people import FirestoreErasedPeople
    from shared.adapters.gcp.erasure_notices import FirestoreErasureNotices
    from shared.adapters.gcp.events import Pair
    from shared.adapters.gcp.exports import FirestoreExports
    from shared.adapters.gcp.follow_ups import FirestoreFollowUps
    from shared.adapters.gcp.hash_keys import GoogleHashKeys
    from shared.adapters.gcp.job_ads import FirestoreJobAds
    from shared.adapters.gcp.ledger import FirestoreLedger
    from shared.adapters.gcp.matches import FirestoreMatches
    from shared.adapters.gcp.people import FirestorePeople
    from shared.adapters.gcp.rules import FirestoreCompanyRules
    from shared.adapters.gcp.sweeps import FirestoreSweeps
    from shared.adapters.personio.api import PersonioApplications
    from shared.adapters.personio.applicants import PersonioApplicants
    from shared.adapters.personio.authentication import Ways
    from shared.adapters.personio.feed import PersonioPositions
    from shared.domain.attributes import Developer
    from shared.domain.company import Ahead, Role
    from shared.domain.ledger.pace import Pace
    from shared.domain.ledger.turn import Turn
    from shared.ports import Dispatch, Secrets
    from shared.use_cases.application_links import ApplicationLinks
    from shared.use_cases.connecting import Connecting
    from shared.use_cases.dossier import Dossiers
    from shared.use_cases.erased import ErasedLookup, ErasureAwareLedger
    from shared.use_cases.erasing import Erasing
    from shared.use_cases.exporting import Exporter
    from shared.use_cases.follow_turns import FollowTurns
    from shared.use_cases.following import Following
    from shared.use_cases.importing import Importing
    from shared.use_cases.linking import Linking
    from shared.use_cases.listing import Listing
    from shared.use_cases.match_card import MatchCard
    from shared.use_cases.ownership import Ownership
    from shared.use_cases.retiring import Retiring
    from shared.use_cases.ruling import Ruling
    from shared.use_cases.sending import Sending
    from shared.use_cases.summary import Summarising
    from shared.use_cases.sweep.backfilling import Backfilling
    from shared.use_cases.sweep.catching_up import CatchingUp
    from shared.use_cases.sweep.sweeping import Sweeping
    from shared.use_cases.syncing import Syncing
    from shared.use_cases.told_erasures import ToldErasures
    from shared.use_cases.turns import Turns

CLOCK = SystemClock()
T = TypeVar("T")


def membership(company_id: str, uid: str, ahead: "Mapping[Ahead, str]") -> "Role | None":
    """The caller's role, for the HTTP edge; what it names is read along."""
    return _companies().role(company_id, uid, ahead)


def matches_of(event: "CloudEvent") -> "Pair":
    """The match before and after a write that changed its success, for the trigger; else nothing.

    Raises:
        ValueError: the event is not one of a match document.
    """
    from shared.adapters.gcp.events import matches

    return matches(event)


def deleted_developer_of(event: "CloudEvent") -> "tuple[str, Developer | None]":
    """Whose profile was deleted, for the trigger.

    Raises:
        ValueError: the event is not one of a developer's deletion.
    """
    from shared.adapters.gcp import events

    return events.deleted_developer(event)


@cache
def connecting() -> "Connecting":
    from shared.use_cases.connecting import Connecting

    return Connecting(
        connections=_connections(),
        turns=_late(_turns),
        positions=_late(_positions),
        applications=_late(_applications),
        secrets=_late(_secrets),
        retiring=_late(_retiring),
        audit=_late(_audit),
        clock=CLOCK,
        pace=_pace(),
        languages=settings.current().languages,
        new_attempt_id=_new_attempt_id,
        follow_ups=_late(_follow_ups),
        follow_turns=_late(_follow_turns),
    )


@cache
def ruling() -> "Ruling":
    from shared.use_cases.ruling import Ruling

    return Ruling(
        rules=_company_rules(),
        exports=_exports(),
        connections=_connections(),
        turns=_turns(),
        audit=_audit(),
        clock=CLOCK,
    )


@cache
def listing() -> "Listing":
    """The list of positions; what it remembers of feeds lives as long as the instance."""
    from shared.use_cases.feed_cache import FeedCache
    from shared.use_cases.listing import Listing

    return Listing(
        feed_cache=FeedCache(CLOCK),
        connections=_connections(),
        positions=_positions(),
        job_ads=_job_ads(),
        clock=CLOCK,
        languages=settings.current().languages,
    )


@cache
def importing() -> "Importing":
    from shared.adapters.sanitiser import describe
    from shared.use_cases.importing import Importing

    return Importing(
        connections=_connections(),
        positions=_positions(),
        job_ads=_job_ads(),
        ownership=_ownership,
        audit=_audit(),
        clock=CLOCK,
        describe=describe,
        languages=settings.current().languages,
    )


@cache
def linking() -> "Linking":
    from shared.use_cases.linking import Linking

    return Linking(
        connections=_connections(),
        positions=_positions(),
        job_ads=_job_ads(),
        ownership=_ownership,
        turns=_turns(),
        audit=_audit(),
        clock=CLOCK,
        languages=settings.current().languages,
    )


@cache
def syncing() -> "Syncing":
    """The comparison with Personio; a local day shortens the wait before a loss is confirmed, too."""
    from shared.adapters.sanitiser import describe
    from shared.use_cases import tuning
    from shared.use_cases.syncing import Syncing

    return Syncing(
        connections=_connections(),
        positions=_positions(),
        job_ads=_job_ads(),
        clock=CLOCK,
        describe=describe,
        confirm_after=tuning.CONFIRM_AFTER_SECONDS * settings.current().pace_factor,
    )


@cache
def exporter() -> "Exporter":
    """The one exporter that trigger, click and turn share."""
    from shared.use_cases.exporting import Exporter

    return Exporter(
        ledger=_erasure_aware(),
        secrets=_secrets(),
        applications=_applications(),
        applicants=_late(_applicants),
        clock=CLOCK,
        pace=_pace(),
        turns=_late(_turns),
        random=SystemRandom().random,
        new_attempt_id=_new_attempt_id,
    )


@cache
def sending() -> "Sending":
    """The turns of all accounts."""
    from shared.use_cases.proving import Proving
    from shared.use_cases.sending import Sending
    from shared.use_cases.sweep.backfilling import Paging

    return Sending(
        exports=_exports(),
        connections=_connections(),
        exporter=exporter(),
        paging=Paging(
            backfills=_backfills(),
            matches=_matches(),
            catching_up=_catching_up(),
            clock=CLOCK,
            pace=_pace(),
        ),
        proving=Proving(
            connections=_connections(),
            secrets=_secrets(),
            applications=_applications(),
            turns=_turns(),
            clock=CLOCK,
            pace=_pace(),
            new_attempt_id=_new_attempt_id,
        ),
        turns=_turns(),
        clock=CLOCK,
        pace=_pace(),
    )


@cache
def following() -> "Following":
    """The turns in which applicants are read."""
    from shared.use_cases.following import Following

    return Following(
        follow_ups=_follow_ups(),
        connections=_connections(),
        ledger=_ledger(),
        secrets=_secrets(),
        applicants=_applicants(),
        turns=_follow_turns(),
        clock=CLOCK,
        pace=_pace(),
    )


@cache
def sweeping() -> "Sweeping":
    from shared.use_cases.sweep.asking import Asking
    from shared.use_cases.sweep.following_up import FollowingUp
    from shared.use_cases.sweep.missing import Missing
    from shared.use_cases.sweep.nightly import Nightly
    from shared.use_cases.sweep.pruning import Pruning
    from shared.use_cases.sweep.sweeping import Sweeping

    return Sweeping(
        sweeps=_sweeps(),
        asking=Asking(
            exports=_exports(),
            connections=_connections(),
            backfills=_backfills(),
            exporter=exporter(),
            turns=_turns(),
            clock=CLOCK,
            pace=_pace(),
        ),
        following_up=FollowingUp(
            follow_ups=_follow_ups(), connections=_connections(), turns=_follow_turns(), clock=CLOCK
        ),
        catching_up=_catching_up(),
        nightly=Nightly(
            matches=_matches(),
            backfills=_backfills(),
            exports=_exports(),
            connections=_connections(),
            catching_up=_catching_up(),
            clock=CLOCK,
            pace=_pace(),
        ),
        pruning=Pruning(exports=_exports(), ledger=_ledger(), clock=CLOCK, pace=_pace()),
        erasing=erasing(),
        missing=Missing(
            people=_people(), erased=_erased_people(), erasing=erasing(), clock=CLOCK, pace=_pace()
        ),
        retiring=_retiring(),
        turns=_turns(),
        connections=_connections(),
        clock=CLOCK,
        pace=_pace(),
    )


@cache
def erasing() -> "Erasing":
    from shared.use_cases.erasing import Erasing

    return Erasing(
        ledger=_ledger(),
        people=_people(),
        erased=_erased_people(),
        keys=_hash_keys(),
        lookup=_erased_lookup(),
        clock=CLOCK,
        pace=_pace(),
    )


@cache
def dossiers() -> "Dossiers":
    from shared.use_cases.dossier import Dossiers

    return Dossiers(people=_people(), erased=_erased_people(), keys=_hash_keys())


@cache
def backfilling() -> "Backfilling":
    from shared.use_cases.sweep.backfilling import Backfilling

    return Backfilling(
        backfills=_backfills(),
        connections=_connections(),
        exports=_exports(),
        audit=_audit(),
        turns=_turns(),
        clock=CLOCK,
    )


@cache
def match_card() -> "MatchCard":
    """The match card; what it remembers of feeds is its own, apart from the list of positions."""
    from shared.use_cases.feed_cache import FeedCache
    from shared.use_cases.match_card import MatchCard

    return MatchCard(
        exporter=exporter(),
        ledger=_erasure_aware(),
        exports=_exports(),
        connections=_connections(),
        applications=_applications(),
        positions=_late(_positions),
        feed_cache=FeedCache(CLOCK),
        audit=_audit(),
    )


@cache
def told_erasures() -> "ToldErasures":
    from shared.use_cases.told_erasures import ToldErasures

    return ToldErasures(notices=_erasure_notices(), ledger=_ledger(), audit=_audit())


def application_links() -> "ApplicationLinks":
    from shared.use_cases.application_links import ApplicationLinks

    return ApplicationLinks(connections=_connections(), pattern=settings.current().personio_application_url)


@cache
def summarising() -> "Summarising":
    from shared.use_cases.summary import Summarising

    return Summarising(exports=_exports(), follow_ups=_follow_ups())


@cache
def _catching_up() -> "CatchingUp":
    from shared.use_cases.sweep.catching_up import CatchingUp

    return CatchingUp(
        matches=_matches(),
        exports=_exports(),
        connections=_connections(),
        exporter=exporter(),
        turns=_turns(),
        clock=CLOCK,
        pace=_pace(),
    )


@cache
def _turns() -> "Turns":
    from shared.use_cases.turns import Turns

    return Turns(
        connections=_connections(),
        exports=_exports(),
        dispatch=LateDispatch(_dispatch),
        clock=CLOCK,
    )


@cache
def _follow_turns() -> "FollowTurns":
    from shared.use_cases.follow_turns import FollowTurns

    return FollowTurns(dispatch=LateDispatch(_readings_dispatch), clock=CLOCK, pace=_pace())


def _late(make: "Callable[[], T]") -> T:
    """What is made, and loaded, by whoever asks it first: a call needs little of what its use case knows."""
    return cast("T", _Late(make))


class _Late:
    def __init__(self, make: "Callable[[], object]") -> None:
        self._make = make

    def __getattr__(self, name: str) -> object:
        return getattr(self._make(), name)


class LateDispatch:
    """The queue's client is loaded by whoever asks for a turn first: most exports never do."""

    def __init__(self, dispatch: "Callable[[], Dispatch]") -> None:
        self._dispatch = dispatch

    def ask(self, turn: "Turn") -> None:
        """As the port says, also where no client can be made."""
        try:
            dispatch = self._dispatch()
        except Exception as fault:  # noqa: BLE001 - no fault of the queue's fails an export
            log.turn_not_asked(turn.account, type(fault).__name__)
        else:
            dispatch.ask(turn)


@cache
def _retiring() -> "Retiring":
    from shared.use_cases.retiring import Retiring

    return Retiring(connections=_connections(), secrets=_secrets())


@cache
def _ownership() -> "Ownership":
    from shared.use_cases.ownership import Ownership

    return Ownership(
        connections=_connections(), secrets=_secrets(), applications=_applications(), turns=_turns()
    )


@cache
def _erased_lookup() -> "ErasedLookup":
    from shared.use_cases.erased import ErasedLookup

    return ErasedLookup(people=_late(_erased_people), keys=_late(_hash_keys))


@cache
def _erasure_aware() -> "ErasureAwareLedger":
    from shared.use_cases.erased import ErasureAwareLedger

    return ErasureAwareLedger(ledger=_ledger(), lookup=_erased_lookup())


@cache
def _firestore() -> "firestore.Client":
    from shared.adapters.gcp.client import connect

    return connect(settings.current().google_cloud_project, settings.current().firestore_database)


@cache
def _ledger() -> "FirestoreLedger":
    from shared.adapters.gcp.ledger import FirestoreLedger

    return FirestoreLedger(client=_firestore(), pace=_pace())


@cache
def _exports() -> "FirestoreExports":
    from shared.adapters.gcp.exports import FirestoreExports

    return FirestoreExports(client=_firestore())


@cache
def _follow_ups() -> "FirestoreFollowUps":
    from shared.adapters.gcp.follow_ups import FirestoreFollowUps

    return FirestoreFollowUps(client=_firestore())


@cache
def _people() -> "FirestorePeople":
    from shared.adapters.gcp.people import FirestorePeople

    return FirestorePeople(client=_firestore())


@cache
def _erased_people() -> "FirestoreErasedPeople":
    from shared.adapters.gcp.erased_people import FirestoreErasedPeople

    return FirestoreErasedPeople(client=_firestore())


@cache
def _erasure_notices() -> "FirestoreErasureNotices":
    from shared.adapters.gcp.erasure_notices import FirestoreErasureNotices

    return FirestoreErasureNotices(client=_firestore())


@cache
def _hash_keys() -> "GoogleHashKeys":
    from shared.adapters.gcp.hash_keys import GoogleHashKeys
    from shared.adapters.gcp.secrets import open_client

    current = settings.current()
    return GoogleHashKeys(
        client=open_client(current.secret_manager_emulator_host),
        secret=f"projects/{current.google_cloud_project}/secrets/{current.hash_keys_secret}",
    )


@cache
def _matches() -> "FirestoreMatches":
    from shared.adapters.gcp.matches import FirestoreMatches

    return FirestoreMatches(client=_firestore())


@cache
def _company_rules() -> "FirestoreCompanyRules":
    from shared.adapters.gcp.rules import FirestoreCompanyRules

    return FirestoreCompanyRules(client=_firestore())


@cache
def _sweeps() -> "FirestoreSweeps":
    from shared.adapters.gcp.sweeps import FirestoreSweeps

    return FirestoreSweeps(client=_firestore())


@cache
def _backfills() -> "FirestoreBackfills":
    from shared.adapters.gcp.backfills import FirestoreBackfills

    return FirestoreBackfills(client=_firestore())


@cache
def _dispatch() -> "CloudTasksDispatch":
    return _dispatch_to(settings.current().tasks_queue, settings.current().send_exports_url)


@cache
def _readings_dispatch() -> "CloudTasksDispatch":
    return _dispatch_to(settings.current().readings_queue, settings.current().follow_applicants_url)


def _dispatch_to(queue: str, url: str) -> "CloudTasksDispatch":
    from shared.adapters.gcp.dispatch import CloudTasksDispatch

    current = settings.current()
    location = f"projects/{current.google_cloud_project}/locations/{current.tasks_location}"
    return CloudTasksDispatch(
        client=_cloud_tasks(),
        queue=f"{location}/queues/{queue}",
        url=url,
        service_account=current.tasks_service_account,
    )


@cache
def _cloud_tasks() -> "CloudTasksClient":
    from shared.adapters.gcp.dispatch import open_client

    return open_client(settings.current().cloud_tasks_emulator_host)


@cache
def _connections() -> "FirestoreConnections":
    from shared.adapters.gcp.connections import FirestoreConnections

    return FirestoreConnections(client=_firestore())


@cache
def _companies() -> "FirestoreCompanies":
    from shared.adapters.gcp.companies import FirestoreCompanies

    return FirestoreCompanies(client=_firestore())


@cache
def _job_ads() -> "FirestoreJobAds":
    from shared.adapters.gcp.job_ads import FirestoreJobAds

    return FirestoreJobAds(client=_firestore())


@cache
def _audit() -> "FirestoreAudit":
    from shared.adapters.gcp.audit import FirestoreAudit

    kept = timedelta(days=settings.current().audit_days)
    return FirestoreAudit(client=_firestore(), clock=CLOCK, kept=kept)


@cache
def _positions() -> "PersonioPositions":
    from shared.adapters.personio.feed import PersonioPositions

    return PersonioPositions(jobs_url=settings.current().personio_jobs_url)


@cache
def _applications() -> "PersonioApplications":
    from shared.adapters import tuning
    from shared.adapters.personio.api import PersonioApplications

    current = settings.current()
    return PersonioApplications(
        api_url=current.personio_api_url,
        cv_hosts=current.cv_hosts,
        partner_id=current.personio_partner_id,
        app_id=current.personio_app_id,
        ways=_ways(),
        deadline=current.submission_seconds,
        document_share=current.submission_seconds * tuning.DOCUMENT_SHARE,
    )


@cache
def _applicants() -> "PersonioApplicants":
    from shared.adapters.personio.applicants import PersonioApplicants

    current = settings.current()
    return PersonioApplicants(
        api_url=current.personio_api_url,
        partner_id=current.personio_partner_id,
        app_id=current.personio_app_id,
        ways=_ways(),
    )


@cache
def _ways() -> "Ways":
    """An access token in the instance's memory is one for writing and reading."""
    from shared.adapters.personio.authentication import Ways

    return Ways()


@cache
def _secrets() -> "Secrets":
    from shared.adapters.secret_cache import CachedSecrets

    return CachedSecrets(_secret_store(), monotonic=CLOCK.monotonic)


def _secret_store() -> "Secrets":
    current = settings.current()
    if current.secret_store == "aws":  # noqa: S105 - the name of an adapter
        from shared.adapters.aws.secrets import AwsSecrets
        from shared.adapters.aws.secrets import open_client as open_aws_client

        return AwsSecrets(client=open_aws_client(current.aws_region), prefix=current.secret_prefix)
    from shared.adapters.gcp.secrets import GoogleSecrets, open_client

    return GoogleSecrets(
        client=open_client(current.secret_manager_emulator_host),
        project=current.google_cloud_project,
        prefix=current.secret_prefix,
        replica_locations=current.secret_replica_locations,
        destroy_days=current.secret_destroy_days,
        kms_key_name=current.secret_kms_key_name,
    )


def _pace() -> "Pace":
    from shared.domain.ledger.pace import Pace

    current = settings.current()
    return Pace(
        factor=current.pace_factor,
        deadline_seconds=current.submission_seconds,
        unknown_days=current.unknown_days,
        attempt_days=current.attempt_days,
        notice_days=current.notice_days,
        export_days=current.export_days,
        erasure_days=current.erasure_days,
    )


def _new_attempt_id() -> str:
    """A letter first: the id is also the name of a field."""
    return "a" + token_hex(8)
