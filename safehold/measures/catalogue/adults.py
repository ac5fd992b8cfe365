"""Section 10.2 of the report: adult safeguarding."""

from functools import partial

from safehold.measures.definition import Definition, ShareOf

Adult = partial(
    Definition, section="10.2", source="The council's Safeguarding Adults Collection return and local reporting"
)

DEFINITIONS = (
    Adult("adults.concerns", "Safeguarding concerns", "Concerns received in the year that met the Care Act description of a safeguarding concern.", unit="concerns", about_people=True),
    Adult("adults.concern_individuals", "People the concerns were about", "Different people whom the year's safeguarding concerns were about.", unit="people", about_people=True),
    Adult("adults.enquiries", "Safeguarding enquiries", "Enquiries undertaken in the year; whether those under section 42(1) are among them is not said by the source.", unit="enquiries", about_people=True),
    Adult("adults.enquiry_individuals", "People the enquiries were about", "Different people whom the year's safeguarding enquiries were about.", unit="people", about_people=True),
    Adult("adults.concerns_change_pct", "Change in safeguarding concerns", "Concerns of the year against those of the year before, as the source prints it: the number of the year before is not printed.", unit="percent"),
    Adult("adults.concerns_men_about_pct", "Concerns about men, approximately", "Concerns about men as a percentage of all concerns, as the source prints it: about this number.", unit="percent"),
    Adult("adults.enquiries_in_community_hospital", "Enquiries located in a community hospital", "Enquiries of the year whose location of risk was a community hospital.", unit="enquiries", about_people=True),
    Adult(
        "adults.enquiries_per_concern_pct", "Enquiries for every hundred concerns",
        "Enquiries of the year as a percentage of concerns of the year; an enquiry may come from a concern of the year before.",
        unit="percent", places=1, binding=ShareOf("adults.enquiries", "adults.concerns"),
    ),
)  # fmt: skip
