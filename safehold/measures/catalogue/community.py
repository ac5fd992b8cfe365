"""Community safety: street-level crime as published, which the source report does not print."""

from functools import partial

from safehold.measures.definition import Definition

Street = partial(Definition, section="10.4", source="data.police.uk, street-level crime", unit="incidents")

DEFINITIONS = (
    Street("community.anti_social_behaviour", "Anti-social behaviour incidents", "Incidents of anti-social behaviour recorded in the month at a place in the area."),
    Street("community.violence_and_sexual_offences", "Violence and sexual offences", "Crimes of violence and sexual offences recorded in the month at a place in the area.", unit="crimes"),
)  # fmt: skip
