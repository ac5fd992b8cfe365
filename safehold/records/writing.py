"""How actions write: create, change, move and correct. Nothing else in the house saves a row that people made.

Each runs in a savepoint and turns the failure of a named constraint into a refusal in that constraint's own words. A
change or a move is made against the version that the person was shown: whoever comes second is told what happened
meanwhile, and keeps what they typed.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone

from safehold.access.actor import Actor
from safehold.access.models import Agency, Circle
from safehold.access.policy import Refused
from safehold.access.reach import Tier
from safehold.records import search, timing
from safehold.records.lifecycle import Changed
from safehold.records.models import Correction, Entry, OnceToken, Record, Row
from safehold.records.policy import MADE_IN_ERROR

__all__ = [
    "Changed",
    "change",
    "correct",
    "create",
    "enter_in_error",
    "free",
    "may_come_out_of",
    "move",
    "noted",
    "once",
    "refusals",
    "reinstate",
]

R = TypeVar("R", bound=models.Model)
SQLITE_COLUMNS = re.compile(r"\w+\.\w+")
IN_ERROR = "in_error_on"  # the fact of an entry that a correction names when a whole record was made in error


def create(
    model: type[R],
    *,
    by: Actor,
    owner: Agency | None = None,
    team: str = "",
    tier: Tier | None = None,
    circle: Circle | None = None,
    sealed: bool = False,
    out_of: Entry | None = None,
    in_a_row: bool = False,
    **facts: Any,
) -> R:
    """Make a row of ``model``; a record gets its entry with it.

    The entry is owned by ``owner``, or by the actor's agency; its tier is the model's own unless ``tier`` says
    otherwise. With ``out_of`` it is seen by those alone who see that too. That came out of another itself only where what is
    made is the last of the row (``in_a_row``), such as a letter about an agenda item.
    Raises ``Refused`` in a constraint's words where the facts break one.
    """
    now = timezone.now()
    with refusals(model):
        if issubclass(model, Record):
            if out_of is not None and not may_come_out_of(out_of, in_a_row=in_a_row):
                raise Refused("That came out of another record itself. Record this out of the one it came from")
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
                source=out_of,
                made_at=now,
            )
        if issubclass(model, Row):
            facts |= {"made_at": now, "made_by": by.user, "changed_at": now, "changed_by": by.user}
        row = model(**facts)
        validate(row)
        row.save(force_insert=True)
        search.written(row)
    return row


def may_come_out_of(entry: Entry, *, in_a_row: bool = False) -> bool:
    """Whether something can be made that is governed by ``entry``: it has no source itself, or, of what is the last of a row,
    one that has none."""
    return entry.source is None or (in_a_row and entry.source.source_id is None)


def change(row: R, *, by: Actor, **facts: Any) -> R:
    """Set ``facts`` on ``row`` if it is still the version that was shown; raise ``Changed`` if it is not.

    A row that is refused is left as it was, so that a page can show it again.
    """
    refuse_in_error(row)
    shown = getattr(row, "version", None)
    model = type(row)
    wanted = copy(row)
    for name, fact in facts.items():
        setattr(wanted, name, fact)
    with refusals(model):
        validate(wanted)
        ours = model._default_manager.filter(pk=row.pk)
        extra: dict[str, Any] = {}
        if shown is not None:
            ours = ours.filter(version=shown)
            extra = {"version": F("version") + 1, "changed_at": timezone.now(), "changed_by": by.user_id}
        changed = ours.update(**{name: getattr(wanted, name) for name in facts}, **extra)
    if not changed:
        row.refresh_from_db()
        raise Changed(row, shown or 0)
    for name in facts:
        setattr(row, name, getattr(wanted, name))
    if shown is not None:
        row.version, row.changed_at, row.changed_by = shown + 1, extra["changed_at"], by.user  # type: ignore[attr-defined]
    search.written(row, facts)
    return row


def move(record: Any, name: str, *, by: Actor, **facts: Any) -> None:
    """Make the lifecycle's move ``name``, setting ``facts`` with it. The model says which lifecycle is its own."""
    refuse_in_error(record)
    with refusals(type(record)):
        record.LIFECYCLE.move(record, name, **facts, changed_by=by.user_id)
    search.written(record, facts)


