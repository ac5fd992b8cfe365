"""Who may see an entry, as one condition. Every list, page, search, count, file and export comes through here.

What the condition says, for an actor, at each tier:

* a role's reach (``access.reach``): everything, what the actor's agency owns, or what the actor's circles hold;
* a sealed entry is seen by its circle alone, whatever a role reaches;
* whoever is in a circle only to cover for an absent colleague sees what it holds, but for what is sealed or in a
  compartment: those are opened by whoever is in charge, never by whoever arranges cover;
* emergency access adds one entry until it ends, unless it is sealed meanwhile;
* a conflict of interest takes it away again, whoever the actor is;
* an entry with a source is seen by whoever sees both, and by whoever sees all of them where sources stand in a row: the
  strictest governs.

Which circles, emergencies and conflicts are the actor's is asked first, in one small query, and stands in the condition
as plain numbers: a database that knows them can begin with the few rows of somebody who sees few. As sub-queries they
made it walk through all of them.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.apps import apps
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from safehold.access.actor import Actor
from safehold.access.reach import WITHOUT_CARD, Reach, Tier, compartments, reach, wider

NOTHING = Q(pk__in=[])
IN_A_ROW = 3
"""So many sources may stand in a row: a letter about an agenda item came out of the item, which came out of its meeting. One
more is for what was freed, had something made out of it, and is held again."""


def sees(actor: Actor, prefix: str = "") -> Q:
    """The condition that ``actor`` may see the content. ``prefix`` leads to the entry, like ``"entry__"``."""
    own = own_of(actor)
    return by_itself(actor, own, prefix) & of_its_source(actor, own, prefix)


def of_its_source(actor: Actor, own: "Own", prefix: str) -> Q:
    """The condition that an entry has no source, or one that ``actor`` may see.

    Where nothing had a source a moment ago only the first half is asked, so that a database does not plan for what is not
    there; what came out of a record since then waits for the next time. Where sources stand in a row each is asked, up to
    ``IN_A_ROW`` of them: what stood behind a longer row would be seen by nobody.
    """
    without = Q(**{f"{prefix}source": None})
    sources = apps.get_model("records", "Entry").objects.filter(by_itself(actor, own))
    in_a_row = IN_A_ROW
    if actor.user_id:  # of whoever is nobody, nothing was asked before
        if not own.sources:
            return without
        sources, in_a_row = sources.filter(pk__in=own.sources), own.in_a_row
    seen = sources.filter(source=None)
    for _ in range(in_a_row - 1):
        seen = sources.filter(Q(source=None) | Q(source__in=seen.values("pk")))
    return without | Q(**{f"{prefix}source__in": seen.values("pk")})


def by_itself(actor: Actor, own: "Own", prefix: str = "") -> Q:
    """The same condition for an entry alone, whatever its source is."""
    tiers = [(tier, reach(actor.roles, tier)) for tier in Tier]
    open_to_all = [tier for tier, far in tiers if far == Reach.ALL]
    of_agency = [tier for tier, far in tiers if far == Reach.OWN]
    in_circle = [tier for tier, far in tiers if far >= Reach.MEMBER]

    ways = []  # that a seal closes
    if open_to_all:
        ways.append(Q(**{f"{prefix}tier__in": open_to_all}))
    if of_agency and actor.agency_id:
        ways.append(Q(**{f"{prefix}tier__in": of_agency, f"{prefix}owner": actor.agency_id}))
    ways += [
        Q(**{f"{prefix}tier": Tier.C5, f"{prefix}kind__startswith": f"{compartment}."})
        for compartment in sorted(compartments(actor.roles))
    ]
    for kind, far in sorted(wider(actor.roles).items()):
        of_kind = {f"{prefix}kind": kind, f"{prefix}tier__in": [Tier.C2, Tier.C3, Tier.C4]}
        if far == Reach.ALL:
            ways.append(Q(**of_kind))
        elif actor.agency_id:
            ways.append(Q(**of_kind, **{f"{prefix}owner": actor.agency_id}))
    if own.emergencies:
        ways.append(Q(**{f"{prefix}pk__in": own.emergencies}))
    if in_circle and own.covered:
        covered = [tier for tier in in_circle if tier != Tier.C5]
        ways.append(Q(**{f"{prefix}tier__in": covered, f"{prefix}circle__in": own.covered}))

    found = Q(reduce(or_, ways), **{f"{prefix}sealed": False}) if ways else NOTHING
    if in_circle and own.circles:
        found |= Q(**{f"{prefix}tier__in": in_circle, f"{prefix}circle__in": own.circles})
    if own.conflicts:
        found &= ~Q(**{f"{prefix}pk__in": own.conflicts})
    return found


def knows(actor: Actor, prefix: str = "") -> Q:
    """The condition that ``actor`` may know that the entry exists. C5, seals, conflicts and the kinds without a card answer
    like absent."""
    own = own_of(actor)
    found = by_itself(actor, own, prefix)
    cards = [tier for tier in (Tier.C2, Tier.C3, Tier.C4) if reach(actor.roles, tier) >= Reach.CARD]
    if cards:
        card = Q(**{f"{prefix}tier__in": cards, f"{prefix}sealed": False})
        card &= ~Q(**{f"{prefix}kind__in": WITHOUT_CARD})
        if own.conflicts:
            card &= ~Q(**{f"{prefix}pk__in": own.conflicts})
        found |= card
    return found & of_its_source(actor, own, prefix)


@dataclass(frozen=True)
class Own:
    """What is the actor's own on their day: circles by number, those they are in only for an absent colleague apart, and
    entries opened in an emergency or closed by a conflict."""

    circles: tuple[int, ...] = ()
    covered: tuple[int, ...] = ()
    emergencies: tuple[int, ...] = ()
    conflicts: tuple[int, ...] = ()
    # the entries that others came out of, and how many of them stand in a row at most: everybody's, asked for with what is
    # the actor's own
    sources: tuple[int, ...] = ()
    in_a_row: int = 1


# In SQL, since it is asked for on every page and Django takes ten times as long to write it as a database to answer it.
OWN = """
    WITH sources AS (SELECT DISTINCT source_id AS id FROM records_entry WHERE source_id > 0)
    SELECT CASE WHEN cover_for_id IS NULL THEN 'circle' ELSE 'covered' END, circle_id FROM access_circlemember
     WHERE user_id = %(user)s AND agency_id = %(agency)s AND from_on <= %(on)s AND (to_on IS NULL OR to_on >= %(on)s)
    UNION ALL
    SELECT 'emergency', entry_id FROM records_emergencyaccess
     WHERE user_id = %(user)s AND agency_id = %(agency)s AND until_at > %(now)s
    UNION ALL
    SELECT 'conflict', entry_id FROM records_conflict
     WHERE user_id = %(user)s AND from_on <= %(on)s AND (to_on IS NULL OR to_on >= %(on)s)
    UNION ALL
    SELECT 'source', id FROM sources
    UNION ALL
    SELECT 'in a row', 2 FROM (
        SELECT one.id FROM sources JOIN records_entry one ON one.id = sources.id WHERE one.source_id > 0 LIMIT 1
    ) AS two
    UNION ALL
    SELECT 'in a row', 3 FROM (
        SELECT one.id FROM sources JOIN records_entry one ON one.id = sources.id
          JOIN records_entry next ON next.id = one.source_id WHERE next.source_id > 0 LIMIT 1
    ) AS three
"""


def own_of(actor: Actor) -> Own:
    """Asked anew each time, for what was ended a moment ago is ended; once for a page that is only read. Acting for no
    agency, one is in no circle."""
    if not actor.user_id:
        return Own()
    if actor.kept is None:
        return _asked(actor)
    if "own" not in actor.kept:
        actor.kept["own"] = _asked(actor)
    found: Own = actor.kept["own"]
    return found


def _asked(actor: Actor) -> Own:
    adapt = connection.ops
    asked = {
        "user": actor.user_id,
        "agency": actor.agency_id,
        "on": adapt.adapt_datefield_value(actor.on),
        "now": adapt.adapt_datetimefield_value(timezone.now()),
    }
    with connection.cursor() as cursor:
        cursor.execute(OWN, asked)
        rows = cursor.fetchall()
    found = {
        part: {number for what, number in rows if what == part}
        for part in ("circle", "covered", "emergency", "conflict", "source")
    }
    found["covered"] -= found["circle"]
    circles, covered, emergencies, conflicts, sources = (tuple(sorted(numbers)) for numbers in found.values())
    in_a_row = max((number for what, number in rows if what == "in a row"), default=1)
    return Own(circles, covered, emergencies, conflicts, sources, in_a_row)
