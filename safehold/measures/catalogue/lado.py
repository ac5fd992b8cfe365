"""Section 10.3 of the report: allegations against people who work with children."""

from functools import partial

from safehold.measures.definition import ChangeOf, ChangePercentOf, Definition, ShareOf

Contact = partial(
    Definition, section="10.3", source="The local authority designated officer", unit="contacts", about_people=True
)
Referral = partial(
    Definition, section="10.3", source="The local authority designated officer", unit="referrals", about_people=True
)

DEFINITIONS = (
    Contact("lado.contacts", "Contacts with the LADO", "Contacts made with the local authority designated officer in the year."),
    Contact("lado.contacts.change", "Change in contacts with the LADO", "Contacts of the year less those of the year before.", about_people=False, binding=ChangeOf("lado.contacts")),
    Contact("lado.contacts.change_pct", "Change in contacts with the LADO", "Contacts of the year against those of the year before.", unit="percent", places=1, about_people=False, binding=ChangePercentOf("lado.contacts")),
    Contact("lado.contacts_change_pct_as_printed", "Change in contacts, as the source printed it", "A claim of the source, kept to be checked.", unit="percent", about_people=False, claim_only=True),
    Contact("lado.contact_outcome.advice_below_threshold", "Advice, below the threshold", "Contacts that did not meet the threshold and ended in advice and guidance."),
    Contact("lado.contact_outcome.met_threshold", "Met the threshold", "Contacts that met the threshold for the LADO's involvement."),
    Contact("lado.contact_outcome.other_authority_area", "For another authority's LADO", "Contacts about a person who worked in another authority's area."),
    Contact("lado.contact_outcome.not_under_protocol", "Outside the protocol", "Contacts that did not fall under the managing allegations protocol."),
    Contact("lado.contact_outcome.organisational_safeguarding", "Safeguarding within an organisation", "Contacts about an organisation's safeguarding and not about one person."),
    Referral("lado.threshold.education_pct", "Education, of those that met the threshold", "Referrals about people working in education, as a percentage of those that met the threshold.", unit="percent", about_people=False),
    Referral("lado.threshold.education_and_nursery_pct", "Education and nurseries, of those that met the threshold", "Referrals about people working in education and nurseries, as a percentage of those that met the threshold.", unit="percent", about_people=False),
    Referral("lado.threshold.foster_carers", "Foster carers", "Referrals that met the threshold about foster carers."),
    Referral("lado.threshold.foster_carers_own_authority", "Foster carers for the council", "Referrals that met the threshold about foster carers for the council itself."),
    Referral("lado.threshold.social_care", "Social care", "Referrals that met the threshold about people working in social care."),
    Referral("lado.threshold.social_care_residential", "Residential social care", "Referrals that met the threshold about people working in a residential setting."),
    Referral("lado.threshold.police", "Police", "Referrals that met the threshold about police officers."),
    Referral("lado.threshold.social_care_pct", "Social care, of those that met the threshold", "Referrals about people in social care, as a percentage of those that met the threshold.", unit="percent", about_people=False, binding=ShareOf("lado.threshold.social_care", "lado.contact_outcome.met_threshold")),
    Referral("lado.threshold.social_care_residential_pct", "Residential, of social care", "Referrals about people in a residential setting, as a percentage of those about social care.", unit="percent", about_people=False, binding=ShareOf("lado.threshold.social_care_residential", "lado.threshold.social_care")),
    Referral("lado.threshold.social_care_pct_as_printed", "Social care, as the source printed it", "A claim of the source, kept to be checked.", unit="percent", about_people=False, claim_only=True),
    Referral("lado.threshold.social_care_residential_pct_as_printed", "Residential social care, as the source printed it", "A claim of the source, kept to be checked.", unit="percent", about_people=False, claim_only=True),
    Referral("lado.suitability.total", "Concerns about suitability", "Referrals about behaviour that raised concern about suitability to work with children."),
    Referral("lado.suitability.school", "Suitability: schools", "Suitability referrals about people working in a school."),
    Referral("lado.suitability.social_care", "Suitability: social care", "Suitability referrals about people working in social care."),
    Referral("lado.suitability.foster_carer", "Suitability: foster carers", "Suitability referrals about foster carers."),
    Referral("lado.suitability.other", "Suitability: other", "Suitability referrals recorded as other."),
    Referral("lado.suitability.other_should_be_social_care", "Suitability: other, should be social care", "Suitability referrals recorded as other that belonged under social care."),
    Referral("lado.suitability.outcome_below_threshold", "Suitability: found below the threshold", "Suitability referrals found after discussion to be below the threshold."),
    Referral("lado.suitability.outcome_strategy_meeting", "Suitability: strategy meeting", "Suitability referrals for which a managing allegations strategy meeting was held."),
    Referral("lado.suitability.outcome_employer_only", "Suitability: for the employer alone", "Suitability referrals left to the employer to investigate."),
    Referral("lado.suitability.outcome_below_threshold_pct", "Suitability: found below the threshold, share", "Suitability referrals found to be below the threshold, as a percentage of all of them.", unit="percent", about_people=False, binding=ShareOf("lado.suitability.outcome_below_threshold", "lado.suitability.total")),
    Referral("lado.suitability.outcome_strategy_meeting_pct", "Suitability: strategy meeting, share", "Suitability referrals with a strategy meeting, as a percentage of all of them.", unit="percent", about_people=False, binding=ShareOf("lado.suitability.outcome_strategy_meeting", "lado.suitability.total")),
)  # fmt: skip
