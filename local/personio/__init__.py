"""A stand-in for Personio: its career pages and its recruiting API, v1 and v2, with faults on demand.

    python -m local.personio --port 8090        a process; one line says that it is ready
    with standing_in() as personio: …           a thread of a test's (local.personio.server)

It plays, on one port:

    GET, HEAD /boards/{slug}.{tld}/xml?language=de
                           a board's feed; also /xml on Host {slug}.jobs.personio.{tld}
    GET, HEAD /boards/{slug}.{tld}/job/{id}
                           the public page of a position; likewise by host
    POST /v1/recruiting/applications
                           body, then authentication, then business
    POST /v1/recruiting/applications/documents
    POST /v2/auth/token, /v2/auth/revoke
                           a form in, an access token out (authentication.py)
    POST /v2/recruiting/applications, …/documents
                           path, token, rate and scope (gateway.py), then as in v1
    GET /v2/recruiting/jobs, applications, candidates, categories, each with or without /{id};
        /v2/recruiting/applications/{id}/stage-transitions
                           lists in pages, and single ones (reading.py, views.py)
    /v2/…                  everything else: 404 in v2's envelope

The control endpoint speaks JSON, is never struck by faults, and is not recorded. 400 and 404 answer with
`{"error": …}`.

    GET, DELETE /control/applicants?company_id=
                           who has applied, with everything that was sent, and the stages since
    PUT, DELETE /control/applicants/{id}
                           PUT {"stage": a system stage's word or a phase's id} or {"anonymized": true}
    GET, DELETE /control/requests?company_id=&path=&path_prefix=&since=
                           what was sent, when, and with what it overlapped (records.py)
    POST /control/reset    as after the start
    GET, PUT /control/switches
                           {switch: value} (switches.py)
    GET /control/companies
    GET, PUT, DELETE /control/companies/{id}
                           PUT replaces the whole company (companies.py): {slug, tld, token, name, clients,
                           channels, positions: [...] or {"generate": n}, phases, attributes,
                           required_attributes, switches}; an empty token closes v1 to it, an empty list of
                           clients v2
    GET, PUT /control/companies/{id}/switches
                           PUT overrides the given switches for this company
    PUT, DELETE /control/companies/{id}/positions/{id}
                           PUT adds a position or changes the given fields of one (positions.py)
    PUT, DELETE /control/companies/{id}/clients/{id}
                           PUT adds an API client or changes {secret, scopes} of one (companies.py)
    GET, POST, DELETE /control/faults
                           POST adds one (faults.py): {do: …, times: n or null, match: {method, path_prefix,
                           path_contains, company_id, email, job_position_id}}
    DELETE /control/faults/{id}
    GET /control/faults/{id}/arrived?count=1&timeout=10
                           waits until so many requests have met the fault
    POST /control/faults/{id}/release
                           lets go what a `hold` holds, and all to come
    GET, PUT /control/clock
                           {"offset": seconds}, {"at": ISO 8601}, {"rate": factor}

What a fault can do: `status` (with status, body, content_type, headers), `delay` (seconds) and `hold`, each
`when` before_handling or before_answering (the applicant exists already); `drop_before` and `drop_after`
(with `reset`: true for a reset instead of an orderly end); `malformed` with `how` broken_json, truncated,
short_length, html or broken_xml, after the request was handled.
"""
