"""The whole system on one machine; nothing of it is deployed.

__main__, demo, showcase, seed    `make run` and `make demo`; page, screenshots, console/: what they show
system, functions, gateway, processes, schedule, bridge, queues    what runs, and what calls it
emulator, emulator_jar, java, firestore_proxy, rules    Firestore
personio/, cloud_tasks/, secret_manager, identity    stand-ins; they import nothing from shared/
memory/, twins    in-memory twins, where there is no emulator; scenes/: what tests and `make bench` start from
package    the archives as they are deployed
"""

import os

# gRPC reads it when it is loaded; that a connection ends with its server is no news to whoever ended it.
os.environ.setdefault("GRPC_VERBOSITY", "NONE")
