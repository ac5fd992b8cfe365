"""Publications: sections, tables of words, where they answer the law, and what was frozen when they were published."""

from safehold.publications.models.approval import AcceptedFinding, Kind, PublishedFile, SentBack, ShownSmall
from safehold.publications.models.coverage import Coverage, SignedGap
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
    "Coverage",
    "EarlierWords",
    "GlossaryTerm",
    "Kind",
    "Profile",
    "Publication",
    "PublishedFile",
    "Section",
    "SentBack",
    "ShownSmall",
    "SignedGap",
    "WordTable",
]
