"""Search: what somebody may see, found by its name or its reference, from the box that stands on every page.

It holds names and references, never what a record says. Records are asked of ``records.search``; the organisations, groups,
people and figures that have pages are few, and are read through.
"""
