"""The whole system on one machine; nothing of it is deployed."""

import os

# gRPC reads it when it is loaded; that a connection ends with its server is no news to whoever ended it.
os.environ.setdefault("GRPC_VERBOSITY", "NONE")
