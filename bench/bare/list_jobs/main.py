"""What listing positions does outside: key set, company, connection, the feed in two languages, job ads."""

import functions_framework
import lxml.etree  # noqa: F401 - the function compared with loads it
import msgspec  # noqa: F401 - the same
from flask import Request, Response, jsonify
from google.cloud import firestore

from bench.by_hand import feed, reading, sign_in


@functions_framework.http
def list_jobs(request: Request) -> Response:
    sign_in.uid(request)
    company = request.path.strip("/")
    client = reading.connect()
    path = f"personio_connections/{company}"
    connection = reading.read(client, f"companies/{company}", path)[path].to_dict()
    bodies = feed.fetch(connection["board"])
    jobs = client.collection("jobs").where(filter=firestore.FieldFilter("company_id", "==", company))
    ads = jobs.select(("title", "status", "personio")).stream()
    return jsonify(sizes=[len(body) for body in bodies], ads=[ad.id for ad in ads])
