"""The messages about what is asked, in the words they are sent in. None says what is asked."""

from safehold.records.outbox import Notice

ISSUED = Notice(
    "asks.issued",
    "Your agency is asked for something",
    "{who} asks {agency} for something by {day}.",
)
GUEST_LINK = Notice(
    "asks.guest_link",
    "Somebody without an account can answer for your agency",
    "{who} has sent a link by which somebody without an account can answer for {agency}. See to whom, and revoke it if that is"
    " wrong.",
)
GIVEN = Notice(
    "asks.delegated",
    "You were given something to answer",
    "{who} has given you something that {agency} is asked for, due by {day}.",
)
CHASED = Notice(
    "asks.chased",
    "Something that your agency is asked for has not come back",
    "{who} has not had an answer from {agency}. It is due by {day}.",
)
BEFORE = Notice(
    "asks.due_soon",
    "Something that your agency is asked for is due soon",
    "{agency} has not yet answered something that is due by {day}. Once it is answered, no more reminders come.",
)
AFTER = Notice(
    "asks.overdue",
    "Something that your agency is asked for is overdue",
    "{agency} has not answered something that was due by {day}. This is the last reminder that comes by itself.",
)
ESCALATED = Notice(
    "asks.escalated",
    "Something that an agency is asked for was escalated to you",
    "{who} has escalated to you that {agency} has not answered something that was due by {day}.",
)
MORE_TIME = Notice(
    "asks.extended",
    "There is more time for something that your agency is asked for",
    "{who} has given {agency} more time. It is now due by {day}.",
)
TIME_ASKED = Notice(
    "asks.more_time_asked",
    "An agency asks for more time",
    "{agency} asks for more time, until {day}, for something that you asked for. Say yes or no.",
)
NO_TIME = Notice(
    "asks.no_more_time",
    "There is no more time for something that your agency is asked for",
    "{who} has not given {agency} more time. It is still due by {day}. The reason is there to read.",
)
NOTED = Notice(
    "asks.refusal_noted",
    "A refusal of your agency was noted",
    "{who} has noted that {agency} refused something, and asks no more about it.",
)
KEPT = Notice(
    "asks.call_handed_over",
    "You keep something that agencies are asked for",
    "You now keep something that agencies are asked for. What comes back comes to you.",
)
QUERIED = Notice(
    "asks.queried",
    "There is a question about something that your agency returned",
    "{who} asks {agency} about something that was returned. Answer it by {day}.",
)
ACCEPTED = Notice(
    "asks.accepted",
    "Something that your agency returned was accepted",
    "{who} has accepted something that {agency} returned.",
)
WITHDRAWN = Notice(
    "asks.withdrawn",
    "Something is no longer asked of your agency",
    "{who} no longer asks {agency} for something that was due by {day}. The reason is there to read.",
)
CAME_BACK = Notice(
    "asks.came_back",
    "Something that you asked for has been answered",
    "{agency} has answered something that you asked for.",
)
