"""What is counted, what was reported, and which of the two prints.

A figure's key is (code, period, geography). The *catalogue* defines every dotted code. *Reported* figures come from a
partner's accepted submission; *computed* ones from Safehold's own counting. Both are kept under the same code; which
one prints is a dated decision by a person, and a difference between them is shown, never silently resolved.
"""
