"""What may be filled into a letter about an action."""

from safehold.letters.sources import Field, LetterKind

ACTION = LetterKind(
    kind="plans.action",
    words="An action",
    fields=(
        Field(
            "action.words", "What is to be done", "Train every sergeant in assessing capacity", lambda one: one.words
        ),
        Field("action.measure", "How it will be known", "An audit finds it in nine of ten", lambda one: one.measure),
        Field("action.agency", "The agency that does it", "Westmere Constabulary", lambda one: one.agency),
        Field("action.lead", "Who leads it", "Head of public protection", lambda one: one.lead or one.lead_role),
        Field("action.group", "The group that receives it", "Quality and performance", lambda one: one.group),
        Field("action.agreed", "The day it was agreed", "8 February 2021", lambda one: one.agreed_on),
        Field("action.due", "The day it is due now", "12 April 2021", lambda one: one.due_on),
        Field("action.status", "How far it is", "Evidence given", lambda one: one.get_status_display()),
    ),
    to=lambda one: one.agency_id,
)
