"""Environment → frozen Settings; everything that is missing or malformed is named at once."""

import os
from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal, cast, get_args

from shared.structs import Struct

SecretStore = Literal["google", "aws"]


class SettingsError(Exception):
    """One sentence per setting that is missing or malformed."""


def _words(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in value.split(",") if word.strip())


def _store(value: str) -> SecretStore:
    if value not in get_args(SecretStore):
        raise ValueError(value)
    return cast("SecretStore", value)


class Settings(Struct):
    """What differs between one deployment and the next. Field `x_y` is the variable `X_Y`."""

    google_cloud_project: str
    firestore_database: str = "(default)"
    personio_api_url: str = "https://api.personio.de"
    personio_jobs_url: str = "https://{slug}.jobs.personio.{tld}"
    personio_partner_id: str = ""
    personio_app_id: str = ""
    personio_application_url: str = ""  # with {slug}, {position}, {application}; Personio documents none
    identity_keys_url: str = (
        "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com"
    )
    secret_store: SecretStore = "google"  # noqa: S105 - the name of an adapter
    aws_region: str = "eu-central-1"
    secret_prefix: str = "personio-"  # noqa: S105 - a name's beginning, no secret
    secret_replica_locations: tuple[str, ...] = ("europe-west3",)
    secret_destroy_days: int = 7
    secret_kms_key_name: str = ""
    secret_manager_emulator_host: str = ""
    tasks_queue: str = "personio-exports"
    tasks_location: str = "europe-west1"  # of the queue; not every region has Cloud Tasks
    tasks_service_account: str = ""  # the address in whose name the tasks call
    send_exports_url: str = ""  # what they call
    readings_queue: str = "personio-readings"
    follow_applicants_url: str = ""  # what its tasks call
    cloud_tasks_emulator_host: str = ""
    hash_keys_secret: str = "erasure-keys"  # noqa: S105 - a name; its versions are the keys of pseudonyms
    audit_days: int = 730  # long enough for whoever asks who it was
    unknown_days: int = 30  # how long the ledger keeps the address of an outcome that stayed unknown
    export_days: int = 730  # how long an entry, and its applicant key, are kept after the last change
    attempt_days: int = 183  # how long an entry keeps the line of an attempt
    notice_days: int = 90  # how long what a mailer should tell a company is kept
    erasure_days: int = 30  # how long a company is told of an erased person, unless it acknowledges it
    frontend_origins: tuple[str, ...] = ()
    cv_hosts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("de", "en")
    pace_factor: float = 1.0
    submission_seconds: float = 30.0  # for everything that is sent for one export; no wait, so never scaled
    limits_factor: float = 1.0
    log_level: str = "INFO"


PARSERS: dict[object, tuple[Callable[[str], object], str]] = {
    str: (str, "text"),
    int: (int, "a whole number"),
    float: (float, "a number"),
    tuple[str, ...]: (_words, "words"),
    SecretStore: (_store, "google or aws"),
}


def read(environment: Mapping[str, str]) -> Settings:
    """Build Settings from `environment`.

    Raises:
        SettingsError: naming every variable that is missing or that does not parse.
    """
    values: dict[str, object] = {}
    faults: list[str] = []
    for field, kind in Settings.__annotations__.items():
        name = field.upper()
        raw = environment.get(name, "").strip()
        if raw:
            parse, expected = PARSERS[kind]
            try:
                values[field] = parse(raw)
            except ValueError:
                faults.append(f"{name} is {raw!r}, {expected} is expected")
    if "google_cloud_project" not in values:
        faults.append("GOOGLE_CLOUD_PROJECT is missing: the Google Cloud project's id")
    if faults:
        raise SettingsError("; ".join(faults))
    return Settings(**values)  # type: ignore[arg-type]  # each value was parsed by its own field's type


@cache
def current() -> Settings:
    """The settings of this process, read once."""
    return read(os.environ)
