"""The invented figures, tables, charts and words of "Harrowmere", a partnership that does not exist."""

from datetime import date
from decimal import Decimal

from safehold.charts import Absent, Bars, Changes, GroupedBars, Lines, Series, StackedBars
from safehold.charts.words import number
from safehold.publications.document.blocks import (
    Column,
    Diagram,
    FigureRef,
    Glossary,
    ListBlock,
    Paragraph,
    ResolvedFigure,
    Row,
    Table,
    Term,
    Text,
)
from safehold.publications.document.charting import chart_block
from safehold.publications.document.tests.shelf import Shelf

YEARS = ("2016-17", "2017-18", "2018-19", "2019-20", "2020-21")
MONTHS = (
    *("April", "May", "June", "July", "August", "September"),
    *("October", "November", "December", "January", "February", "March"),
)
HERE, FORCE = "Harrowmere", "Three Rivers"

REFERRALS = {
    "2018-19": (188, 201, 195, 214, 162, 190, 222, 231, 178, 209, 203, 197),
    "2019-20": (205, 214, 198, 226, 171, 204, 238, 245, 186, 228, 217, 174),
    "2020-21": (121, 138, 166, 190, 158, 212, 251, 249, 203, 197, 214, 239),
}
CRIME = {
    "child_protection": ("Child protection crimes", 241, 169, "-8.9"),
    "sexual_offences": ("Sexual offences outside the family against children", 118, 84, None),
    "neglect": ("Child neglect", 61, 47, None),
    "exploitation": ("Crimes tagged as child exploitation", 26, 11, "-14.2"),
    "young_victims": ("Domestic abuse with a victim aged 16 or 17", 48, 52, "3.1"),
    "child_victims": ("Children who were victims of crime", 602, 498, "-19.4"),
}
KPIS = (
    ("prevent", "Relevant staff trained in Prevent", 85, 79),
    ("domestic_abuse", "Relevant staff aware of domestic abuse", 80, 88),
    ("self_neglect", "Relevant staff aware of self-neglect", 80, 82),
    ("mental_capacity", "Staff trained in mental capacity within 6 months of starting", 90, 61),
    ("new_staff", "New staff aware of adult safeguarding within 3 months of starting", 95, 90),
    ("child_protection", "Relevant staff trained to the child protection standard", 90, 84),
    ("dbs", "Relevant staff with a current DBS check at the right level", 100, 100),
    ("references", "Staff with two written references before work starts", 100, 97),
)
OUTCOMES = (
    ("advice", "Advice given, below the threshold", (61, 104, 79)),
    ("met", "Met the threshold", (52, 71, 63)),
    ("elsewhere", "Concerned another authority’s area", (14, 33, 22)),
    ("not_protocol", "Not under the protocol", (9, Absent.SUPPRESSED, 10)),
)
LADO = (171, 149, 136, 217, 174)
PLANS = {
    "Neglect": (58, 61, 66, 70, 73),
    "Emotional abuse": (39, 42, 41, 45, 38),
    "Physical abuse": (13, 11, 12, 9, 10),
    "Sexual abuse": (8, 9, 7, 6, 8),
}
SOURCES = (
    *(("Police", 688), ("Education", 512), ("Health services", 417), ("Individuals: family, neighbours, carers", 236)),
    *(("Local authority services", 221), ("Other", 190), ("Anonymous", 74)),
)


def shelf() -> Shelf:
    """Everything that the sample's words refer to."""
    return Shelf("2020-21", HERE, _figures(), _tables(), _charts(), {"structure": _structure()}, _lists(), _glossary())


