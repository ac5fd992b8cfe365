"""The pages that every kind of record shares."""
