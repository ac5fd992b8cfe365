"""Finding what the invariants are about: every model, action, form, template and address of ours, by import."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

from django.apps import apps
from django.db.models import Model

import safehold

ROOT = Path(__file__).resolve().parents[2]
NOT_ACTIONS = {"atomic"}


def modules() -> Iterator[ModuleType]:
    """Every module of ours but settings, migrations and tests."""
    for found in pkgutil.walk_packages(safehold.__path__, "safehold."):
        parts = found.name.split(".")
        if {"migrations", "tests", "settings", "wsgi", "worker"} & set(parts) or found.name.startswith(
            "safehold.config"
        ):
            continue
        yield importlib.import_module(found.name)


def our_models() -> list[type[Model]]:
    """Every concrete model of ours."""
    return [model for model in apps.get_models() if model.__module__.startswith("safehold.")]


def actions() -> list[FunctionType]:
    """Every public function of an ``actions`` module, in files and in packages."""
    found: dict[str, FunctionType] = {}
    for module in modules():
        if "actions" not in module.__name__.split("."):
            continue
        for name, thing in vars(module).items():
            raw = inspect.unwrap(thing) if callable(thing) else None
            if isinstance(raw, FunctionType) and not name.startswith("_") and raw.__module__ == module.__name__:
                found[f"{module.__name__.removeprefix('safehold.')}.{name}"] = thing
    return list(found.values())


def named(thing: FunctionType) -> str:
    raw = inspect.unwrap(thing)
    return f"{raw.__module__.removeprefix('safehold.')}.{raw.__name__}"
