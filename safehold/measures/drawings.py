"""Drawing a code's series for its page. One warm studio for each process, started by the first chart asked for."""

import atexit
import logging
from functools import cache

from markupsafe import Markup

from safehold.charts import CannotDraw, Studio, spec, words
from safehold.charts.inline import inline
from safehold.charts.kinds import Chart

log = logging.getLogger("safehold.charts")


@cache
def studio() -> Studio:
    made = Studio(helpers=1)
    atexit.register(made.close)
    return made


def drawn(chart: Chart, *, anchor: str) -> Markup:
    """The chart as SVG for a page; nothing where it could not be drawn, because its table says the same."""
    try:
        svg = studio().svg(spec(chart))
    except CannotDraw as refused:
        log.warning("A chart was not drawn: %s", refused)
        return Markup()
    alternative = words.text_alternative(chart)
    return Markup(inline(svg, title=chart.title, alternative=alternative, anchor=anchor))  # noqa: S704 our own drawing, escaped
