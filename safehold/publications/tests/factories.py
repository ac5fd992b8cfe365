"""A small report with real figures: what the tests of actions and of pages are about."""

from datetime import date

from safehold.access.actor import Actor
from safehold.access.tests.factories import AgencyFactory
from safehold.asks import actions as asks
from safehold.imports.reading_in import Declared, read_in
from safehold.measures.queries import book
from safehold.publications import actions
from safehold.publications.making import Made, make
from safehold.publications.models import Profile, Publication

DAY = date(2021, 4, 30)
HEADINGS = "section,measure,period,geography,value,unit,basis,note\n"
FIGURES = (
    "10.3,lado.contacts,2020-21,Here,200,contacts,printed,\n"
    "10.3,lado.contacts,2019-20,Here,264,contacts,printed,\n"
    "10.3,lado.suitability.total,2020-21,Here,23,referrals,printed,\n"
    "10.3,lado.suitability.school,2020-21,Here,8,referrals,printed,\n"
    "10.3,lado.suitability.social_care,2020-21,Here,9,referrals,printed,\n"
    "10.3,lado.suitability.foster_carer,2020-21,Here,1,referrals,printed,\n"
    "10.3,lado.suitability.other,2020-21,Here,5,referrals,printed,\n"
)
# the source says that 12 of 11 were in residential care, which cannot be
IMPOSSIBLE = (
    "10.3,lado.threshold.social_care,2020-21,Here,11,referrals,printed,\n"
    "10.3,lado.threshold.social_care_residential,2020-21,Here,12,referrals,printed,\n"
)
WORDS = (
    "Contacts {{ figure lado.contacts.change_pct direction=fell }} to {{ figure lado.contacts }}.\n\n"
    "{{ table lado-suitability }}\n"
)
FAILING = (
    "There were {{ figure lado.threshold.social_care }} about social care, "
    "{{ figure lado.threshold.social_care_residential }} of them in residential care.\n"
)


def taken_in(by: Actor, rows: str = FIGURES) -> None:
    """Have figures sent, read and accepted."""
    told = Declared("figures", AgencyFactory(), "Figures", (date(2016, 4, 1), date(2022, 3, 31)), "The source", DAY)
    asks.accept(read_in((HEADINGS + rows).encode(), name="f.csv", declared=told, by=by), by=by)


def report(by: Actor, *words: str, profile: str = Profile.PUBLIC) -> Publication:
    """A report with a section for each of ``words``, each finished."""
    made = actions.begin(by=by, title="Annual report", period="2020-21", geography="Here", profile=profile)
    for number, each in enumerate(words or (WORDS,), start=1):
        section = actions.add_section(made, by=by, number=number, title=f"Part {number}", agency=by.agency)
        actions.write(section, by=by, words=each)
        actions.finish(section, by=by)
    return made


def built(publication: Publication) -> Made:
    """The report as it stands."""
    return make(publication, book(on=DAY), partnership="A partnership", on=DAY)
