"""Positions (Personio's) and job ads (matched.io's).

position, feed  what a careers page publishes
fields          every field of a job ad, described once
conversion, checks  their values, as Personio tells them and as a person gives them
job_ad          matched.io's document, its link to a position, what is missing
draft           a position becomes a job ad; fingerprints: how to tell later that it changed
differences     what Personio changed since, and the answers to it
details, missing    what a person adds, and what is not there yet
"""
