"""The partnership itself: its groups, the seats that agencies hold in them, its own words, calendar and rules.

One installation is one partnership. What it is made of is data, all of it dated: a group founded in September was not
there in June, and a record of 2020-21 goes on saying what was said in 2020-21. A *seat* belongs to an agency, a *seat
holder* is the person who fills it; a seat that nobody fills is a vacancy, and is shown. A *pack* is a file that
describes a whole partnership, so that another one is set up without code.
"""