def _figures():
    made = []

    def add(
        code, title, value, unit, definition, source, *, period="2020-21", geography=HERE, calculation="", display=None
    ):
        places = max(0, -value.as_tuple().exponent) if isinstance(value, Decimal) else 0
        shown = display or number(value, places) + ("%" if unit == "percent" and not isinstance(value, Absent) else "")
        figure = ResolvedFigure(
            code=code,
            title=title,
            period=period,
            geography=geography,
            value=value,
            unit=unit,
            basis="inferred" if calculation else "invented",
            display=shown,
            definition=definition,
            source=source,
            source_on=date(2021, 4, 30),
            calculation=calculation,
        )
        made.append(figure)

    lado, police, training = "LADO annual return", "Three Rivers Police, quarterly return", "Training records"
    for year, value in zip(YEARS, LADO, strict=True):
        add(
            "lado.contacts",
            "Contacts to the LADO",
            value,
            "contacts",
            "Contacts received by the LADO in the year.",
            lado,
            period=year,
        )
    add(
        *("lado.contacts_change", "Change in contacts to the LADO", Decimal("-19.8"), "percent"),
        *("Change on the year before, in percent of the year before.", lado),
        calculation="(174 − 217) ÷ 217, rounded half up to one decimal place",
    )
    for key, name, values in OUTCOMES:
        for year, value in zip(YEARS[2:], values, strict=True):
            add(
                f"lado.outcome.{key}",
                f"Contacts to the LADO: {name.lower()}",
                value,
                "contacts",
                "Contacts by their outcome.",
                lado,
                period=year,
            )
    for key, (name, before, after, force) in CRIME.items():
        for year, value in (("2019-20", before), ("2020-21", after)):
            add(f"police.{key}", name, value, "crimes", "Crimes recorded in the year.", police, period=year)
        change = (Decimal(after - before) / before * 100).quantize(Decimal("0.1"))
        add(
            *(
                f"police.{key}.change",
                f"{name}: change on the year",
                change,
                "percent",
                "Change on the year before.",
                police,
            ),
            calculation=f"({after} − {before}) ÷ {before}, rounded half up to one decimal place",
        )
        if force:
            add(
                f"police.{key}.change",
                f"{name}: change on the year",
                Decimal(force),
                "percent",
                "Change on the year before.",
                police,
                geography=FORCE,
            )
    for key, name, target, outcome in KPIS:
        add(
            f"kpi.{key}.target",
            f"{name}: target",
            target,
            "percent",
            "The share agreed by the partnership.",
            "Partnership targets",
        )
        add(
            f"kpi.{key}.outcome",
            name,
            outcome,
            "percent",
            "Mean of the shares that agencies reported.",
            "Agency returns",
        )
    for code, title, value, unit in (
        ("training.sessions", "Training sessions held", 49, "sessions"),
        ("training.places", "Training places offered", 980, "places"),
        ("training.attended", "Training places attended", 741, "places"),
        ("training.elearning", "E-learning modules completed", 1206, "modules"),
    ):
        add(code, title, value, unit, f"{title} in the year.", training)
    for code, title, value, unit in (
        ("adults.concerns", "Safeguarding adults concerns", 1048, "concerns"),
        ("adults.enquiries", "Section 42 enquiries", 587, "enquiries"),
        ("reviews.rapid", "Rapid reviews", 4, "reviews"),
        ("reviews.sar", "Safeguarding adults reviews published", 1, "reviews"),
        ("section_11.returned", "Section 11 returns", 14, "organisations"),
        ("schools.returned", "School audits returned", 86, "schools"),
        ("children.panel", "Children discussed by the panel", Absent.SUPPRESSED, "children"),
    ):
        add(code, title, value, unit, f"{title} in the year.", "Partnership records")
    for month, value in zip(MONTHS, REFERRALS["2020-21"], strict=True):
        add(
            "children.referrals",
            "Referrals to children’s services",
            value,
            "referrals",
            "Referrals received in the month.",
            "Children’s services",
            period=f"{month} 2020-21",
        )
    return {(figure.code, figure.period, figure.geography): figure for figure in made}


def _words(text):
    return (Text(text),)


