"""Checks on a report's arithmetic.

A *claim* is what a report says with numbers: parts that make a total, a share of a base, a change since last year.
Claims are structured rows (``reading``) or come out of our own report's figures (``document``); each goes before
the one rule of its kind (``rules``), which looks at the numbers and nothing else, and gets a verdict with a sentence
that says how (``verdicts``). Words around figures have rules of their own (``prose``), and so has the glossary
(``glossary``). What only a person can see is a reader's list: shown, and never counted as found.

Everything is exact (integers, ``Fraction``, ``Decimal``) and rounds half up. Nothing here knows of Django.
"""
