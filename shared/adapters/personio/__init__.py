"""Personio over HTTP.

http       one request, and whether the other side may have seen it
api, body, authentication, answers    the recruiting API: what is sent, what comes back
documents, cv    a developer's CV: fetched, checked, uploaded
feed, feed_xml, feed_slices, feed_memory    the published positions of a careers page
"""
