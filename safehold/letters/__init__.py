"""Letters: templates that the partnership keeps, letters made of them out of a record, and copies with passages removed.

A template is a Word file with fields, checked when it is saved against what its kind of record can fill. A letter is seen by
those alone who see the record it came from. What was sent is kept byte by byte, and the log of it is never altered.
"""
