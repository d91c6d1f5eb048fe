"""What showing a connection does outside: the sign-in's key set, company, connection."""

import functions_framework
import msgspec  # noqa: F401 - the function compared with loads it
from flask import Request, Response, jsonify

from bench.by_hand import reading, sign_in


@functions_framework.http
def connect_personio(request: Request) -> Response:
    sign_in.uid(request)
    company = request.path.strip("/")
    client = reading.connect()
    path = f"personio_connections/{company}"
    return jsonify(reading.read(client, f"companies/{company}", path)[path].to_dict())
