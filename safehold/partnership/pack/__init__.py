"""What a pack is: one YAML file of named sections that describes a whole partnership.

The database is the truth; a pack is its import and export. Loading shows the difference first, takes nothing away, and
either does all of it or nothing. What a *section* is, is said in ``section``; each package says its own in its
``pack.py`` and the setting ``PACK_SECTIONS`` names them. A pack never holds people.
"""
