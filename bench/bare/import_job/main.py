"""What an import does outside: key set, company, connection, link, feed, commit of ad, link and line."""

import functions_framework
import lxml.etree  # noqa: F401 - the function compared with loads it
import msgspec  # noqa: F401 - the same
import nh3  # noqa: F401 - the same
from flask import Request, Response, jsonify

from bench.by_hand import audit, feed, reading, sign_in


@functions_framework.http
def import_job(request: Request) -> Response:
    sign_in.uid(request)
    company, position = request.path.strip("/"), request.get_json()["position_id"]
    client = reading.connect()
    path = f"personio_connections/{company}"
    connection = reading.read(client, f"companies/{company}", path)[path].to_dict()
    account = connection["account"]
    link = f"personio_links/{company}_{account}_{position}"
    reading.read(client, link)
    description = str(len(feed.fetch(connection["board"])[0]))
    job = client.collection("jobs").document()
    linked = {"account": account, "position_id": position}
    ad = {"company_id": company, "status": "draft", "description_html": description, "personio": linked}
    batch = client.batch()
    batch.create(job, ad)
    batch.create(client.document(link), {"schema": 1, "job_id": job.id})
    audit.add(client, batch, company, "imported")
    batch.commit()
    return jsonify(job_id=job.id)
