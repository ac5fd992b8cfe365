"""Saving rows of this package: a broken constraint is a refusal in its own words. (``records.writing`` is above us.)"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from safehold.access.policy import Refused

M = TypeVar("M", bound=models.Model)


def add(model: type[M], **facts: Any) -> M:
    """A new row, checked against every constraint before it is saved."""
    row = model(**facts)
    with _in_words():
        row.full_clean()
        row.save(force_insert=True)
    return row


def alter(row: M, **facts: Any) -> M:
    """The row with ``facts``, checked in the same way."""
    for name, fact in facts.items():
        setattr(row, name, fact)
    with _in_words():
        row.full_clean()
        row.save(update_fields=list(facts))
    return row


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except ValidationError as invalid:
        raise Refused(str(invalid.messages[0])) from invalid
