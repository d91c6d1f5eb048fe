"""`make doctor`: asks a real Personio account what we only assume, and leaves a report without secrets.

    assumptions    THE TABLE: each claim, who relies on it, what the stand-in answers, who says so, how to ask
    steps          every request that may be sent, and what it leaves behind
    account        whose Personio it is, from prompts or the environment; what the person allows
    conversation   sends what is in the plan and nothing else, paced; keeps what came back
    wire           one raw HTTP request, bounded in time and memory
    answers        which shape an answer has, and which words of Personio's are in it
    feed, recruiting, client, creating, limits    the questions: steps in, observations out
    findings       observations against the table: ✓ ≠ ?
    redaction      an answer → what of it may be kept
    plan, report, page, words    what is shown first; report.json; docs/personio-as-assumed.md; sentences

Everything but the questions is derived from the table. Nothing of the product imports this package.
"""
