"""The files of figures that partners send, in their own headings, and where their rows go."""

from safehold.measures.submissions.events import CountedEvents, land_events
from safehold.measures.submissions.figures import Figures, PublishedFigures, land
from safehold.measures.submissions.returns import AgencyReturns, land_returns

__all__ = ["AgencyReturns", "CountedEvents", "Figures", "PublishedFigures", "land", "land_events", "land_returns"]
