"""What may be filled into a letter about something that an agency is asked, or about the whole call."""

from safehold.letters.sources import Field, LetterKind

ASK = LetterKind(
    kind="asks.ask",
    words="What one agency is asked",
    fields=(
        Field("ask.title", "What is asked for", "Training of staff, 2020-21", lambda ask: ask.call.title),
        Field("ask.words", "What was asked, in full", "Tell us who was trained.", lambda ask: ask.call.words),
        Field("ask.reference", "The reference of the call", "ASK-7H3K-9QXM", lambda ask: ask.call.reference),
        Field("ask.agency", "The agency that is asked", "Westmere Constabulary", lambda ask: ask.agency),
        Field("ask.basis", "The legal basis", "Care Act 2014, section 45", lambda ask: ask.call.legal_basis),
        Field("ask.issued", "The day it was issued", "6 April 2021", lambda ask: ask.issued_on),
        Field("ask.due", "The day it is due now", "27 April 2021", lambda ask: ask.due_on),
        Field("ask.first_due", "The day that was asked for first", "27 April 2021", lambda ask: ask.first_due_on),
        Field("ask.keeper", "Who looks after it", "Noor Vale", lambda ask: ask.call.keeper),
        Field("ask.status", "How far it is", "Issued", lambda ask: ask.get_status_display()),
    ),
    to=lambda ask: ask.agency_id,
)
