"""The reference of states: every lifecycle of every installed model, drawn from the table that decides its races."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from safehold.records.lifecycle import Lifecycle

HEADER = """# States

What can happen next to each kind of record. Written by `make reference` from the lifecycles in the code; do not edit.
"""


def lifecycles() -> Iterator[tuple[type[Model], Lifecycle]]:
    """Every installed model with a ``LIFECYCLE``, by its label. Models of tests are left out."""
    models = sorted(apps.get_models(), key=lambda model: model._meta.label)
    for model in models:
        found = getattr(model, "LIFECYCLE", None)
        if isinstance(found, Lifecycle) and model.__module__.startswith("safehold."):
            yield model, found


def states() -> str:
    """The whole of ``docs/reference/states.md``."""
    return "\n".join([HEADER, *(section(model, found) for model, found in lifecycles())])


def section(model: type[Model], found: Lifecycle) -> str:
    """One model: what it is, its diagram, and its moves as a table for those who cannot see one."""
    meaning = (model.__doc__ or "").strip().splitlines()[0]
    name = str(model._meta.verbose_name)
    lines = [f"## {name[:1].upper()}{name[1:]}", "", meaning, "", "```mermaid", found.mermaid(), "```", ""]
    lines += ["| move | from | to |", "|---|---|---|"]
    for move in found.moves:
        before = ", ".join(str(state.label) for state in found.before(move))
        lines.append(f"| {move} | {before} | {found.after(move).label} |")
    return "\n".join([*lines, ""])
