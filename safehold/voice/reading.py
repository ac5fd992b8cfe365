"""Keeping those who may read a voice to what was agreed. Called by actions, which write the trail."""

from datetime import date, timedelta

from safehold.access.models import CircleMember
from safehold.voice.models import Consent, Voice

OF_GROUP = "Sits in the group that it was gathered for"


def refresh(voice: Voice, *, consent: Consent | None, on: date) -> bool:
    """While a ``consent`` lets its group read it, those who sit in the group are in the voice's circle, beside whoever heard it
    and was let in; else they are not. Whether anything had to be changed.

    They are in until the consent's last day and no longer, so that it ends by itself. The voice stays with its circle (C4)
    throughout: what a group may read is for those who sit there, not for every role that reads what groups have.
    """
    circle = voice.entry.circle
    assert circle is not None  # every voice has one
    there = CircleMember.objects.on(on).filter(circle=circle)
    own = set(there.exclude(why=OF_GROUP).values_list("user", "agency"))
    wanted = _seated(voice, consent, on=on) if consent is not None else {}
    wanted = {who: to_on for who, to_on in wanted.items() if who not in own}
    changed = False
    for member in there.filter(why=OF_GROUP):
        who = (member.user_id, member.agency_id)
        if who in wanted and wanted[who] == member.to_on:
            del wanted[who]
        elif who in wanted:
            changed = True
            CircleMember.objects.filter(pk=member.pk).update(to_on=wanted.pop(who))
        else:
            changed = True
            if member.from_on >= on:
                member.delete()
            else:
                CircleMember.objects.filter(pk=member.pk).update(to_on=on - timedelta(days=1))
    for (user, agency), to_on in sorted(wanted.items(), key=lambda each: each[0]):
        CircleMember.objects.create(
            circle=circle, user_id=user, agency_id=agency, from_on=on, to_on=to_on, why=OF_GROUP
        )
    return changed or bool(wanted)


def _seated(voice: Voice, consent: Consent, *, on: date) -> dict[tuple[int, int], date | None]:
    """Who sits in a voice's group on a day, for which agency, each with the last day on which they read it: that of their seat or
    that of the consent, whichever comes first."""
    seats: dict[tuple[int, int], date] = {}
    for seat in CircleMember.objects.on(on).filter(circle=voice.group.circle):
        who = (seat.user_id, seat.agency_id)
        seats[who] = max(seats.get(who, date.min), seat.to_on or date.max)
    until = {who: min(last, consent.to_on or date.max) for who, last in seats.items()}
    return {who: None if last == date.max else last for who, last in until.items()}
