"""The floor: the least that Django can do for a signed-in list of 25 of a million rows and for one record's page.

One file, no permissions, no audit, no layout that is worked out: the page's furniture is a constant string of about the
weight of a GOV.UK page. Nobody should run this; it says how fast the ground is.
"""
