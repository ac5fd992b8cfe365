"""What one body asks of another, and what came back.

A *submission* is one thing that an agency sent for one period: a file of figures, and later a form, a statement or a
nil return. What it holds is visible and counted only once a person has accepted it; a correction is a new submission
that replaces the old one, and the old one stays.
"""
