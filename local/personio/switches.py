"""Readings of Personio that its documentation leaves open, and states a customer's account can be in.

Every switch holds globally and can be overridden for one company.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args, get_origin


@dataclass(frozen=True, kw_only=True)
class Switches:
    """The default of each is the documented or most often observed behaviour."""

    duplicate_rule: Literal["on", "off", "slow"] = "on"
    duplicate_delay: float = 0.2  # seconds between looking and creating, where the rule is slow
    unknown_job: Literal["400", "404"] = "400"
    unauthorized_body: Literal["text", "json", "empty"] = "text"
    created_body: Literal["empty", "json"] = "empty"
    feature_body: Literal["fields", "generic"] = "fields"  # shape of a 403
    unknown_fields: Literal["refuse", "ignore"] = (
        "refuse"  # e.g. `phone` beside instead of inside `attributes`
    )
    strict_integers: bool = False  # a number sent as a string is refused
    documents_order: Literal["auth_first", "file_first"] = "auth_first"
    document_bytes: int = 20 * 1024 * 1024
    business_errors: Literal["v1", "envelope", "problem"] = "v1"  # how v2 words what the API itself refuses
    missing_scope: Literal["403", "401"] = "403"
    bad_client: Literal["400", "401"] = "400"  # of an unknown client the global one holds
    new_token_ends_older: bool = False
    token_seconds: int = 86_400
    token_limit_requests: int = 150  # a minute and client
    gateway_rate: int = 30  # what the x-ratelimit headers of v2 tell, per company and endpoint
    gateway_burst: int = 100
    gateway_cost: int = 1
    next_link: Literal["absolute", "relative"] = "absolute"
    email_filter: Literal["any_case", "exact_case", "ignored"] = "any_case"
    index_seconds: float = 0.0  # until a new application and its candidate are listed
    stage_form: Literal["id", "type"] = "id"  # where the word of a system stage stands
    read_times: Literal["local", "utc", "text"] = "local"
    rate_limit: bool = True
    rate_limit_requests: int = 20
    rate_limit_seconds: float = 60.0
    address_limit_requests: int = 2000  # a minute and IP address over all of v1; global only
    recruiting: bool = True
    public_api: bool = True
    feed_enabled: bool = True
    unknown_slug: Literal["404", "307"] = "404"  # global only, there is no company to ask
    left: bool = False  # the company has left Personio: its board leads to Personio's own site
    other_tld: Literal["same", "404", "307"] = "same"  # the board asked for under the TLD it does not have
    default_language: str = "de"
    validators: bool = True  # ETag, and 304 to conditional requests; Last-Modified is always sent
    gzip: bool = True


def overridden(switches: Switches, values: Mapping[str, Any]) -> Switches:
    """`switches` with other `values`.

    Raises:
        ValueError: for a switch that does not exist or a value it cannot take.
    """
    for name, value in values.items():
        _check(name, value)
    return replace(switches, **values)


_KINDS = {switch.name: switch.type for switch in fields(Switches)}


def _check(name: str, value: object) -> None:
    if name not in _KINDS:
        raise ValueError(f"there is no switch {name}")
    kind = _KINDS[name]
    if get_origin(kind) is Literal:
        fits = value in get_args(kind)
    elif kind is float:
        fits = isinstance(value, int | float) and not isinstance(value, bool)
    else:
        fits = type(value) is kind
    if not fits:
        raise ValueError(f"{name} cannot be {value!r}")
