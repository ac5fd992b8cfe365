"""Keeping those who may read a voice to what was agreed. Called by actions, which write the trail."""

from datetime import date, timedelta

from safehold.access.models import CircleMember
from safehold.access.reach import Tier
from safehold.records import writing
from safehold.voice.models import Voice

OF_GROUP = "Sits in the group that it was gathered for"


def refresh(voice: Voice, *, may: bool, on: date) -> bool:
    """While its group ``may`` read it, those who sit in the group are in the voice's circle, beside whoever heard it and was let
    in; else they are not. Whether anything had to be changed."""
    tier = Tier.C3 if may else Tier.C4
    changed = voice.entry.tier != tier
    if changed:
        writing.widen(voice, tier=tier, circle=voice.entry.circle)
    there = CircleMember.objects.on(on).filter(circle=voice.entry.circle)
    own = set(there.exclude(why=OF_GROUP).values_list("user", "agency"))
    seated = CircleMember.objects.on(on).filter(circle=voice.group.circle) if may else CircleMember.objects.none()
    wanted = set(seated.values_list("user", "agency")) - own
    for member in there.filter(why=OF_GROUP):
        if (member.user_id, member.agency_id) in wanted:
            wanted.discard((member.user_id, member.agency_id))
            continue
        changed = True
        if member.from_on >= on:
            member.delete()
        else:
            CircleMember.objects.filter(pk=member.pk).update(to_on=on - timedelta(days=1))
    circle = voice.entry.circle
    assert circle is not None  # every voice has one
    for user, agency in sorted(wanted):
        CircleMember.objects.create(circle=circle, user_id=user, agency_id=agency, from_on=on, why=OF_GROUP)
    return changed or bool(wanted)
