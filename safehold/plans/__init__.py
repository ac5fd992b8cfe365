"""The golden thread: what was found, what was recommended, who does what about it, the evidence, who was assured of it, and
whether it made a difference. And what the partnership set out to do: its strategic plan, its groups' delivery plans, what was
said of them every quarter, and its money.

Done is not assured, and assured is not impact: three facts, each with who and when. What comes out of a record that few may
see is seen by those few (``Entry.source``). A closed quarter is a copy that nothing changes.
"""
