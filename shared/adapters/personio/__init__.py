"""Personio over HTTP.

http       one request, and whether the other side may have seen it
api, body, answers    the recruiting API: what is sent, what comes back
authentication    how it is asked: static_token (v1), client_credentials (v2), access_tokens, form, gateway
jobs       whether a position is there
documents, cv    a developer's CV: fetched, checked, uploaded
feed, feed_xml, feed_slices, feed_memory    the published positions of a careers page
"""
