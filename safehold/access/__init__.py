"""Who is here, what they may do, and what they looked at.

A *user* is a person who signs in. An *agency* is a body of the partnership. A *membership* says that a user acts for an
agency, and its *grants* say in which roles and for how long. Together, on one day, they make an *actor*: everything
else in Safehold asks the actor and never the user. A *policy* answers with a reason; the *audit trail* keeps every
act, every refusal and every look.
"""
