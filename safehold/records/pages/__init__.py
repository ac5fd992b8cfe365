"""The four shapes of a page: a list, one record, a question, and a register of dated rows.

A page calls one query or one action. The shape is a door: it writes the audit line of what was shown before it shows
it, and turns a refusal into a sentence on the page without losing anything that was typed.
"""

from safehold.records.pages.correcting import CorrectPage, InErrorPage, ReinstatePage
from safehold.records.pages.lists import Column, ListPage
from safehold.records.pages.questions import ConfirmPage, QuestionPage
from safehold.records.pages.record import Offer, RecordPage
from safehold.records.pages.register import RegisterPage

__all__ = [
    "Column",
    "ConfirmPage",
    "CorrectPage",
    "InErrorPage",
    "ListPage",
    "Offer",
    "QuestionPage",
    "RecordPage",
    "RegisterPage",
    "ReinstatePage",
]
