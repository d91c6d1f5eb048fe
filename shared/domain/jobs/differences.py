"""What does Personio say of a position otherwise than when its ad took it over? Pure."""

from collections.abc import Collection
from typing import Any

from shared.domain.errors import Problem
from shared.domain.jobs.conversion import remote
from shared.domain.jobs.draft import Describe, in_ad
from shared.domain.jobs.fields import COMPARED, FIELDS
from shared.domain.jobs.fingerprints import fingerprint, fingerprints
from shared.domain.jobs.job_ad import Difference, JobAd, Link
from shared.domain.jobs.missing import with_missing
from shared.domain.jobs.position import Position
from shared.structs import replace


def with_differences(ad: JobAd, position: Position | None, describe: Describe) -> JobAd:
    """A linked ad with what is `changed` at Personio, or `closed` where the position is not published.

    Only what Personio changed counts, never what people changed in the ad. An answer given before stands
    until Personio changes the field again.
    """
    link = ad.link
    if link is None:
        raise ValueError("an ad without a link has nothing to be compared with")
    if position is None:
        return replace(ad, link=replace(link, closed=True))
    now = fingerprints(position, link.language)
    changed = {
        name: _known(link, name, now[name])
        or Difference(to=_value(name, position, link.language, describe), hash=now[name])
        for name in COMPARED
        if now[name] != link.hashes.get(name)
    }
    return replace(ad, link=replace(link, closed=False, changed=changed))


def with_answers(ad: JobAd, take_over: Collection[str], ignore: Collection[str], describe: Describe) -> JobAd:
    """The ad after a person's answer to what changed; a field that did not change, or not any more, stays.

    Raises:
        Problem: `detail_invalid` on a field that no ad takes over, or one in both lists.
    """
    for place, names, other in (("take_over", take_over, ()), ("ignore", ignore, take_over)):
        if not set(names) <= set(COMPARED) - set(other):
            raise Problem("detail_invalid", field=place, params={"allowed": ", ".join(COMPARED)})
    link = ad.link
    if link is None:
        return ad
    settled = {name: part for name, part in link.changed.items() if name in {*take_over, *ignore}}
    hashes = {**link.hashes, **{name: part.hash for name, part in settled.items()}}
    rest = {name: part for name, part in link.changed.items() if name not in settled}
    taken = {name: _typed(part.to) for name, part in settled.items() if name in take_over}
    if "locations" in taken:  # where nobody else said it, the offices did
        taken["remote"] = remote(taken["locations"]) or (None if remote(ad.locations) else ad.remote)
    answered_link = replace(link, hashes=hashes, hash=fingerprint(hashes), changed=rest)
    return with_missing(replace(ad, link=answered_link, **in_ad(taken, describe)))


def _known(link: Link, name: str, now: str) -> Difference | None:
    """The difference that was told before, so that nothing is made safe a second time."""
    told = link.changed.get(name)
    return told if told and told.hash == now else None


def _value(name: str, position: Position, language: str, describe: Describe) -> Any:
    """As the ad would take it over, in JSON's own types."""
    values = in_ad({name: FIELDS[name].taken_over(position, language)}, describe)
    value = values[FIELDS[name].attribute or name]
    return list(value) if isinstance(value, tuple) else value


def _typed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
