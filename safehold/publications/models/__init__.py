"""Publications: their sections, their tables of words, and what was frozen when they were published."""

from safehold.publications.models.approval import AcceptedFinding, Kind, PublishedFile, SentBack, ShownSmall
from safehold.publications.models.report import (
    EarlierWords,
    GlossaryTerm,
    Profile,
    Publication,
    Section,
    WordTable,
)

__all__ = [
    "AcceptedFinding",
    "EarlierWords",
    "GlossaryTerm",
    "Kind",
    "Profile",
    "Publication",
    "PublishedFile",
    "Section",
    "SentBack",
    "ShownSmall",
    "WordTable",
]
