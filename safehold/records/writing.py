"""How actions write: create, change, move and correct. Nothing else in the house saves a row that people made.

Each runs in a savepoint and turns the failure of a named constraint into a refusal in that constraint's own words. A
change or a move is made against the version that the person was shown: whoever comes second is told what happened
meanwhile, and keeps what they typed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone

from safehold.access.actor import Actor
from safehold.access.models import Agency, Circle
from safehold.access.policy import Refused
from safehold.access.reach import Tier
from safehold.records.models import Correction, Entry, OnceToken, Record, Row

R = TypeVar("R", bound=models.Model)


class Changed(Refused):
    """Someone else changed the record after it was shown. ``record`` is as it is now; ``shown`` the version seen."""

    def __init__(self, record: Any, shown: int) -> None:
        super().__init__(
            "Someone else changed this while you were working on it. Check what changed, then send yours again."
        )
        self.record = record
        self.shown = shown


def create(
    model: type[R],
    *,
    by: Actor,
    owner: Agency | None = None,
    team: str = "",
    tier: Tier | None = None,
    circle: Circle | None = None,
    sealed: bool = False,
    **facts: Any,
) -> R:
    """Make a row of ``model``; a record gets its entry with it.

    The entry is owned by ``owner``, or by the actor's agency; its tier is the model's own unless ``tier`` says
    otherwise. Raises ``Refused`` in a constraint's words where the facts break one.
    """
    now = timezone.now()
    with refusals(model):
        if issubclass(model, Record):
            holder = owner or by.agency
            if holder is None:
                raise Refused("Say which agency this belongs to")
            facts["entry"] = Entry.objects.create(
                kind=model.KIND,
                owner=holder,
                team=team,
                tier=tier or model.TIER,
                circle=circle,
                sealed=sealed,
                made_at=now,
            )
        if issubclass(model, Row):
            facts |= {"made_at": now, "made_by": by.user, "changed_at": now}
        row = model(**facts)
        row.full_clean(validate_unique=False)
        row.save(force_insert=True)
    return row


def change(row: R, *, by: Actor, **facts: Any) -> R:
    """Set ``facts`` on ``row`` if it is still the version that was shown; raise ``Changed`` if it is not."""
    shown = getattr(row, "version", None)
    model = type(row)
    with refusals(model):
        for name, fact in facts.items():
            setattr(row, name, fact)
        row.full_clean(validate_unique=False)
        ours = model._default_manager.filter(pk=row.pk)
        extra: dict[str, Any] = {}
        if shown is not None:
            ours = ours.filter(version=shown)
            extra = {"version": F("version") + 1, "changed_at": timezone.now()}
        changed = ours.update(**facts, **extra)
    row.refresh_from_db()
    if not changed:
        raise Changed(row, shown or 0)
    return row


def move(record: Any, name: str, *, by: Actor, **facts: Any) -> None:
    """Make the lifecycle's move ``name``, setting ``facts`` with it. The model says which lifecycle is its own."""
    with refusals(type(record)):
        record.LIFECYCLE.move(record, name, **facts)


def correct(record: Any, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right a fact that was recorded wrongly, keeping what it said before, who corrected it and why."""
    if not why.strip():
        raise Refused("Say why this is being corrected")
    was = getattr(record, field)
    if was == value:
        raise Refused("This is what is already recorded")
    with refusals(type(record)):
        change(record, by=by, **{field: value})
        return Correction.objects.create(
            entry=record.entry,
            field=field,
            was="" if was is None else str(was),
            now="" if value is None else str(value),
            corrected_at=timezone.now(),
            corrected_by=by.user,
            why=why,
        )


def once(token: str) -> bool:
    """Spend a form's token: true the first time, false ever after. Called inside the transaction of the act."""
    try:
        with transaction.atomic():
            OnceToken.objects.create(token=token, used_at=timezone.now())
    except IntegrityError:
        return False
    return True


@contextmanager
def refusals(model: type[models.Model]) -> Iterator[None]:
    """A savepoint in which a broken constraint of ``model`` is a refusal in the constraint's own words."""
    try:
        with transaction.atomic():
            yield
    except ValidationError as invalid:
        raise Refused(sentence_of(invalid)) from invalid
    except IntegrityError as broken:
        words = words_for(model, str(broken))
        if words is None:
            raise
        raise Refused(words) from broken


def sentence_of(invalid: ValidationError) -> str:
    """The first thing wrong, as the constraint or the field says it."""
    if not hasattr(invalid, "error_dict"):
        return str(invalid.messages[0])
    if NON_FIELD_ERRORS in invalid.error_dict:
        return str(invalid.message_dict[NON_FIELD_ERRORS][0])
    field, messages = next(iter(invalid.message_dict.items()))
    return f"{field.replace('_', ' ').capitalize()}: {messages[0]}"


def words_for(model: type[models.Model], said: str) -> str | None:
    """The words of the constraint that the database named in ``said``; none where it named none of ours."""
    for each in (model, Entry):
        for constraint in each._meta.constraints:
            if constraint.name in said:
                return str(constraint.violation_error_message)
            # SQLite names a plain unique constraint by its columns
            fields = getattr(constraint, "fields", ())
            if fields and all(f"{each._meta.db_table}.{each._meta.get_field(name).column}" in said for name in fields):
                return str(constraint.violation_error_message)
        for field in each._meta.fields:
            if field.unique and (
                f"{each._meta.db_table}.{field.column}" in said or f"{each._meta.db_table}_{field.column}" in said
            ):
                return f"There is already one with this {field.verbose_name}"
    return None
