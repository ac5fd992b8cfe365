"""What is asked about templates, letters and copies."""

from safehold.letters.forms.letters import Begin, ChangeWords, FilterLetters, FilterSent, Readdress, Replace, Send
from safehold.letters.forms.redacting import BeginCopy, FilterCopies, Finish, Release, Remove
from safehold.letters.forms.templates import AddTemplate, AddVersion, Approve, FilterTemplates
from safehold.letters.forms.whys import Confirm, Why

__all__ = [
    "AddTemplate",
    "AddVersion",
    "Approve",
    "Begin",
    "BeginCopy",
    "ChangeWords",
    "Confirm",
    "FilterCopies",
    "FilterLetters",
    "FilterSent",
    "FilterTemplates",
    "Finish",
    "Readdress",
    "Release",
    "Remove",
    "Replace",
    "Send",
    "Why",
]
