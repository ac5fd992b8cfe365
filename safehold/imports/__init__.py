"""Taking in what partners send: upload, check, confirm, and the history of what arrived.

A file is read against the schema of its data set. Its rows land in chunks under a submission that nobody counts until a
person has looked and accepted it; every problem is reported at once, by row and column. A reading that was killed leaves
an unaccepted submission, which the same file, sent again, resumes.
"""
