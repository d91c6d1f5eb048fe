"""What a click on "Personio Export" does outside: key set, company, its documents, token, export."""

import functions_framework
import msgspec  # noqa: F401 - the function compared with loads it
import requests
from flask import Request, Response, jsonify

from bench.by_hand import exporting, reading, secret, sign_in


@functions_framework.http
def export_applicant(request: Request) -> Response:
    sign_in.uid(request)
    company, _, match = request.path.strip("/").split("/")
    client = reading.connect()
    known = (f"exports/{match}", f"connections/{company}", f"rules/{company}")
    ahead = (f"companies/{company}", f"matches/{match}", *(f"personio_{path}" for path in known))
    seen = reading.read(client, *ahead)
    found = seen[f"matches/{match}"].to_dict()
    connection = seen[f"personio_connections/{company}"].to_dict()
    theirs = (f"jobs/{found['job_id']}", f"developers/{found['developer_id']}")
    ours = ("settings/global", f"accounts/{connection['account']}")
    seen |= reading.read(client, *theirs, *(f"personio_{path}" for path in ours))
    token = secret.access(connection["secret"])
    with requests.Session() as line:
        exporting.export(client, line, seen, match, token, clicked=True)
    return jsonify(match_id=match)
