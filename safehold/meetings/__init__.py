"""Meetings of the partnership's groups: the agenda, who was there, what was decided, who was challenged, and the minutes.

What counts is the agency's seat, not who sat in it; a decision of a meeting without its quorum is only recommended; and for
somebody who was recused from an item there is no such item, nor a gap where it stands.
"""
