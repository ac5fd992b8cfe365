"""How reports quote a voice: by its reference, resolved anew each time a draft is drawn.

Named by the setting ``QUOTATIONS``, for the packages above this one that draw reports. Nothing is kept there: without consent
there is nothing to show, in a draft, its preview, or its files.
"""

from datetime import date
from typing import NamedTuple

from safehold.voice import queries
from safehold.voice.models import Use


class Said(NamedTuple):
    """The words and by whom they are; or why there are none."""

    words: str = ""
    whose: str = ""
    refusal: str = ""


def said(reference: str, *, on: date, hold: bool = False) -> Said:
    """What a reference stands for in a report on a day. With ``hold`` nobody takes it back until the transaction that asks is
    over, and whoever was taking it back just now has done so: for whoever prints it.

    One that does not exist and one without consent are told apart by nothing but that the second was withdrawn, or was never
    given for reports: references are random, and whoever has one had it from somebody who heard the voice.
    """
    wanted = reference.strip().upper()
    voice = queries.by_reference(wanted)
    if voice is not None and hold:
        queries.hold(voice)
        voice = queries.by_reference(wanted)  # as it is now that nobody changes it
    if voice is None:
        return Said(refusal=f"There is no voice {reference}. Check the reference on its page.")
    consent = queries.in_force(on).filter(voice=voice, use=Use.REPORT).first()
    if voice.entry.in_error_on or consent is None:
        return Said(refusal=f"There is no consent to quote {reference} in a report. Take the quote out.")
    return Said(voice.words, consent.shown_as or str(voice.get_speaker_display()))
