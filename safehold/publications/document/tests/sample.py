"""The words of the sample report and how it is put together."""

from datetime import date

from safehold.publications.document.blocks import Meta
from safehold.publications.document.parse import Words, parse_document
from safehold.publications.document.resolve import Resolved, resolve
from safehold.publications.document.tests.sample_data import shelf

META = Meta(
    title="Safeguarding annual report",
    partnership="Harrowmere Safeguarding and Community Safety Partnership",
    period="April 2020 to March 2021",
    published_on=date(2021, 9, 14),
    note="Published under the public profile: small figures are held back. Approved by two people on 7 September 2021.",
    banner="Everything in this document is invented. There is no such place, and these are no real people or figures.",
)

SECTIONS = (
    Words(
        "Foreword by the independent chair",
        """
This was a year in which every agency had to work in a new way within days. Visits became calls, meetings moved to
screens, and some of the people we most want to reach became harder to see. I am glad to report that the partnership
kept its hold on what matters: **children and adults were seen**, concerns were answered, and when agencies were
worried about each other’s work they said so.

The figures in this report tell a mixed story. Contacts to the LADO {{ figure lado.contacts_change direction=fell }},
and recorded crimes against children fell on most measures. A fall is not always good news: when schools are closed,
fewer people see what goes on at home. By autumn, referrals to children’s services were higher than in either of the
two years before.

> We were listened to this time. Nobody asked us to tell the whole story again from the beginning.
>
> *A parent, at the end of a child protection plan*

I want to thank everybody who works in Harrowmere’s services, and the families who told us plainly what they need.
What they said runs through the commitments at the end of this report.
""",
    ),
    Words(
        "Who we are",
        """
The partnership brings together the council, the police and health services, with schools, housing, probation and the
voluntary sector. It carries out the duties of the safeguarding partners for children, of the safeguarding adults board
and of the community safety partnership.

## How we are organised

The *Executive* decides and is held to account. The *Operational Group* sees that things happen, and nine subgroups do
the detailed work. The serious violence group also reports to the Youth Offending Board.

{{ diagram structure }}

## What the law asks of us

- **Children Act 2004, section 16E**: the safeguarding partners agree how they work together.
- **Care Act 2014, section 43**: there is a safeguarding adults board, with three core duties:
  1. publish a plan,
  2. publish a report each year,
  3. review cases under section 44.
- **Crime and Disorder Act 1998, sections 5 to 7**: there is a community safety partnership with a plan.

> Note: In 2020-21 health services were led by a clinical commissioning group. Where this report names it, it uses the
> name of that time.
""",
    ),
    Words(
        "Learning from reviews",
        """
The partnership held {{ figure reviews.rapid as=words }} rapid reviews in the year, each within 15 working days.
{{ figure reviews.sar as=Words }} safeguarding adults review was published. Three themes came up again and again.

## Professional curiosity

Practitioners often had a part of the picture and did not ask for the rest. A short guide with questions to ask was
written with practitioners, tried out by two teams and sent to every agency in January 2021.

## People who do not come to appointments

Children and adults at risk were sometimes marked as having *not attended*, when somebody else had failed to bring
them. Health services now record who was responsible for bringing the person, and what was done next.

## Acting on what we find

Each review now ends in actions with an owner and a date. The practice review group looks at every open action each
quarter, and an action is closed only with evidence.
""",
    ),
    Words(
        "Are agencies doing what they should?",
        """
{{ figure section_11.returned }} organisations sent back their self-assessment under section 11 of the Children Act
2004, and {{ figure schools.returned }} schools sent back theirs under section 175 of the Education Act 2002. Every
return was read by somebody from another agency, and each agency met its reader to talk about it.

{{ table kpi }}

Most indicators moved in the right direction. Two did not: training in mental capacity suffered from redeployment, and
induction of new staff was slower while most people worked from home. Both are among the commitments for next year.

{{ table said-did }}
""",
    ),
    Words(
        "Training",
        """
All training moved online in April 2020 and stayed there. {{ figure training.sessions as=Words }} sessions were held with
{{ figure training.places }} places; {{ figure training.attended }} places were used. E-learning made up for part of
the loss: {{ figure training.elearning }} modules were completed.

New courses in the year were:

{{ list courses }}

People told us that shorter sessions worked better on screen, and that they missed meeting colleagues from other
agencies. From next year, *induction* and *working together* will be held in person again.
""",
    ),
    Words(
        "Children",
        """
## Referrals

Referrals to children’s services fell sharply in April 2020, when schools closed to most pupils, and grew through the
summer. In October they reached {{ figure children.referrals period="October 2020-21" }}, the highest month of the three
years shown.

{{ chart referrals }}

{{ chart sources }}

## Child protection plans and children looked after

Neglect is still the most common reason for a plan. The neglect toolkit was brought up to date with the health
visiting service and is used in every first visit since November 2020.

{{ chart plans }}

{{ chart looked-after }}

The exploitation panel discussed {{ figure children.panel }} children; the figure is held back because it is small.
""",
    ),
    Words(
        "Adults",
        """
The council received {{ figure adults.concerns }} safeguarding concerns about adults. {{ figure adults.enquiries }}
became enquiries under section 42 of the Care Act 2014. Self-neglect and abuse at home made up a larger share than
before, since fewer people went into hospital or residential care.

Adults at risk, or somebody speaking for them, were asked what they wanted to happen in almost every enquiry, and most
said at the end that they felt safer. The subgroup for mental capacity prepared for the law that will replace the
deprivation of liberty safeguards.
""",
    ),
    Words(
        "Allegations against people who work with children",
        """
The LADO received {{ figure lado.contacts }} contacts, after {{ figure lado.contacts period=2019-20 }} in the year
before: contacts {{ figure lado.contacts_change direction=fell }}. Schools were closed to most pupils for much of the
year, and most contacts come from schools.

{{ chart lado-by-year }}

{{ table lado-five-years }}

## What became of the contacts

{{ chart lado-outcomes }}

{{ table lado-outcomes }}
""",
    ),
    Words(
        "Crime and community safety",
        """
Recorded child protection crimes {{ figure police.child_protection.change direction=fell }}, more than in the force as
a whole, where they {{ figure police.child_protection.change geography="Three Rivers" direction=fell }}. Domestic abuse
with a victim aged 16 or 17 {{ figure police.young_victims.change direction=rose }}.

{{ chart crime-changes }}

{{ table police }}

## Anti-social behaviour

{{ chart anti-social }}

Many of the reports in spring and summer 2020 were about breaches of the rules on gatherings. The police and the
council agreed to count these apart from June 2020; earlier months could not be counted again.
""",
    ),
    Words(
        "What we will do next",
        """
1. **Be seen to listen.** Families and adults at risk will be asked what they think at set points, and will hear what
   changed because of it.
2. **Work on neglect earlier.** Schools, health visitors and housing officers will use one toolkit.
3. **Make training count.** Agencies will say what their staff do differently, not only who attended.
4. **Know our data.** Each figure in this report now has an owner, a definition and a date.

More about the partnership is at [its website](https://harrowmere.example/safeguarding). How each figure was made is at
[the end of this report](#how-each-figure-was-made).
""",
    ),
    Words("Glossary", "{{ glossary }}"),
)


def sample(meta: Meta = META) -> Resolved:
    """The sample report, resolved, with every problem that was found in it."""
    document, problems = parse_document(meta, SECTIONS)
    resolved = resolve(document, shelf())
    return Resolved(resolved.document, (*problems, *resolved.problems))
