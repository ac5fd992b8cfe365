"""Who is part of a disagreement by the post that they hold, and who is kept from a report because they are kept from the item at
which it is taken, or the other way round. It is asked for with everything else that is an actor's own
(``records.visibility.also``), so that it holds at once.

The leads of both agencies are part of their disagreements, whoever came before it to the post and whenever they took it up.
So are those before whom one has come: whoever chairs the Executive, once it has reached its stage, and the independent chair
and the scrutineer, once it has reached theirs. Whoever leads while they cover for somebody is in as covers are.
"""

HOLDS = "{0}.from_on <= %(on)s AND ({0}.to_on IS NULL OR {0}.to_on >= %(on)s)"
MEMBER = f"m.user_id = %(user)s AND m.agency_id = %(agency)s AND {HOLDS.format('m')}"
IN = "CASE WHEN g.cover_for_id IS NULL THEN 'circle' ELSE 'covered' END"

LEADS = f"""
    SELECT {IN}, e.circle_id
      FROM access_membership m
      JOIN access_grant g ON g.membership_id = m.id AND g.role = 'agency_lead' AND {HOLDS.format("g")}
      JOIN assurance_disagreement d ON d.raising_id = m.agency_id OR d.challenged_id = m.agency_id
      JOIN records_entry e ON e.id = d.entry_id
     WHERE {MEMBER}
"""  # noqa: S608  names of our own tables alone

INDEPENDENT = f"""
    SELECT {IN}, e.circle_id
      FROM access_membership m
      JOIN access_grant g ON g.membership_id = m.id AND {HOLDS.format("g")}
       AND g.role IN ('independent_chair', 'independent_scrutineer')
      JOIN assurance_disagreementstage s ON s.level = 'independent'
      JOIN assurance_disagreement d ON d.id = s.disagreement_id
      JOIN records_entry e ON e.id = d.entry_id
     WHERE {MEMBER}
"""  # noqa: S608  as above

EXECUTIVE = f"""
    SELECT 'circle', e.circle_id
      FROM partnership_chair c
      JOIN partnership_group p ON p.id = c.group_id AND p.kind = 'executive' AND NOT p.outside
       AND (p.closed_on IS NULL OR p.closed_on >= %(on)s)
      JOIN assurance_disagreementstage s ON s.level = 'executive'
      JOIN assurance_disagreement d ON d.id = s.disagreement_id
      JOIN records_entry e ON e.id = d.entry_id
     WHERE c.user_id = %(user)s AND c.agency_id = %(agency)s AND {HOLDS.format("c")}
"""  # noqa: S608  as above

FROM_ITEM = f"""
    SELECT 'conflict', r.entry_id
      FROM records_conflict k
      JOIN meetings_item i ON i.entry_id = k.entry_id
      JOIN assurance_groupreport r ON r.item_id = i.id
     WHERE k.user_id = %(user)s AND {HOLDS.format("k")}
"""  # noqa: S608  as above

FROM_REPORT = f"""
    SELECT 'conflict', i.entry_id
      FROM records_conflict k
      JOIN assurance_groupreport r ON r.entry_id = k.entry_id
      JOIN meetings_item i ON i.id = r.item_id
     WHERE k.user_id = %(user)s AND {HOLDS.format("k")}
"""  # noqa: S608  as above

PARTS = {
    "leads": LEADS, "independent": INDEPENDENT, "executive": EXECUTIVE, "item": FROM_ITEM, "report": FROM_REPORT,
}  # fmt: skip
