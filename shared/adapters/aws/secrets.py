"""Recruiting API tokens in AWS Secrets Manager, for customers whose secrets must live there.

The only module that imports boto3 (the optional extra `aws`). Access keys come from boto3's own chain.
Source: AWS Secrets Manager API reference: PutSecretValue, GetSecretValue, UpdateSecretVersionStage,
DescribeSecret.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from uuid import uuid4

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnection

from shared.adapters import tuning
from shared.adapters.secret_id import secret_id
from shared.domain.errors import Unavailable
from shared.structs import Struct

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

PLACEHOLDER = "{}"  # the first version, which holds the label AWSCURRENT for good
"""AWS attaches AWSCURRENT to a secret's first version and lets nobody take it off: a token there could
never be retired."""


def open_client(region: str) -> "SecretsManagerClient":
    """The client of a whole instance; it is thread-safe. A call ends after about 15 s at the latest."""
    # At DEBUG botocore logs the bodies of requests and replies, tokens included.
    logging.getLogger("botocore").setLevel(logging.INFO)
    waits = Config(
        connect_timeout=tuning.AWS_CONNECT_SECONDS,
        read_timeout=tuning.AWS_READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": tuning.AWS_TRIES},
    )
    return boto3.client("secretsmanager", region_name=region, config=waits)


class AwsSecrets(Struct):
    """The port `Secrets` on AWS. A version's name is `<secret>/versions/<VersionId>`.

    Each version carries one staging label of its own, equal to its id. AWS keeps a version only while it has
    a label, and at most 20 labels per secret.
    """

    client: "SecretsManagerClient"
    prefix: str

    def add(self, company_id: str, value: str) -> str:
        """Raises Unavailable, too, while a secret of that name is still being deleted.

        Such a secret is not restored: its old tokens would come back with it.
        """
        secret, version = secret_id(self.prefix, company_id), str(uuid4())
        try:
            self._create(secret)
            self._put(secret, version, value)
        except self.client.exceptions.InvalidRequestException as error:
            raise Unavailable("AWS Secrets Manager: the company's old secret is being deleted") from error
        return f"{secret}/versions/{version}"

    def read(self, version: str) -> str | None:
        """Asks for id and label at once, which AWS refuses when the label is gone."""
        secret, number = self._parsed(version)
        gone = (
            self.client.exceptions.ResourceNotFoundException,
            self.client.exceptions.InvalidRequestException,
        )
        with _answering("GetSecretValue"), suppress(*gone):
            return self.client.get_secret_value(SecretId=secret, VersionId=number, VersionStage=number)[
                "SecretString"
            ]
        return None

    def retire(self, version: str) -> None:
        """Take the version's label off. This is as far as AWS goes: it has no "disable" and no "destroy".

        `read` finds the version no more; whoever else may call GetSecretValue with the bare VersionId does,
        until AWS removes versions without a label in its own time.
        """
        secret, number = self._parsed(version)
        gone = (
            self.client.exceptions.ResourceNotFoundException,
            self.client.exceptions.InvalidRequestException,
            self.client.exceptions.InvalidParameterException,
        )
        with _answering("UpdateSecretVersionStage"), suppress(*gone):
            self.client.update_secret_version_stage(
                SecretId=secret, VersionStage=number, RemoveFromVersionId=number
            )

    def versions(self, company_id: str) -> Sequence[str]:
        """Those that have the label of their own: the placeholder never had one."""
        secret = secret_id(self.prefix, company_id)
        with _answering("DescribeSecret"), suppress(self.client.exceptions.ResourceNotFoundException):
            labels = self.client.describe_secret(SecretId=secret).get("VersionIdsToStages", {})
            return [f"{secret}/versions/{number}" for number in labels if number in labels[number]]
        return []

    def _create(self, secret: str) -> None:
        with _answering("CreateSecret"), suppress(self.client.exceptions.ResourceExistsException):
            self.client.create_secret(Name=secret, SecretString=PLACEHOLDER)

    def _put(self, secret: str, version: str, value: str) -> None:
        with _answering("PutSecretValue"):
            self.client.put_secret_value(
                SecretId=secret, SecretString=value, ClientRequestToken=version, VersionStages=[version]
            )

    def _parsed(self, version: str) -> tuple[str, str]:
        ours = re.fullmatch(rf"({re.escape(self.prefix)}[A-Za-z0-9_-]+)/versions/([0-9a-f-]{{36}})", version)
        if not ours:
            raise ValueError("this is no version of a secret of ours")
        return ours[1], ours[2]


@contextmanager
def _answering(call: str) -> Iterator[None]:
    try:
        yield
    except (NoConnection, HTTPClientError) as error:
        raise Unavailable(f"AWS Secrets Manager, {call}: {type(error).__name__}") from error
    except ClientError as error:
        if _overloaded(error):
            raise Unavailable(f"AWS Secrets Manager, {call}: {error.response['Error']['Code']}") from error
        raise


def _overloaded(error: ClientError) -> bool:
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return status >= 500 or error.response["Error"]["Code"] == "ThrottlingException"  # noqa: PLR2004 - where HTTP's server errors begin
