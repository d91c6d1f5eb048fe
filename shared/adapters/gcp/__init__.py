"""Firestore, Secret Manager and Cloud Tasks.

documents  every path, field name and status value in Firestore; events the trigger's form of them
client     the connection, and what Google's errors mean to us; replacing what two write at once
ledger, exports, connections, audit, backfills, sweeps    our documents
matches, job_ads, companies    matched.io's
secrets    Recruiting API tokens; dispatch asks Cloud Tasks for an account's turn
"""
