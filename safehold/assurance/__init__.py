"""Who is assured of what: groups' reports to the Executive and its answers, reports received and ratified, risks, the
scrutiny and assurance framework, and professional disagreements that are escalated.

Nobody answers their own ask, ratifies their own report, accepts their own risk, or is assured of their own duty.
"""
