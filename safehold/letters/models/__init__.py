"""Templates and their versions, letters and what was sent, and copies with passages removed."""

from safehold.letters.choices import How, Reason
from safehold.letters.models.letters import Draft, Letter, Look, Proof, Sending
from safehold.letters.models.papers import Paper, PaperKind
from safehold.letters.models.redacting import Finishing, RedactedCopy, Removal
from safehold.letters.models.templates import Template, TemplateVersion

__all__ = [
    "Draft",
    "Finishing",
    "How",
    "Letter",
    "Look",
    "Paper",
    "PaperKind",
    "Proof",
    "Reason",
    "RedactedCopy",
    "Removal",
    "Sending",
    "Template",
    "TemplateVersion",
]
