"""What the law asks of a report, as tests name it."""

from datetime import date

from safehold.publications import actions, law
from safehold.publications.tests.factories import built

WORDS = "Before the heading.\n\n## The board\n\nIt met.\n\n## Empty\n\n## Last\n\nThe end.\n"


def section_of(publication):
    return publication.sections.select_related("publication").get()


def asked(publication, code):
    (found,) = [each for each in built(publication).document.asked if each.code == code]
    return found


def everything_named(publication, by, *but):
    for each in law.asked_of(["SAB"], date(2021, 3, 31)):
        if each.code not in but:
            actions.name_place(publication, by=by, requirement=each.code, section=section_of(publication))
