"""A token read from Secret Manager and nothing around it."""

import os

import grpc
from google.cloud.secretmanager_v1 import SecretManagerServiceClient
from google.cloud.secretmanager_v1.services.secret_manager_service.transports import (
    SecretManagerServiceGrpcTransport,
)


def access(version: str) -> str:
    channel = grpc.insecure_channel(os.environ["SECRET_MANAGER_EMULATOR_HOST"])
    client = SecretManagerServiceClient(transport=SecretManagerServiceGrpcTransport(channel=channel))
    return client.access_secret_version(name=version).payload.data.decode()
