"""What the frontend sees of a connection, a position, a job ad, an export."""

from __future__ import annotations  # each view loads what it shows: no function shows all of it

from typing import TYPE_CHECKING

from shared.edge import tuning
from shared.texts.sentence import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.applicant import Progress
    from shared.domain.connection import Connection, FeedState
    from shared.domain.jobs.feed import Feed
    from shared.domain.jobs.job_ad import JobAd, JobAdSummary
    from shared.domain.ledger.backfill import Older
    from shared.domain.ledger.erased import ErasureNotice
    from shared.domain.ledger.export import Export, ExportPage
    from shared.texts import Language
    from shared.use_cases.application_links import Link
    from shared.use_cases.linking import Linked
    from shared.use_cases.listing import JobList, Listed
    from shared.use_cases.match_card import Preview
    from shared.use_cases.summary import Summary
    from shared.use_cases.sweep.backfilling import Progress as BackfillProgress
    from shared.use_cases.syncing import Synced

View = dict[str, object]
CREDENTIALS_PAGE = "https://{slug}.app.personio.com/configuration/marketplace/connected"


def board(feed: Feed) -> View:
    """What answers "is this you?"."""
    return {
        "slug": feed.board.slug,
        "tld": feed.board.tld,
        "careers_url": f"https://{feed.board.host}",
        "credentials_url": CREDENTIALS_PAGE.format(slug=feed.board.slug),
        "positions": len(feed.positions),
        "titles": [position.title for position in feed.positions[: tuning.TITLES_SHOWN]],
        "languages": sorted({language for p in feed.positions for language in p.languages}),
        "subcompanies": sorted({p.subcompany for p in feed.positions if p.subcompany}),
    }


def connection(known: Connection | None, language: Language, *, admin: bool) -> View:
    """The connection without its secrets; `state: none` where there is none.

    How to move on from a token is said to an `admin` alone: nobody else can.
    """
    from shared.domain.connection import ConnectionState
    from shared.texts.states import CONNECTION_HINTS, CONNECTION_STATES, connection_words

    if known is None:
        return {"state": "none", "sentence": say(CONNECTION_STATES["none"], language)}
    cut = known.state is ConnectionState.DISCONNECTED
    return _given(
        state=known.state.value,
        sentence=say(connection_words(known.state, known.problem), language),
        hint=say(CONNECTION_HINTS["token_ends"], language) if admin and _on_a_token(known) else None,
        careers_url=f"https://{known.board.host}",
        slug=known.board.slug,
        tld=known.board.tld,
        personio_company_id=known.account,
        kind=None if cut else known.kind.value,
        reads=None if cut else known.reads,
        account_proven=None if cut else known.account_proven,
        token_tail=None if cut else known.token_tail or None,
        channel_id=known.channel_id,
        channel_refused=known.channel_refused,
        language=known.language,
        paused=known.paused,
        progress=None if cut else known.progress,
        connected_at=known.connected_at,
        connected_by=known.connected_by,
        last_success_at=known.last_success_at,
        next_probe_at=known.next_probe_at,
        problem=known.problem,
        feed=_feed(known.feed, language) if known.feed and not cut else None,
    )


def job_list(jobs: JobList, language: Language) -> View:
    from shared.texts.positions import WHY_NOT_LISTED

    return {
        "language": jobs.language,
        "fetched_at": jobs.fetched_at,
        "positions": [_listed(listed, jobs) for listed in jobs.listed],
        "closed": [_titled(ad) for ad in jobs.closed],
        "hint": say(WHY_NOT_LISTED, language),
    }


def job_ad(ad: JobAd) -> View:
    from shared.domain.jobs.fields import ATTRIBUTES

    return _given(
        job_id=ad.id,
        status=ad.status,
        **{name: getattr(ad, name) for name in ATTRIBUTES},
        missing=[
            _given(field=m.field, why=m.why, allowed=m.allowed, suggestion=m.suggestion) for m in ad.missing
        ],
        **_link(ad),
    )


def linked(done: Linked) -> View:
    return {**job_ad(done.ad), "matches_following": done.matches_following}


def synced(done: Synced) -> View:
    return {
        "companies": done.companies,
        "failed": done.failed,
        "left": done.left,
        "updated": done.updated,
        "bytes": done.size,
        "seconds": round(done.seconds, 3),
    }


def export(
    match_id: str,
    entry: Export | None,
    language: Language,
    hint: str | None = None,
    link: Link = lambda _: None,
) -> View:
    """One export: its state, the sentence for it, who has to act, every attempt, what became of it."""
    from shared.domain.ledger.export import State
    from shared.texts.states import HINTS, state_words

    if entry is None:
        return {"match_id": match_id, "state": "none", "sentence": say(state_words("none", None), language)}
    code = entry.code.value if entry.code else None
    evidence = entry.evidence.value if entry.evidence else None
    hint = (
        "outcome_forgotten" if entry.forgotten else hint or ("not_found_again" if entry.unfound_at else None)
    )
    return _given(
        match_id=entry.match_id,
        state=entry.state.value,
        code=code,
        sentence=say(state_words(entry.state, code or evidence), language),
        hint=say(HINTS[hint], language) if hint else None,
        who=entry.who,
        fields=entry.fields or None,
        can_retry=_can_retry(entry),
        can_again=entry.forgotten or (entry.state.final and entry.carried_by is None and not entry.erased),
        origin=entry.origin.value,
        by=entry.by,
        job_id=entry.job_id,
        position_id=entry.position_id,
        due_at=None if entry.state is State.EXPORTING else entry.due_at,
        exported_at=entry.exported_at,
        evidence=evidence,
        application_url=link(entry),
        applied_at=entry.applied_at,
        progress=_progress(entry.progress, language) if entry.progress else None,
        carried_by=entry.carried_by if entry.carried_within else None,
        taken_back_at=entry.taken_back_at,
        updated_at=entry.updated_at,
        attempts=[
            _given(
                at=attempt.at,
                outcome=attempt.outcome,
                reasons=attempt.reasons or None,
                fields=attempt.fields or None,
                status=attempt.status,
                document=attempt.document,
                seconds=attempt.seconds,
                trace_id=attempt.trace_id,
            )
            for attempt in entry.attempts
        ],
    )


