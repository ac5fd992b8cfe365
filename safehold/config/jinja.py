"""The Jinja environment of every page."""

from typing import Any

from jinja2 import Environment


def environment(**options: Any) -> Environment:
    return Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701  Django asks for autoescape