def _tables():
    lado = Table(
        name="lado-five-years",
        caption="Contacts to the LADO, five years",
        columns=(Column("Year"), Column("Contacts", "right")),
        rows=tuple(Row((_words(year), (FigureRef("lado.contacts", year),))) for year in YEARS),
        source="LADO annual return, 30 April 2021",
    )
    outcomes = Table(
        name="lado-outcomes",
        caption="Outcome of contacts to the LADO, three years",
        columns=(Column("Outcome"), *(Column(year, "right") for year in YEARS[2:])),
        rows=tuple(
            Row((_words(name), *((FigureRef(f"lado.outcome.{key}", year),) for year in YEARS[2:])))
            for key, name, _ in OUTCOMES
        ),
        source="LADO annual return, 30 April 2021",
    )
    kpi = Table(
        name="kpi",
        caption="Indicators agreed by the partnership: target and outcome",
        columns=(Column("Indicator"), Column("Target", "right"), Column("Outcome", "right"), Column("Result")),
        rows=tuple(
            Row(
                (
                    _words(name),
                    (FigureRef(f"kpi.{key}.target"),),
                    (FigureRef(f"kpi.{key}.outcome"),),
                    _words("Met" if outcome >= target else "Not met"),
                )
            )
            for key, name, target, outcome in KPIS
        ),
        notes=("Outcomes are the mean of what agencies reported; agencies differ in size.",),
        source="Agency returns, 30 April 2021",
    )
    police = Table(
        name="police",
        caption="Crimes against children, with the change in the whole force area",
        columns=(
            *(Column("Measure"), Column("2019-20", "right"), Column("2020-21", "right")),
            *(Column(f"Change, {HERE}", "right"), Column(f"Change, {FORCE}", "right")),
        ),
        rows=tuple(
            Row(
                (
                    _words(name),
                    (FigureRef(f"police.{key}", "2019-20"),),
                    (FigureRef(f"police.{key}"),),
                    (FigureRef(f"police.{key}.change", style="change"),),
                    (FigureRef(f"police.{key}.change", None, FORCE, style="change"),) if force else _words("[x]"),
                )
            )
            for key, (name, _, _, force) in CRIME.items()
        ),
        source="Three Rivers Police, quarterly return, 30 April 2021",
    )
    said = Table(
        name="said-did",
        caption="What we said we would do, and what we did",
        columns=(Column("We said"), Column("We did")),
        rows=tuple(
            Row((_words(said), _words(did)))
            for said, did in (
                (
                    "Make it easier for families to tell us what they think",
                    "Asked families at the end of every plan, and changed the letter they get first",
                ),
                (
                    "Bring the two training calendars together",
                    "One calendar, one booking form and one charging rule since September",
                ),
                (
                    "Learn from reviews within three months",
                    "Learning briefings went out within eleven weeks of each review",
                ),
                (
                    "Check that agencies act on what audits find",
                    "Each audit now ends in actions with an owner and a date, looked at every quarter",
                ),
            )
        ),
    )
    return {table.name: table for table in (lado, outcomes, kpi, police, said)}