def export_page(page: ExportPage, language: Language, link: Link = lambda _: None) -> View:
    return {
        "exports": [export(entry.match_id, entry, language, link=link) for entry in page.entries],
        "next": page.next,
    }


def summary(known: Summary) -> View:
    """Every state and every stage has its figure."""
    from shared.domain.applicant import Stage
    from shared.domain.ledger.export import State

    return {
        "exports": {state.value: known.exports.get(state, 0) for state in State},
        "applicants": {stage.value: known.applicants.get(stage, 0) for stage in Stage},
    }


def backfill(progress: BackfillProgress) -> View:
    """How far a back-fill came; `exports` counts its entries by state."""
    from shared.domain.ledger.export import State

    known = progress.backfill
    return _given(
        running=known.running if known else False,
        requested_at=known.requested_at if known else None,
        requested_by=known.requested_by if known else None,
        found=known.found if known else 0,
        queued=known.queued if known else 0,
        older=_older(known.older) if known and known.older else None,
        exports={state.value: progress.tally.get(state, 0) for state in State},
    )


def erasures(notices: Sequence[ErasureNotice], language: Language) -> View:
    """Whom to erase in Personio, too; what is not known is left out."""
    from shared.texts.erasures import ERASURES, WHAT_TO_DO

    return {
        "erasures": [
            _given(
                match_id=told.match_id,
                state=told.state,
                sentence=say(ERASURES[told.state], language),
                hint=say(WHAT_TO_DO, language),
                first_name=told.first_name or None,
                last_name=told.last_name or None,
                email=told.email or None,
                job_id=told.job_id,
                title=told.title or None,
                position_id=told.position_id,
                personio_company_id=told.account,
                application_id=told.application_id,
                exported_at=told.exported_at,
                erased_at=told.erased_at,
                expires_at=told.expires_at,
            )
            for told in notices
        ]
    }


def preview(match_id: str, shown: Preview, language: Language) -> View:
    """`would_send`: whether a click would send `document` now; else `export` says what keeps it."""
    return {
        "would_send": shown.entry is None and shown.document is not None,
        "document": shown.document,
        "export": export(match_id, shown.entry, language) if shown.entry else None,
    }


def _progress(known: Progress, language: Language) -> View:
    from shared.texts.progress import PROGRESS

    return _given(
        stage=known.stage.value,
        name=known.name,
        since=known.since,
        seen_at=known.seen_at,
        sentence=say(PROGRESS[known.stage], language),
    )


def _on_a_token(known: Connection) -> bool:
    from shared.domain.credentials import Kind

    return known.live and known.kind is Kind.TOKEN


def _older(older: Older) -> View:
    return {"count": older.count, "counted_at": older.counted_at}


def _feed(state: FeedState, language: Language) -> View:
    """What the hourly comparison with the careers page met; the words are those of the same problem."""
    from shared.texts.problems import PROBLEMS

    kind = PROBLEMS.get(state.problem or "")
    return _given(
        checked_at=state.checked_at,
        positions=state.positions,
        problem=state.problem,
        since=state.since,
        sentence=say(kind.detail, language) if kind else None,
        hint=say(kind.hint, language) if kind else None,
    )


def _listed(listed: Listed, jobs: JobList) -> View:
    position, ad = listed.position, listed.ad
    return _given(
        position_id=position.id,
        title=position.title,
        offices=position.offices,
        department=position.department,
        employment_type=position.employment_type,
        schedule=position.schedule,
        seniority=position.seniority,
        languages=position.languages,
        created_at=position.created_at,
        url=f"{jobs.board.job_url(position.id)}?language={jobs.language}",
        imported=ad.id if ad else None,
        suggested=[_titled(other) for other in listed.suggested] or None,
        changed=bool(ad and ad.link and ad.link.changed),
        closed=False,
    )


def _titled(ad: JobAdSummary) -> View:
    return {"job_id": ad.id, "title": ad.title, "status": ad.status}


def _link(ad: JobAd) -> View:
    """The link to a position, and what Personio changed since: what the ad says, what Personio says."""
    link = ad.link
    if link is None:
        return {}
    return {
        "position_id": link.position_id,
        "url": link.url,
        "hash": link.hash,
        "linked_at": link.linked_at,
        "linked_by": link.linked_by,
        "closed": link.closed,
        "imported": link.imported,
        "changed": {
            name: {"from": _value(ad, name), "to": part.to} for name, part in sorted(link.changed.items())
        },
    }


def _value(ad: JobAd, name: str) -> object:
    from shared.domain.jobs.fields import FIELDS

    return getattr(ad, FIELDS[name].attribute or name)


def _can_retry(entry: Export) -> bool:
    """Whether a click decides anew: not while it is sent, nor over, nor where time or nothing mends it."""
    from shared.domain.ledger.export import Code, State

    open_ = {State.QUEUED, State.WAITING, State.NEEDS_ACTION, State.CANCELLED}
    helpless = {Code.CONFIRMING_DUPLICATE, Code.ACCOUNT_CHANGED}
    return entry.state in open_ and entry.code not in helpless and not (entry.forgotten or entry.erased)


def _given(**values: object) -> View:
    """Without what there is not; lists and False stay."""
    return {name: value for name, value in values.items() if value is not None}
