"""What tests and measurements start from.

scene    a company of its own on the running system; described: its answers held against docs/openapi.yaml
places   a project of its own on the running emulator, with functions that wait as briefly as wanted
boards   a company's positions and job ads, all ports in memory; people: its developers
events, feeds, cv_shelf, listening    events as Eventarc delivers them, boards of any size, CVs, a server
"""
