"""The ports' other side: one folder for each outside system, one file for each port.

personio/  recruiting API, feed, CVs
gcp/       Firestore and Secret Manager; documents.py has every name that stands in Firestore
aws/       AWS Secrets Manager, where a customer's tokens must live there
secret_cache, secret_id, clock, sanitiser    what belongs to no single system
tuning     how long, how often and how much, of all of them
"""
