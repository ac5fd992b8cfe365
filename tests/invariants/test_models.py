"""What is true of every model: each field classified once, decisions whole, constraints with words."""

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, UniqueConstraint

from tests.invariants.find import our_models

MODELS = our_models()
CLASSES = ("plain", "personal", "special", "criminal", "protected")
DEFAULT_WORDS = CheckConstraint.default_violation_error_message

# a `_by` whose moment goes by another name
PARTNERS = {"let_in_by": "taken_at"}


def label(model) -> str:
    return model._meta.label


def test_there_are_models():
    assert len(MODELS) >= 25


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_field_is_classified_once(model):
    assert "Privacy" in vars(model), "say in class Privacy what each field may be used for"
    fields = {field.name for field in model._meta.concrete_fields}
    said = {name: set(getattr(model.Privacy, name, ())) for name in CLASSES}

    assert set().union(*said.values()) == fields
    assert sum(map(len, said.values())) == len(fields), "a field is in two classes"


def moment_of(stem: str, fields: dict) -> str | None:
    """The field that says when what ``stem`` names was done."""
    named = (PARTNERS.get(f"{stem}_by", ""), f"{stem}_on", f"{stem}_at")
    return next((name for name in named if name in fields), None)


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_by_needs_its_moment_and_a_why_needs_both(model):
    fields = {field.name: field for field in model._meta.concrete_fields}
    for name in fields:
        stem, _, kind = name.rpartition("_")
        if stem and kind in ("by", "why"):
            assert moment_of(stem, fields), f"{name} needs {stem}_on or {stem}_at"
        if name == "why":  # the row's own reason goes with the row's own day
            assert any(each.endswith(("_on", "_at")) for each in fields), "why needs a day"


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_decision_not_yet_taken_is_held_together_by_a_constraint(model):
    """Where both may be empty, a constraint holds that one is never there without the other."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    checks = [str(each.condition) for each in model._meta.constraints if isinstance(each, CheckConstraint)]
    for name, field in fields.items():
        stem, _, kind = name.rpartition("_")
        moment = moment_of(stem, fields) if kind == "by" else None
        if moment and field.null and fields[moment].null:
            assert any(name in check and moment in check for check in checks), f"{name} and {moment} need a constraint"


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_constraint_has_words_of_its_own(model):
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint | UniqueConstraint):
            words = str(constraint.violation_error_message)
            assert words != str(DEFAULT_WORDS), f"{constraint.name} needs violation_error_message"
            assert words[0].isupper(), f"{constraint.name}: a refusal is a sentence"


def test_foreign_keys_keep_to_the_bands():
    """A model points only at models of its own package or of a band below it, as imports do."""
    bands = [
        "publications",
        "imports",
        "measures",
        "assurance",
        "voice",
        "policies",
        "meetings",
        "plans",
        "asks",
        "letters",
        "partnership",
        "records",
        "access",
    ]
    height = {name: len(bands) - number for number, name in enumerate(bands)}
    for model in MODELS:
        for field in model._meta.concrete_fields:
            target = field.related_model
            if target is None or not target.__module__.startswith("safehold."):
                continue
            here, there = model._meta.app_label, target._meta.app_label
            assert here == there or height[here] > height[there], f"{field} points up at {there}"


def test_no_model_is_inherited_by_tables():
    for model in apps.get_models():
        if model.__module__.startswith("safehold."):
            assert not [parent for parent in model._meta.parents if parent is not None], label(model)
