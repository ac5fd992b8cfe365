"""The pages of the figures."""

from safehold.measures.views.catalogue import Catalogue, Differences
from safehold.measures.views.deciding import Decide
from safehold.measures.views.figure import Code

__all__ = ["Catalogue", "Code", "Decide", "Differences"]