def correct(record: Any, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right a fact that was recorded wrongly, keeping what it said before, who corrected it and why.

    Deadlines that the fact started are worked out anew, as new rows beside the old ones. What points at something
    else (a person, an agency) is compared and kept by id.
    """
    if not why.strip():
        raise Refused("Say why this is being corrected")
    attribute = record._meta.get_field(field).attname
    was = getattr(record, attribute)
    if was == (value.pk if isinstance(value, models.Model) else value):
        raise Refused("This is what is already recorded")
    with refusals(type(record)):
        change(record, by=by, **{field: value})
        now = getattr(record, attribute)
        timing.corrected(record, field, by=by, on=now)
        kept = ["" if each is None else str(each) for each in (was, now)]
        return noted(record, field, was=kept[0], now=kept[1], by=by, why=why)


def enter_in_error(record: Any, *, by: Actor, why: str) -> Correction:
    """Say that the whole record should never have been made. It stays to be read, and is neither listed nor counted.

    Its deadlines run no more, and nothing about it changes until it is reinstated.
    """
    facts = {"in_error_on": by.on, "in_error_by": by.user, "in_error_why": why.strip()}
    if not why.strip():
        raise Refused("Say why this was recorded in error")
    if not Entry.objects.filter(pk=record.entry.pk, in_error_on=None).update(**facts):
        raise Refused("This is already marked as recorded in error")
    record.entry.refresh_from_db()
    return noted(record, IN_ERROR, was="", now=by.on.isoformat(), by=by, why=why)


def reinstate(record: Any, *, by: Actor, why: str) -> Correction:
    """Say that a record marked as made in error stands after all. That it was marked, by whom and why, is kept."""
    if not why.strip():
        raise Refused("Say why this record stands after all")
    was = record.entry.in_error_on
    nothing = {"in_error_on": None, "in_error_by": None, "in_error_why": ""}
    if not Entry.objects.filter(pk=record.entry.pk, in_error_on__isnull=False).update(**nothing):
        raise Refused("This is not marked as recorded in error")
    record.entry.refresh_from_db()
    return noted(record, IN_ERROR, was=was.isoformat() if was else "", now="", by=by, why=why)


def free(entry: Entry, *, by: Actor) -> None:
    """Let an entry be seen by whoever may see it, whoever sees what it came from: that was published. Where it came from is
    kept, with who let others see it and when."""
    _govern(entry, source=None, freed_from=entry.source, freed_on=by.on, freed_by=by.user)


def hold(entry: Entry) -> None:
    """Let what an entry came from govern it again: others see it no more."""
    _govern(entry, source=entry.freed_from, freed_from=None, freed_on=None, freed_by=None)


def widen(record: Record, *, tier: Tier, circle: Circle | None = None) -> None:
    """Set how widely a record is known."""
    _govern(record.entry, tier=tier, circle=circle)


def _govern(entry: Entry, **facts: Any) -> None:
    Entry.objects.filter(pk=entry.pk).update(**facts)
    for name, fact in facts.items():
        setattr(entry, name, fact)


def noted(record: Any, field: str, *, was: str, now: str, by: Actor, why: str) -> Correction:
    """The correction as it is kept with the record."""
    return Correction.objects.create(
        entry=record.entry,
        field=field,
        was=was,
        now=now,
        corrected_at=timezone.now(),
        corrected_by=by.user,
        why=why.strip(),
    )


def refuse_in_error(row: Any) -> None:
    """Nothing about a record that was made in error is changed: it says what it said when that was found."""
    if isinstance(row, Record) and row.entry.in_error_on:
        raise Refused(MADE_IN_ERROR)


def once(token: str) -> bool:
    """Spend a form's token: true the first time, false ever after. Called inside the transaction of the act."""
    try:
        with transaction.atomic():
            OnceToken.objects.create(token=token, used_at=timezone.now())
    except IntegrityError:
        return False
    return True


def validate(row: models.Model) -> None:
    """Check the fields of ``row`` one by one. Constraints and foreign keys are the database's: asking twice is slow.

    Nothing is an answer wherever the database takes it; a form decides what must be answered.
    """
    fields = row._meta.fields
    row.clean_fields(
        exclude=[each.name for each in fields if each.is_relation or (each.null and getattr(row, each.attname) is None)]
    )
    row.clean()


@contextmanager
def refusals(model: type[models.Model]) -> Iterator[None]:
    """A savepoint in which a broken constraint of ``model`` is a refusal in the constraint's own words."""
    try:
        with transaction.atomic():
            yield
    except ValidationError as invalid:
        raise Refused(sentence_of(invalid, model)) from invalid
    except IntegrityError as broken:
        words = words_for(model, str(broken))
        if words is None:
            raise
        raise Refused(words) from broken


def sentence_of(invalid: ValidationError, model: type[models.Model]) -> str:
    """The first thing wrong: as the constraint that asks for an answer says it, or as the field does."""
    if not hasattr(invalid, "error_dict"):
        return str(invalid.messages[0])
    if NON_FIELD_ERRORS in invalid.error_dict:
        return str(invalid.message_dict[NON_FIELD_ERRORS][0])
    field, errors = next(iter(invalid.error_dict.items()))
    asking = [each for each in model._meta.constraints if (field, "") in leaves(getattr(each, "condition", None))]
    if errors[0].code == "blank" and asking:
        closest = min(asking, key=lambda each: len(leaves(getattr(each, "condition", None))))
        return str(closest.violation_error_message)
    return f"{field.replace('_', ' ').capitalize()}: {errors[0].messages[0]}"


def leaves(condition: Any) -> list[Any]:
    """The single comparisons that a condition is made of."""
    if not isinstance(condition, models.Q):
        return []
    found: list[Any] = []
    for child in condition.children:
        found += leaves(child) if isinstance(child, models.Q) else [child]
    return found


def words_for(model: type[models.Model], said: str) -> str | None:
    """The words of the constraint that the database named in ``said``; none where it named none of ours.

    PostgreSQL names the constraint. SQLite names a check, and a unique constraint by its columns alone.
    """
    columns = set(SQLITE_COLUMNS.findall(said))
    for each in (model, Entry):
        named = {field.name: f"{each._meta.db_table}.{field.column}" for field in each._meta.concrete_fields}
        for constraint in each._meta.constraints:
            if re.search(rf"\b{constraint.name}\b", said) or (columns and columns == columns_of(constraint, named)):
                return str(constraint.violation_error_message)
        for field in each._meta.concrete_fields:
            alone = (
                f"{each._meta.db_table}_{field.column}_"  # how PostgreSQL begins the name of a field's own constraint
            )
            if field.unique and (columns == {named[field.name]} or f'"{alone}' in said):
                return f"There is already one with this {field.verbose_name}"
    return None


def columns_of(constraint: models.BaseConstraint, named: dict[str, str]) -> set[str]:
    """The columns that a unique constraint holds together; none for other constraints and for worked-out values."""
    if not isinstance(constraint, models.UniqueConstraint):
        return set()
    names = constraint.fields or [getattr(expression, "name", "") for expression in constraint.expressions]
    return {named[name] for name in names} if all(name in named for name in names) else set()
