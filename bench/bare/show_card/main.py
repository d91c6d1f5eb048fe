"""What a match card does outside, warm: the sign-in, and one call that reads all it needs."""

from functools import cache

import functions_framework
from flask import Request, Response, jsonify

from bench.by_hand import reading, sign_in

client = cache(reading.connect)


@functions_framework.http
def show_card(request: Request) -> Response:
    sign_in.uid(request)
    company, _, match = request.path.strip("/").split("/")
    entry = f"personio_exports/{match}"
    seen = reading.read(client(), f"companies/{company}", f"matches/{match}", entry)
    return jsonify(seen[entry].to_dict())