def _charts():
    children, lado, police = (
        "Children’s services, 30 April 2021",
        "LADO annual return, 30 April 2021",
        "Three Rivers Police, 30 April 2021",
    )
    linked = {(month, "2020-21"): FigureRef("children.referrals", f"{month} 2020-21") for month in MONTHS}
    asb = tuple(
        Absent.MISSING if place == 23 else 310 + (place * 37) % 120 + (60 if 24 <= place < 30 else 0)
        for place in range(36)
    )
    months = tuple(f"{month} {year + (place > 8)}" for year in (2018, 2019, 2020) for place, month in enumerate(MONTHS))
    charts = {
        "referrals": Lines(
            title="Referrals fell in spring 2020 and were back above earlier years by autumn",
            unit="referrals", categories_are="Month", categories=MONTHS, source=children,
            series=tuple(Series(year, values) for year, values in REFERRALS.items()),
        ),
        "sources": Bars(
            title="Police and schools together made about half of all referrals",
            unit="referrals", categories_are="Source", categories=tuple(name for name, _ in SOURCES), source=children,
            series=(Series("2020-21", tuple(value for _, value in SOURCES)),),
        ),
        "plans": StackedBars(
            title="Neglect is the most common reason for a child protection plan, and grows",
            unit="children", categories_are="31 March", categories=("2017", "2018", "2019", "2020", "2021"), source=children,
            series=tuple(Series(name, values) for name, values in PLANS.items()),
        ),
        "looked-after": StackedBars(
            title="Slightly more children were looked after than a year before",
            unit="children", categories_are="31 March", categories=("2017", "2018", "2019", "2020", "2021"), source=children,
            series=(Series("Children looked after", (151, 158, 162, 171, 176)),),
        ),
        "lado-by-year": StackedBars(
            title="Contacts to the LADO fell by a fifth after their highest year",
            unit="contacts", categories_are="Year", categories=YEARS, source=lado, series=(Series("Contacts", LADO),),
        ),
        "lado-outcomes": GroupedBars(
            title="Most contacts end in advice, below the threshold",
            unit="contacts", categories_are="Outcome", categories=tuple(name for _, name, _ in OUTCOMES), source=lado,
            series=tuple(
                Series(year, tuple(values[place] for _, _, values in OUTCOMES)) for place, year in enumerate(YEARS[2:])
            ),
        ),
        "crime-changes": Changes(
            title="Recorded crime against children fell on five of six measures",
            unit="percent", places=1, categories_are="Measure", source=police,
            categories=tuple(name for name, _, _, _ in CRIME.values()),
            series=(
                Series(HERE, tuple((Decimal(b - a) / a * 100).quantize(Decimal("0.1")) for _, a, b, _ in CRIME.values())),
                Series(FORCE, tuple(Decimal(f) if f else Absent.MISSING for _, _, _, f in CRIME.values())),
            ),
        ),
        "anti-social": Lines(
            title="Reports of anti-social behaviour rose in the first lockdown",
            unit="incidents", categories_are="Month", source=police,
            categories=months,
            series=(Series("Anti-social behaviour", asb),),
        ),
    }  # fmt: skip

    def block(name, chart):
        return lambda: chart_block(chart, name=name, figures=linked if name == "referrals" else None)

    return {name: block(name, chart) for name, chart in charts.items()}


def _structure() -> Diagram:
    """Three groups, one below the other: what a package above would draw."""
    names = ("Executive", "Operational Group", "Practice Review Group")
    boxes = "".join(
        f'<rect x="10" y="{10 + 60 * n}" width="220" height="40" fill="#ffffff" stroke="#12436d"/>'
        f'<text x="20" y="{35 + 60 * n}" font-size="14" fill="#0b0c0c">{name}</text>'
        for n, name in enumerate(names)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 180" width="240" height="180">{boxes}</svg>'
    outline = ListBlock(((Paragraph((Text(f"{names[2]} (also answers to the Executive)"),)),),))
    for name in names[1::-1]:
        outline = ListBlock(((Paragraph((Text(name),)), outline),))
    return Diagram(
        name="structure",
        title="The Practice Review Group answers to the Operational Group and the Executive",
        alternative="Three groups, each joined to the one above it: the Executive stands at the top of them.",
        svg=svg,
        outline=outline,
    )


def _lists():
    courses = (
        "Working with families who are hard to reach",
        "Self-neglect and hoarding",
        "Professional curiosity",
        "Domestic abuse and older people",
    )
    return {"courses": ListBlock(tuple((Paragraph((Text(course),)),) for course in courses))}


def _glossary() -> Glossary:
    terms = {
        "Section 42 enquiry": "What a council does when an adult with care needs may be at risk of abuse or neglect.",
        "LADO": "Local authority designated officer: deals with allegations against people who work with children.",
        "Rapid review": "A first look at a serious incident, within 15 working days, to decide what should follow.",
        "DBS": "Disclosure and Barring Service, which checks whether somebody may work with children or adults at risk.",
        "Threshold": "The point from which the law or an agreed procedure asks for action.",
        "Safeguarding adults review": "A review of how agencies worked together when an adult died or was seriously harmed.",
        "Prevent": "The duty of public bodies to help keep people from being drawn into terrorism.",
    }
    return Glossary(tuple(Term(word, meaning) for word, meaning in terms.items()))
