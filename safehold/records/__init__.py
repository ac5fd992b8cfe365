"""What every module uses: the entry that everything shared points at, writing, lifecycles, pages, documents, the outbox.

An *entry* is the openable thing itself: its ``uid`` is the only id in addresses and in the audit trail, and who may see
it is one queryset. A *record* is a module's own table, one to one with an entry. Actions write with ``writing.create``,
``change``, ``move`` and ``correct``; pages are one of four shapes.
"""
