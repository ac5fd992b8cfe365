"""The two demonstration partnerships: one of public facts, one wholly invented. Never part of a production installation.

Everything is built by the same actions that people use, so that the demonstration stands on no state that a person
could not have reached.
"""
