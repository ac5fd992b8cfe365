"""A lifecycle is a table of named moves. The same table decides races, draws buttons and draws the diagram."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, TextChoices
from django.utils import timezone

from safehold.access.policy import YES, Answer, Refused, no


@dataclass(frozen=True)
class Lifecycle:
    """``moves`` maps a move's name to (the state or states it starts from, the state it ends in)."""

    start: TextChoices
    moves: Mapping[str, tuple[Any, Any]]
    field: str = "status"

    def __post_init__(self) -> None:
        reached = {self.start} | {after for _, after in self.moves.values()}
        unreachable = [state for name in self.moves for state in self.before(name) if state not in reached]
        if unreachable:
            raise ValueError(f"No move leads to {unreachable[0]!r}")

    def before(self, name: str) -> tuple[Any, ...]:
        before = self.moves[name][0]
        return tuple(before) if isinstance(before, Iterable) and not isinstance(before, str) else (before,)

    def after(self, name: str) -> Any:
        return self.moves[name][1]

    def may(self, record: Any, name: str) -> Answer:
        """Whether ``record`` is in a state from which ``name`` can happen."""
        if getattr(record, self.field) in self.before(name):
            return YES
        return no(self._refusal(record, name))

    def move(self, record: Any, name: str, **facts: Any) -> None:
        """Make the move in one guarded UPDATE: of two people who try at once, one is refused and nothing is lost."""
        model = type(record)
        changed = model._default_manager.filter(
            pk=record.pk, version=record.version, **{f"{self.field}__in": self.before(name)}
        ).update(**{self.field: self.after(name)}, **facts, version=F("version") + 1, changed_at=timezone.now())
        shown = record.version
        record.refresh_from_db()
        if changed:
            return
        if getattr(record, self.field) in self.before(name):
            from safehold.records.writing import Changed

            raise Changed(record, shown)
        raise Refused(self._refusal(record, name))

    def mermaid(self) -> str:
        """The diagram for ``docs/reference/states.md``."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start.value}"]
        for name in self.moves:
            lines += [f"    {state.value} --> {self.after(name).value}: {name}" for state in self.before(name)]
        return "\n".join(lines)

    def _refusal(self, record: Any, name: str) -> str:
        wanted = " or ".join(f"‘{state.label}’" for state in self.before(name))
        is_now = type(self.start)(getattr(record, self.field)).label
        return f"This is marked ‘{is_now}’. It must be marked {wanted} first."
