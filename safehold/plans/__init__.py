"""The golden thread: what was found, what was recommended, who does what about it, the evidence, who was assured of it, and
whether it made a difference.

Done is not assured, and assured is not impact: three facts, each with who and when. What comes out of a record that few may
see is seen by those few (``Entry.source``).
"""
