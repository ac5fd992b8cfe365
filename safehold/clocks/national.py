"""The country's time limits, as data: the defaults that a partnership starts from.

Each says on whose authority it stands and how we know it. A limit marked `Provenance.KNOWN` was not read again at its
source; it is here to be checked and edited by the people who rely on it (`RuleBook.replaced_by`). Where an instrument
is dated only by its month, the rule begins on that month's first day. Working Together 2026 (March 2026) has not been
read: the 2023 rows stay in force until somebody has opened it.
"""

from dataclasses import replace
from datetime import date

from safehold.clocks.rules import Basis, Provenance, Rule, RuleBook, Start, Unit

WT_2018_FROM, WT_2018_TO, WT_2023_FROM = date(2018, 7, 1), date(2023, 11, 30), date(2023, 12, 1)
CARE_ACT_FROM = date(2015, 4, 1)
ASB_ACT_FROM = date(2014, 10, 20)
DHR_GUIDANCE_2016_FROM = date(2016, 12, 1)

SIN_NOTIFY_2018 = Rule(
    key="SIN_NOTIFY",
    title="Notify the national Panel and the local safeguarding partners of a serious incident",
    basis=Basis.GUIDANCE,
    source="Working Together to Safeguard Children 2018, chapter 4; Children Act 2004, section 16C",
    provenance=Provenance.READ,
    trigger="the local authority becoming aware",
    unit=Unit.WORKING_DAY,
    length=5,
    note="Counted from knowing or suspecting, never from the incident. Only the local authority notifies.",
    effective_from=WT_2018_FROM,
    effective_to=WT_2018_TO,
)
SIN_NOTIFY_2023 = replace(
    SIN_NOTIFY_2018,
    source="Working Together to Safeguard Children 2023, chapter 5; Children Act 2004, section 16C",
    effective_from=WT_2023_FROM,
    effective_to=None,
)
RAPID_REVIEW_2018 = Rule(
    key="RAPID_REVIEW",
    title="Finish the rapid review and send it to the national Panel",
    basis=Basis.GUIDANCE,
    source="Working Together to Safeguard Children 2018, chapter 4",
    provenance=Provenance.READ,
    trigger="the notification",
    unit=Unit.WORKING_DAY,
    length=15,
    note="Areas differ on where the count starts: a partnership that sends on day 16 writes its own rule.",
    effective_from=WT_2018_FROM,
    effective_to=WT_2018_TO,
)
RAPID_REVIEW_2023 = replace(
    RAPID_REVIEW_2018,
    source="Working Together to Safeguard Children 2023, chapter 5",
    effective_from=WT_2023_FROM,
    effective_to=None,
)
LCSPR_PUBLISH_2018 = Rule(
    key="LCSPR_PUBLISH",
    title="Finish and publish a local child safeguarding practice review",
    basis=Basis.GUIDANCE,
    source="Working Together to Safeguard Children 2018, paragraph 4.39",
    provenance=Provenance.KNOWN,
    trigger="the decision to begin it",
    unit=Unit.MONTH,
    length=6,
    note="If it will be later, tell the Panel and the Secretary of State why.",
    effective_from=WT_2018_FROM,
    effective_to=WT_2018_TO,
)
LCSPR_PUBLISH_2023 = replace(
    LCSPR_PUBLISH_2018,
    source="Working Together to Safeguard Children 2023, chapter 5",
    effective_from=WT_2023_FROM,
    effective_to=None,
)
LCSPR_COPY_PANEL_SOS = Rule(
    key="LCSPR_COPY_PANEL_SOS",
    title="Send the Panel and the Secretary of State the report of a local child safeguarding practice review",
    basis=Basis.STATUTE,
    source="Child Safeguarding Practice Review and Relevant Agency (England) Regulations 2018",
    provenance=Provenance.KNOWN,
    trigger="its publication",
    unit=Unit.WORKING_DAY,
    length=-7,
    effective_from=date(2018, 7, 1),
)
SAR_COMPLETE = Rule(
    key="SAR_COMPLETE",
    title="Finish a safeguarding adult review",
    basis=Basis.GUIDANCE,
    source="Care and Support Statutory Guidance, paragraph 14.173",
    provenance=Provenance.KNOWN,
    trigger="its initiation",
    unit=Unit.MONTH,
    length=6,
    note="An aim; court proceedings are a good reason for longer. Which day initiates it is decided locally.",
    effective_from=CARE_ACT_FROM,
)
DHR_DECISION = Rule(
    key="DHR_DECISION",
    title="Decide whether to hold a domestic homicide review, and tell the Home Office and the family",
    basis=Basis.GUIDANCE,
    source="Statutory guidance for the conduct of domestic homicide reviews, December 2016, section 5",
    provenance=Provenance.KNOWN,
    trigger="the partnership learning of the death",
    unit=Unit.MONTH,
    length=1,
    effective_from=DHR_GUIDANCE_2016_FROM,
)
DHR_REPORT = Rule(
    key="DHR_REPORT",
    title="Finish the overview report of a domestic homicide review",
    basis=Basis.GUIDANCE,
    source="Statutory guidance for the conduct of domestic homicide reviews, December 2016, section 5",
    provenance=Provenance.KNOWN,
    trigger="the decision to proceed",
    unit=Unit.MONTH,
    length=6,
    note="The panel may agree another time with the partnership; criminal proceedings are the usual reason.",
    effective_from=DHR_GUIDANCE_2016_FROM,
)
DHR_COPY_DAC = Rule(
    key="DHR_COPY_DAC",
    title="Send the Domestic Abuse Commissioner the report of a domestic homicide review",
    basis=Basis.STATUTE,
    source="Domestic Violence, Crime and Victims Act 2004, section 9(3B) and (3C)",
    provenance=Provenance.READ,
    trigger="the report being complete",
    unit=Unit.PROMPTLY,
    effective_from=date(2021, 11, 1),
    note="Added to section 9 by the Domestic Abuse Act 2021; the day it came into force is to be checked.",
)
ASB_QUALIFY_COMPLAINT = Rule(
    key="ASB_QUALIFY_COMPLAINT",
    title="Complain of anti-social behaviour, for the complaint to qualify for a case review",
    basis=Basis.STATUTE,
    source="Anti-social Behaviour, Crime and Policing Act 2014, section 104",
    provenance=Provenance.READ,
    trigger="the behaviour",
    unit=Unit.MONTH,
    length=1,
    start=Start.COUNTED,
    note="Or whatever period the published procedures give instead.",
    effective_from=ASB_ACT_FROM,
)
ASB_QUALIFY_APPLY = Rule(
    key="ASB_QUALIFY_APPLY",
    title="Apply for an anti-social behaviour case review, for a complaint to qualify",
    basis=Basis.STATUTE,
    source="Anti-social Behaviour, Crime and Policing Act 2014, section 104",
    provenance=Provenance.READ,
    trigger="the complaint",
    unit=Unit.MONTH,
    length=6,
    start=Start.COUNTED,
    note="Or whatever period the published procedures give instead.",
    effective_from=ASB_ACT_FROM,
)
ASB_PUBLISH = Rule(
    key="ASB_PUBLISH",
    title="Publish the four counts of anti-social behaviour case reviews",
    basis=Basis.STATUTE,
    source="Anti-social Behaviour, Crime and Policing Act 2014, section 104",
    provenance=Provenance.READ,
    trigger="the last publication",
    unit=Unit.MONTH,
    length=12,
    effective_from=ASB_ACT_FROM,
)
MARAC_REPEAT = Rule(
    key="MARAC_REPEAT",
    title="Count a further incident at MARAC as a repeat",
    basis=Basis.GUIDANCE,
    source="SafeLives, definition of a repeat at MARAC",
    provenance=Provenance.READ,
    trigger="the last referral",
    unit=Unit.MONTH,
    length=12,
    effective_from=date(2014, 1, 1),
    note="The length is read, the day from which it applies is not known. What counts as a repeat has changed.",
)
SCP_REPORT_2018 = Rule(
    key="SCP_REPORT",
    title="Publish the safeguarding partners’ yearly report",
    basis=Basis.STATUTE,
    source="Children Act 2004, section 16G; Working Together to Safeguard Children 2018, chapter 3",
    provenance=Provenance.READ,
    trigger="the end of the year it covers",
    unit=Unit.MONTH,
    length=12,
    note="At least once in every 12 months.",
    effective_from=WT_2018_FROM,
    effective_to=WT_2018_TO,
)
SCP_REPORT_2023 = Rule(
    key="SCP_REPORT",
    title="Publish the safeguarding partners’ yearly report",
    basis=Basis.GUIDANCE,
    source="Working Together to Safeguard Children 2023, chapter 2",
    provenance=Provenance.KNOWN,
    trigger="the end of the year it covers",
    unit=Unit.FIXED_DAY,
    fixed_day=(9, 30),
    effective_from=WT_2023_FROM,
)
SAB_REPORT = Rule(
    key="SAB_REPORT",
    title="Publish the safeguarding adults board’s annual report",
    basis=Basis.STATUTE,
    source="Care Act 2014, schedule 2, paragraph 4",
    provenance=Provenance.READ,
    trigger="the end of the financial year",
    unit=Unit.PROMPTLY,
    effective_from=CARE_ACT_FROM,
)
RHI = Rule(
    key="RHI",
    title="Hold a return home interview",
    basis=Basis.GUIDANCE,
    source="Statutory guidance on children who run away or go missing from home or care, January 2014",
    provenance=Provenance.KNOWN,
    trigger="the child’s return",
    unit=Unit.HOUR,
    length=72,
    effective_from=date(2014, 1, 1),
    note="Seventy-two hours gone by, weekends included: not three working days.",
)
LADO_TELL = Rule(
    key="LADO_TELL",
    title="Tell the local authority designated officer of an allegation",
    basis=Basis.GUIDANCE,
    source="Working Together to Safeguard Children",
    provenance=Provenance.KNOWN,
    trigger="the allegation coming to the employer’s notice",
    unit=Unit.WORKING_DAY,
    length=1,
    effective_from=date(2018, 7, 1),
    note="Some areas say 24 hours instead.",
)
DSAR = Rule(
    key="DSAR",
    title="Answer a person’s request for their own data",
    basis=Basis.STATUTE,
    source="UK General Data Protection Regulation, article 12(3)",
    provenance=Provenance.KNOWN,
    trigger="its receipt",
    unit=Unit.MONTH,
    length=1,
    extendable_by=2,
    effective_from=date(2018, 5, 25),
    note="Two further months where a request is complex. Never shortened to SAR, which is a review.",
)

NATIONAL = RuleBook(
    [
        SIN_NOTIFY_2018,
        SIN_NOTIFY_2023,
        RAPID_REVIEW_2018,
        RAPID_REVIEW_2023,
        LCSPR_PUBLISH_2018,
        LCSPR_PUBLISH_2023,
        LCSPR_COPY_PANEL_SOS,
        SAR_COMPLETE,
        DHR_DECISION,
        DHR_REPORT,
        DHR_COPY_DAC,
        ASB_QUALIFY_COMPLAINT,
        ASB_QUALIFY_APPLY,
        ASB_PUBLISH,
        MARAC_REPEAT,
        SCP_REPORT_2018,
        SCP_REPORT_2023,
        SAB_REPORT,
        RHI,
        LADO_TELL,
        DSAR,
    ]
)
