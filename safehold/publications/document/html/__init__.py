"""The document as HTML: one self-contained accessible page, and a fragment for a page of the site.

Nothing needs JavaScript. The fragment holds no style of its own and no inline style, so that it stands under a strict
Content Security Policy; the site serves ``report.css`` beside it.
"""

from safehold.publications.document.html.page import Downloads, fragment, page, stylesheet

__all__ = ["Downloads", "fragment", "page", "stylesheet"]
