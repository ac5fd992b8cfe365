"""The pages of what partners send."""

from safehold.imports.views.acting import Accept, Discard, ReadAgain, Withdraw
from safehold.imports.views.counting import Counts
from safehold.imports.views.looking import Figures, Problems, Submission, Submissions
from safehold.imports.views.sending import Choose, Send, Template

__all__ = [
    "Accept",
    "Choose",
    "Counts",
    "Discard",
    "Figures",
    "Problems",
    "ReadAgain",
    "Send",
    "Submission",
    "Submissions",
    "Template",
    "Withdraw",
]
