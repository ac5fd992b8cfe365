"""Section 6 of the report: the sixteen key performance indicators, each with its target."""

from functools import partial

from safehold.measures.definition import Better, Definition, MeanOfAgencies, TargetOf

Outcome = partial(Definition, section="6", source="Returns of the agencies", unit="percent", better=Better.HIGHER)
Target = partial(Definition, section="6", source="Agreed by the partnership", unit="percent")

# in the order of the report: training of all staff, of those with adults, of those with children, then recruitment
INDICATORS = (
    "prevent_wrap",
    "prevent_awareness",
    "fgm_awareness",
    "domestic_abuse_awareness",
    "modern_slavery_leads",
    "complex_trio",
    "self_neglect",
    "mca_dols_6_months",
    "adult_awareness_3_months",
    "adult_level_2",
    "adult_level_3",
    "child_protection_standard",
    "child_protection_advanced",
    "cse_awareness",
    "dbs_current",
    "two_references",
)

DEFINITIONS = (
    Target(
        "kpi.prevent_wrap.target",
        "Prevent training (WRAP or equivalent): target",
        "The percentage that was to be reached. Relevant staff who have done Prevent training, WRAP or equivalent.",
        binding=TargetOf("kpi.prevent_wrap.outcome_average"),
    ),
    Outcome(
        "kpi.prevent_wrap.outcome_average",
        "Prevent training (WRAP or equivalent): outcome, mean of agencies",
        "Relevant staff who have done Prevent training, WRAP or equivalent: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.prevent_wrap.return"),
    ),
    Outcome(
        "kpi.prevent_wrap.return",
        "Prevent training (WRAP or equivalent): one agency's return",
        "Relevant staff who have done Prevent training, WRAP or equivalent, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.prevent_awareness.target",
        "Prevent awareness: target",
        "The percentage that was to be reached. Relevant staff who have done Prevent awareness training.",
        binding=TargetOf("kpi.prevent_awareness.outcome_average"),
    ),
    Outcome(
        "kpi.prevent_awareness.outcome_average",
        "Prevent awareness: outcome, mean of agencies",
        "Relevant staff who have done Prevent awareness training: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.prevent_awareness.return"),
    ),
    Outcome(
        "kpi.prevent_awareness.return",
        "Prevent awareness: one agency's return",
        "Relevant staff who have done Prevent awareness training, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.fgm_awareness.target",
        "FGM awareness: target",
        "The percentage that was to be reached. Relevant staff who have done training to recognise female genital mutilation.",
        binding=TargetOf("kpi.fgm_awareness.outcome_average"),
    ),
    Outcome(
        "kpi.fgm_awareness.outcome_average",
        "FGM awareness: outcome, mean of agencies",
        "Relevant staff who have done training to recognise female genital mutilation: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.fgm_awareness.return"),
    ),
    Outcome(
        "kpi.fgm_awareness.return",
        "FGM awareness: one agency's return",
        "Relevant staff who have done training to recognise female genital mutilation, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.domestic_abuse_awareness.target",
        "Domestic abuse awareness: target",
        "The percentage that was to be reached. Relevant staff who have done domestic abuse awareness training.",
        binding=TargetOf("kpi.domestic_abuse_awareness.outcome_average"),
    ),
    Outcome(
        "kpi.domestic_abuse_awareness.outcome_average",
        "Domestic abuse awareness: outcome, mean of agencies",
        "Relevant staff who have done domestic abuse awareness training: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.domestic_abuse_awareness.return"),
    ),
    Outcome(
        "kpi.domestic_abuse_awareness.return",
        "Domestic abuse awareness: one agency's return",
        "Relevant staff who have done domestic abuse awareness training, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.modern_slavery_leads.target",
        "Modern slavery and human trafficking, safeguarding leads: target",
        "The percentage that was to be reached. Safeguarding leads who know about modern slavery and human trafficking.",
        binding=TargetOf("kpi.modern_slavery_leads.outcome_average"),
    ),
    Outcome(
        "kpi.modern_slavery_leads.outcome_average",
        "Modern slavery and human trafficking, safeguarding leads: outcome, mean of agencies",
        "Safeguarding leads who know about modern slavery and human trafficking: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.modern_slavery_leads.return"),
    ),
    Outcome(
        "kpi.modern_slavery_leads.return",
        "Modern slavery and human trafficking, safeguarding leads: one agency's return",
        "Safeguarding leads who know about modern slavery and human trafficking, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.complex_trio.target",
        "Complex trio awareness: target",
        "The percentage that was to be reached. Relevant staff who have done training on parental mental ill-health, substance misuse and domestic abuse together.",
        binding=TargetOf("kpi.complex_trio.outcome_average"),
    ),
    Outcome(
        "kpi.complex_trio.outcome_average",
        "Complex trio awareness: outcome, mean of agencies",
        "Relevant staff who have done training on parental mental ill-health, substance misuse and domestic abuse together: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.complex_trio.return"),
    ),
    Outcome(
        "kpi.complex_trio.return",
        "Complex trio awareness: one agency's return",
        "Relevant staff who have done training on parental mental ill-health, substance misuse and domestic abuse together, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.self_neglect.target",
        "Self-neglect: target",
        "The percentage that was to be reached. Relevant staff working with adults who have done self-neglect training.",
        binding=TargetOf("kpi.self_neglect.outcome_average"),
    ),
    Outcome(
        "kpi.self_neglect.outcome_average",
        "Self-neglect: outcome, mean of agencies",
        "Relevant staff working with adults who have done self-neglect training: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.self_neglect.return"),
    ),
    Outcome(
        "kpi.self_neglect.return",
        "Self-neglect: one agency's return",
        "Relevant staff working with adults who have done self-neglect training, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.mca_dols_6_months.target",
        "Mental Capacity Act and DoLS within 6 months: target",
        "The percentage that was to be reached. Relevant staff working with adults who have done Mental Capacity Act and Deprivation of Liberty Safeguards training within 6 months of taking up post.",
        binding=TargetOf("kpi.mca_dols_6_months.outcome_average"),
    ),
    Outcome(
        "kpi.mca_dols_6_months.outcome_average",
        "Mental Capacity Act and DoLS within 6 months: outcome, mean of agencies",
        "Relevant staff working with adults who have done Mental Capacity Act and Deprivation of Liberty Safeguards training within 6 months of taking up post: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.mca_dols_6_months.return"),
    ),
    Outcome(
        "kpi.mca_dols_6_months.return",
        "Mental Capacity Act and DoLS within 6 months: one agency's return",
        "Relevant staff working with adults who have done Mental Capacity Act and Deprivation of Liberty Safeguards training within 6 months of taking up post, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.adult_awareness_3_months.target",
        "Safeguarding adults awareness within 3 months: target",
        "The percentage that was to be reached. New staff working with adults who have done safeguarding adults awareness training within 3 months of starting.",
        binding=TargetOf("kpi.adult_awareness_3_months.outcome_average"),
    ),
    Outcome(
        "kpi.adult_awareness_3_months.outcome_average",
        "Safeguarding adults awareness within 3 months: outcome, mean of agencies",
        "New staff working with adults who have done safeguarding adults awareness training within 3 months of starting: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.adult_awareness_3_months.return"),
    ),
    Outcome(
        "kpi.adult_awareness_3_months.return",
        "Safeguarding adults awareness within 3 months: one agency's return",
        "New staff working with adults who have done safeguarding adults awareness training within 3 months of starting, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.adult_level_2.target",
        "Safeguarding adults level 2: target",
        "The percentage that was to be reached. Relevant staff who have done safeguarding adults level 2 within 6 months and refreshed it every 3 years.",
        binding=TargetOf("kpi.adult_level_2.outcome_average"),
    ),
    Outcome(
        "kpi.adult_level_2.outcome_average",
        "Safeguarding adults level 2: outcome, mean of agencies",
        "Relevant staff who have done safeguarding adults level 2 within 6 months and refreshed it every 3 years: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.adult_level_2.return"),
    ),
    Outcome(
        "kpi.adult_level_2.return",
        "Safeguarding adults level 2: one agency's return",
        "Relevant staff who have done safeguarding adults level 2 within 6 months and refreshed it every 3 years, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.adult_level_3.target",
        "Safeguarding adults level 3: target",
        "The percentage that was to be reached. Relevant staff who have done safeguarding adults level 3.",
        binding=TargetOf("kpi.adult_level_3.outcome_average"),
    ),
    Outcome(
        "kpi.adult_level_3.outcome_average",
        "Safeguarding adults level 3: outcome, mean of agencies",
        "Relevant staff who have done safeguarding adults level 3: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.adult_level_3.return"),
    ),
    Outcome(
        "kpi.adult_level_3.return",
        "Safeguarding adults level 3: one agency's return",
        "Relevant staff who have done safeguarding adults level 3, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.child_protection_standard.target",
        "Child protection, standard: target",
        "The percentage that was to be reached. Relevant staff working with children who have done standard child protection training.",
        binding=TargetOf("kpi.child_protection_standard.outcome_average"),
    ),
    Outcome(
        "kpi.child_protection_standard.outcome_average",
        "Child protection, standard: outcome, mean of agencies",
        "Relevant staff working with children who have done standard child protection training: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.child_protection_standard.return"),
    ),
    Outcome(
        "kpi.child_protection_standard.return",
        "Child protection, standard: one agency's return",
        "Relevant staff working with children who have done standard child protection training, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.child_protection_advanced.target",
        "Child protection, advanced: target",
        "The percentage that was to be reached. Relevant staff working with children who have done advanced child protection training.",
        binding=TargetOf("kpi.child_protection_advanced.outcome_average"),
    ),
    Outcome(
        "kpi.child_protection_advanced.outcome_average",
        "Child protection, advanced: outcome, mean of agencies",
        "Relevant staff working with children who have done advanced child protection training: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.child_protection_advanced.return"),
    ),
    Outcome(
        "kpi.child_protection_advanced.return",
        "Child protection, advanced: one agency's return",
        "Relevant staff working with children who have done advanced child protection training, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.cse_awareness.target",
        "Child sexual exploitation awareness: target",
        "The percentage that was to be reached. Relevant staff working with children who have done child sexual exploitation awareness training.",
        binding=TargetOf("kpi.cse_awareness.outcome_average"),
    ),
    Outcome(
        "kpi.cse_awareness.outcome_average",
        "Child sexual exploitation awareness: outcome, mean of agencies",
        "Relevant staff working with children who have done child sexual exploitation awareness training: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.cse_awareness.return"),
    ),
    Outcome(
        "kpi.cse_awareness.return",
        "Child sexual exploitation awareness: one agency's return",
        "Relevant staff working with children who have done child sexual exploitation awareness training, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.dbs_current.target",
        "DBS check up to date: target",
        "The percentage that was to be reached. Relevant staff with an up-to-date Disclosure and Barring Service check at the level their role needs.",
        binding=TargetOf("kpi.dbs_current.outcome_average"),
    ),
    Outcome(
        "kpi.dbs_current.outcome_average",
        "DBS check up to date: outcome, mean of agencies",
        "Relevant staff with an up-to-date Disclosure and Barring Service check at the level their role needs: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.dbs_current.return"),
    ),
    Outcome(
        "kpi.dbs_current.return",
        "DBS check up to date: one agency's return",
        "Relevant staff with an up-to-date Disclosure and Barring Service check at the level their role needs, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
    Target(
        "kpi.two_references.target",
        "Two written references before work starts: target",
        "The percentage that was to be reached. New staff for whom two written references were held before work started.",
        binding=TargetOf("kpi.two_references.outcome_average"),
    ),
    Outcome(
        "kpi.two_references.outcome_average",
        "Two written references before work starts: outcome, mean of agencies",
        "New staff for whom two written references were held before work started: the mean of the percentages that the agencies returned, each agency counting once.",
        binding=MeanOfAgencies("kpi.two_references.return"),
    ),
    Outcome(
        "kpi.two_references.return",
        "Two written references before work starts: one agency's return",
        "New staff for whom two written references were held before work started, as a percentage of those to whom it applies, in one agency and by its own definition of relevant staff.",
    ),
)
