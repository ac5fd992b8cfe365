"""What one body asks of another, and what came back.

A *call* is what is asked, of one agency or of many, by one day; each agency gets an *ask* of its own, which no other agency
can tell is there. The agency drafts its answers together and replies: returned, nil (which is an answer), or refused with
its reason; whoever asked accepts that, or queries it. Who has not answered is seen at a glance and chased in one act.
Somebody without an account answers by a link that is spent by a button.

A *submission* is one thing that an agency sent for one period: a file of figures. What it holds is visible and counted only
once a person has accepted it; a correction is a new submission that replaces the old one, and the old one stays.
"""
