"""Positions (Personio's) and job ads (matched.io's).

position, feed  what a careers page publishes
job_ad          matched.io's document, its link to a position, what is missing
draft           a position becomes a job ad; content: what of it is compared
differences     what Personio changed since, and the answers to it
details, missing    what a person adds, and what is not there yet
"""
