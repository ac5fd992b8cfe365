"""Safehold: the working system of a local safeguarding and community safety partnership in England."""
