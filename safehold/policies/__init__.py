"""Policies and protocols as governed, dated documents: what was in force on a day, in the words that it had then.

A *policy* is what the partnership, or one of its agencies, tells people to do: a policy, a protocol, a procedure. Each *version*
is written, consulted on, assessed for equality, approved by somebody who did not write it or by a quorate meeting, and in
force from a day until the next one is. An *interpretation* says how one question is answered under a policy here, from a day
to a day, and what was decided under it can be tied to it. Nothing is ever put in force for days that have passed, except
what was in force before Safehold, which is brought in under its own dates and says so.
"""
