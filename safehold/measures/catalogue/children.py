"""Section 10.1 of the report: children's social care."""

from functools import partial

from safehold.measures.definition import Definition

DFE = "Department for Education, Characteristics of children in need"
DFE_LOOKED_AFTER = "Department for Education, Children looked after in England"

Child = partial(Definition, section="10.1", source=DFE, unit="children", about_people=True)
Referral = partial(Definition, section="10.1", source=DFE, unit="referrals", about_people=True)
Plan = partial(Definition, section="10.1", source=DFE, unit="plans", about_people=True)
LookedAfter = partial(Definition, section="10.1", source=DFE_LOOKED_AFTER, unit="children", about_people=True)

DEFINITIONS = (
    Child("children.requests_for_service_just_under", "Requests for service, just under", "Contacts with children's social care in the year; the source says just under this number.", unit="contacts", source="The council", about_people=False),
    Referral("children.referrals", "Referrals", "Referrals to children's social care accepted in the period."),
    Referral("children.referrals_from.individual", "Referrals from individuals", "Referrals of the year made by a family member, friend, neighbour or the child."),
    Referral("children.referrals_from.schools", "Referrals from schools", "Referrals of the year made by a school."),
    Referral("children.referrals_from.education_services", "Referrals from education services", "Referrals of the year made by an education service other than a school."),
    Referral("children.referrals_from.health_services", "Referrals from health services", "Referrals of the year made by a health service, emergency departments included."),
    Referral("children.referrals_from.housing", "Referrals from housing", "Referrals of the year made by a housing service."),
    Referral("children.referrals_from.council_services", "Referrals from council services", "Referrals of the year made by a service of a council."),
    Referral("children.referrals_from.police", "Referrals from the police", "Referrals of the year made by the police."),
    Referral("children.referrals_from.other_legal_agency", "Referrals from other legal agencies", "Referrals of the year made by a court, Cafcass, probation or another legal agency."),
    Referral("children.referrals_from.other", "Referrals from other sources", "Referrals of the year made by a source with no group of its own."),
    Referral("children.referrals_from.anonymous", "Anonymous referrals", "Referrals of the year whose source did not say who they were."),
    Referral("children.referrals_from.unknown", "Referrals of unknown source", "Referrals of the year whose source was not recorded."),
    Child("children.section_47_enquiries", "Section 47 enquiries", "Children who were the subject of an enquiry under section 47 of the Children Act 1989 that started in the year, each enquiry counting.", unit="enquiries"),
    Child("children.icpc", "Initial child protection conferences, by child", "Initial child protection conferences in the year, counted once for each child they were about."),
    Child("children.icpc_children", "Children with an initial child protection conference", "Different children who were the subject of an initial child protection conference in the year."),
    Plan("children.plans_started", "Child protection plans started", "Child protection plans that started in the year."),
    Plan("children.plans_ended", "Child protection plans ended", "Child protection plans that ended in the year."),
    Plan("children.plans_open", "Child protection plans open", "Children who were the subject of a child protection plan on the day."),
    Plan("children.plans_open_rate", "Child protection plans open, rate", "Children on a plan on the day for every 10,000 aged under 18, by the population of the year before.", unit="per 10,000 children", places=1, about_people=False),
    Plan("children.plans_open.neglect_initial", "Open plans: neglect, first category", "Plans open on the day whose first category was neglect."),
    Plan("children.plans_open.physical_initial", "Open plans: physical abuse, first category", "Plans open on the day whose first category was physical abuse."),
    Plan("children.plans_open.sexual_initial", "Open plans: sexual abuse, first category", "Plans open on the day whose first category was sexual abuse."),
    Plan("children.plans_open.emotional_initial", "Open plans: emotional abuse, first category", "Plans open on the day whose first category was emotional abuse."),
    Plan("children.plans_open.multiple_initial", "Open plans: several first categories", "Plans open on the day with several first categories."),
    Plan("children.plans_open.neglect_latest", "Open plans: neglect, latest", "Plans open on the day whose latest category was neglect."),
    Plan("children.plans_open.physical_latest", "Open plans: physical abuse, latest", "Plans open on the day whose latest category was physical abuse."),
    Plan("children.plans_open.sexual_latest", "Open plans: sexual abuse, latest", "Plans open on the day whose latest category was sexual abuse."),
    Plan("children.plans_open.emotional_latest", "Open plans: emotional abuse, latest", "Plans open on the day whose latest category was emotional abuse."),
    Plan("children.plans_open.multiple_latest", "Open plans: several categories, latest", "Plans open on the day with several latest categories."),
    LookedAfter("children.looked_after", "Children looked after", "Children looked after by the council on the day."),
    LookedAfter("children.looked_after_started", "Children who started to be looked after", "Children who started to be looked after in the year."),
    LookedAfter("children.looked_after_ceased", "Children who ceased to be looked after", "Children who ceased to be looked after in the year."),
)  # fmt: skip
