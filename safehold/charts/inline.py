"""A drawing as part of a page: an image with a name and a description, in the width of its place."""

import re
from html import escape


def inline(svg: str, *, title: str, alternative: str, anchor: str) -> str:
    """The SVG to stand in a page. It holds no style and no script, so that it stands under a strict policy.

    ``anchor`` begins the ids of its title and description, so that several drawings can stand in one page.
    """
    root = re.match(r"<svg\b([^>]*)>", svg)
    if not root:
        raise ValueError(f"The drawing of ‘{title}’ is not SVG.")
    attributes = re.sub(r'\s(?:role|class|style|aria-[a-z]+)="[^"]*"', "", root[1])
    return (
        f'<svg{attributes} role="img" aria-labelledby="{anchor}-title {anchor}-description" focusable="false">'
        f'<title id="{anchor}-title">{escape(title, quote=False)}</title>'
        f'<desc id="{anchor}-description">{escape(alternative, quote=False)}</desc>{svg[root.end() :]}'
    )
