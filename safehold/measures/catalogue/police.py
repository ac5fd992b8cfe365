"""Section 10.4 of the report: what the constabulary sends."""

from functools import partial

from safehold.measures.definition import ChangeOf, ChangePercentOf, Definition, ShareOf

Crime = partial(Definition, section="10.4", source="The constabulary")
Change = partial(Definition, section="10.4", source="The constabulary", unit="percent", places=1)

# the measures of the report's comparison with the force, in its order
COMPARED = (
    "police.child_protection_crimes_excl_da",
    "police.non_familial_sexual_offences_children",
    "police.child_neglect",
    "police.child_protection_serious_sexual",
    "police.cse_tagged",
    "police.da_victim_16_17",
    "police.child_victims",
    "police.child_suspects",
)

DEFINITIONS = (
    Crime("police.child_protection_crimes_excl_da", "Child protection crimes, domestic abuse left out", "Recorded crimes with a child protection concern, domestic abuse crimes left out, older allegations included, in the year.", unit="crimes", about_people=True),
    Crime("police.child_protection_crimes_excl_da.change", "Child protection crimes, domestic abuse left out: change", "Recorded crimes with a child protection concern, domestic abuse crimes left out, older allegations included: the year less the year before.", unit="crimes", binding=ChangeOf("police.child_protection_crimes_excl_da")),
    Change("police.child_protection_crimes_excl_da.change_pct", "Child protection crimes, domestic abuse left out: change", "Recorded crimes with a child protection concern, domestic abuse crimes left out, older allegations included: the year against the year before.", binding=ChangePercentOf("police.child_protection_crimes_excl_da")),
    Crime("police.non_familial_sexual_offences_children", "Non-familial sexual offences against children", "Recorded sexual offences against children by someone outside the family, in the year.", unit="crimes", about_people=True),
    Crime("police.non_familial_sexual_offences_children.change", "Non-familial sexual offences against children: change", "Recorded sexual offences against children by someone outside the family: the year less the year before.", unit="crimes", binding=ChangeOf("police.non_familial_sexual_offences_children")),
    Change("police.non_familial_sexual_offences_children.change_pct", "Non-familial sexual offences against children: change", "Recorded sexual offences against children by someone outside the family: the year against the year before.", binding=ChangePercentOf("police.non_familial_sexual_offences_children")),
    Crime("police.child_neglect", "Child neglect offences", "Recorded offences of child neglect, in the year.", unit="crimes", about_people=True),
    Crime("police.child_neglect.change", "Child neglect offences: change", "Recorded offences of child neglect: the year less the year before.", unit="crimes", binding=ChangeOf("police.child_neglect")),
    Change("police.child_neglect.change_pct", "Child neglect offences: change", "Recorded offences of child neglect: the year against the year before.", binding=ChangePercentOf("police.child_neglect")),
    Crime("police.child_protection_serious_sexual", "Serious sexual offences, child protection", "Recorded serious sexual offences with a child protection concern, in the year.", unit="crimes", about_people=True),
    Crime("police.child_protection_serious_sexual.change", "Serious sexual offences, child protection: change", "Recorded serious sexual offences with a child protection concern: the year less the year before.", unit="crimes", binding=ChangeOf("police.child_protection_serious_sexual")),
    Change("police.child_protection_serious_sexual.change_pct", "Serious sexual offences, child protection: change", "Recorded serious sexual offences with a child protection concern: the year against the year before.", binding=ChangePercentOf("police.child_protection_serious_sexual")),
    Crime("police.cse_tagged", "Child sexual exploitation offences", "Recorded offences tagged as child sexual exploitation, in the year.", unit="crimes", about_people=True),
    Crime("police.cse_tagged.change", "Child sexual exploitation offences: change", "Recorded offences tagged as child sexual exploitation: the year less the year before.", unit="crimes", binding=ChangeOf("police.cse_tagged")),
    Change("police.cse_tagged.change_pct", "Child sexual exploitation offences: change", "Recorded offences tagged as child sexual exploitation: the year against the year before.", binding=ChangePercentOf("police.cse_tagged")),
    Crime("police.da_victim_16_17", "Domestic abuse crimes, victim aged 16 or 17", "Recorded domestic abuse crimes whose victim was aged 16 or 17, in the year.", unit="crimes", about_people=True),
    Crime("police.da_victim_16_17.change", "Domestic abuse crimes, victim aged 16 or 17: change", "Recorded domestic abuse crimes whose victim was aged 16 or 17: the year less the year before.", unit="crimes", binding=ChangeOf("police.da_victim_16_17")),
    Change("police.da_victim_16_17.change_pct", "Domestic abuse crimes, victim aged 16 or 17: change", "Recorded domestic abuse crimes whose victim was aged 16 or 17: the year against the year before.", binding=ChangePercentOf("police.da_victim_16_17")),
    Crime("police.child_victims", "Child victims of crime", "Child victims of recorded crimes, in the year.", unit="victims", about_people=True),
    Crime("police.child_victims.change", "Child victims of crime: change", "Child victims of recorded crimes: the year less the year before.", unit="victims", binding=ChangeOf("police.child_victims")),
    Change("police.child_victims.change_pct", "Child victims of crime: change", "Child victims of recorded crimes: the year against the year before.", binding=ChangePercentOf("police.child_victims")),
    Crime("police.child_suspects", "Child suspects of crime", "Child suspects of recorded crimes, in the year.", unit="suspects", about_people=True),
    Crime("police.child_suspects.change", "Child suspects of crime: change", "Child suspects of recorded crimes: the year less the year before.", unit="suspects", binding=ChangeOf("police.child_suspects")),
    Change("police.child_suspects.change_pct", "Child suspects of crime: change", "Child suspects of recorded crimes: the year against the year before.", binding=ChangePercentOf("police.child_suspects")),
    Change("police.missing_children.change_pct", "Missing children: change", "Children reported missing: the year against the year before; the counts are not printed by the source."),
    Change("police.missing_episodes.change_pct", "Missing episodes: change", "Episodes of a child reported missing: the year against the year before; the counts are not printed by the source."),
    Change("police.missing_repeatedly.change_pct", "Children missing repeatedly: change", "Children reported missing more than once: the year against the year before; the counts are not printed by the source."),
    Crime("police.missing_from_care", "Children missing from care", "Children who went missing from care in the year.", unit="children", about_people=True),
    Crime("police.missing_from_care_repeat", "Children repeatedly missing from care", "Children who went missing from care more than once in the year.", unit="children", about_people=True),
    Crime("police.icpc_invited", "Conferences the police were invited to", "Initial child protection conferences that the police were invited to; conferences, not children.", unit="conferences"),
    Crime("police.icpc_attended", "Conferences the police attended", "Initial child protection conferences that the police attended.", unit="conferences"),
    Crime("police.icpc_attendance_pct", "Police attendance at conferences", "Initial child protection conferences attended, as a percentage of those the police were invited to; the number invited is not printed for the year.", unit="percent", places=1),
    Crime("police.icpc_missed", "Conferences the police missed", "Initial child protection conferences that the police were invited to and did not attend.", unit="conferences"),
    Crime("police.s46_occasions", "Police protection", "Occasions on which a child was taken into police protection under section 46 of the Children Act 1989.", unit="occasions", about_people=True),
    Crime("police.s46_occasions.change_pct", "Police protection: change", "Occasions of the year against those of the year before.", unit="percent", places=1, binding=ChangePercentOf("police.s46_occasions")),
    Crime("police.s46_unlinked_to_beat_code", "Police protection not linked to a beat code", "Records of police protection that cannot be placed in an authority's area.", unit="records"),
    Crime("police.custody_arrested", "Children arrested and brought into custody", "Children under 18, by their latest recorded address, arrested and brought into custody.", unit="children", about_people=True),
    Crime("police.custody_charged_and_detained", "Children charged and detained", "Children under 18, by their latest recorded address, charged and detained.", unit="children", about_people=True),
    Crime("police.custody_charged_pct", "Children charged and detained, of those arrested", "Children charged and detained, as a percentage of those arrested and brought into custody.", unit="percent", places=1, binding=ShareOf("police.custody_charged_and_detained", "police.custody_arrested")),
)  # fmt: skip
