"""The shape of the house: small files, no relative imports, migrations in one line."""

import ast
import re
import subprocess

import pytest
from django.core.management import call_command
from django.db.migrations import Migration
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader

from scripts import linear
from tests.invariants.find import ROOT

LONGEST = 400
# truth tables, code lists and fixtures are as long as they need to be
EXEMPT = re.compile(r"/migrations/|/catalogue/|/tests/|^tests/|^bench/|^data/|/national\.py$")


def files(*suffixes: str) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in listed.stdout.splitlines() if name.endswith(suffixes) and (ROOT / name).exists()]


def test_there_are_files():
    assert len(files(".py")) > 150


@pytest.mark.parametrize("name", [name for name in files(".py", ".html") if not EXEMPT.search(name)])
def test_a_file_can_be_read_in_one_sitting(name):
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_file_is_empty_but_the_markers_of_packages():
    empty = [
        name for name in files(".py") if not (ROOT / name).read_text().strip() and not name.endswith("__init__.py")
    ]
    assert empty == []


def test_imports_are_absolute():
    relative = []
    for name in files(".py"):
        tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
        relative += [name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]
    assert relative == []


def test_every_package_says_what_it_is():
    for path in sorted((ROOT / "safehold").iterdir()):
        if (path / "__init__.py").exists():
            assert ast.get_docstring(ast.parse((path / "__init__.py").read_text())), path.name


@pytest.fixture
def with_migrations(settings):
    """As the site has them: the quick tests run without."""
    settings.MIGRATION_MODULES = {}


@pytest.mark.django_db
def test_migrations_are_complete(with_migrations):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_in_one_line(with_migrations):
    graph = MigrationLoader(None).graph

    assert len({app for app, _ in graph.nodes} & linear.ours()) >= 6
    assert linear.broken(graph, linear.ours()) == []


def line(*followed: tuple[str, str]) -> MigrationGraph:
    """The migrations of one package, each pair the later and the earlier."""
    graph = MigrationGraph()
    for name in sorted({name for pair in followed for name in pair}):
        graph.add_node(("access", name), Migration(name, "access"))
    for later, earlier in followed:
        graph.add_dependency(None, ("access", later), ("access", earlier))
    return graph


def test_migrations_that_fork_or_merge_would_be_seen():
    straight = line(("0002", "0001"), ("0003", "0002"))
    forked = line(("0002_one", "0001"), ("0002_two", "0001"))
    merged = line(("0002_one", "0001"), ("0002_two", "0001"), ("0003", "0002_one"), ("0003", "0002_two"))

    assert linear.broken(straight, {"access"}) == []
    assert linear.broken(forked, {"access"}) == [
        "access has 2 last migrations: 0002_one, 0002_two",
        "access.0001 is followed by 0002_one and 0002_two",
    ]
    assert linear.broken(merged, {"access"}) == [
        "access.0001 is followed by 0002_one and 0002_two",
        "access.0003 follows 0002_one and 0002_two",
    ]


def test_nothing_names_this_machine_or_a_registry():
    words = re.compile(r"/root/|/work/|pypi\.org|registry\.npmjs|deb\.debian\.org")
    named = []
    for name in files(".py", ".md", ".toml", ".txt", ".json", ".yaml", ".sh", ".mjs", ".html"):
        if name.startswith("tests/invariants/"):  # these name what they look for
            continue
        if words.search((ROOT / name).read_text(encoding="utf-8")):
            named.append(name)
    assert named == []


# what a dict has of its own: Jinja finds the method before the key of that name, and prints "<built-in method copy …>"
OF_A_DICT = re.compile(r"\.(?:clear|copy|get|items|keys|pop|popitem|setdefault|update|values)\b(?!\()")


def test_no_template_reads_a_fact_by_the_name_of_a_dicts_method():
    assert OF_A_DICT.search('<a href="{{ each.copy }}">')  # the control
    inside = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
    found = [
        f"{path.relative_to(ROOT)}: {code}"
        for path in sorted(ROOT.glob("safehold/**/*.html"))
        for code in inside.findall(path.read_text(encoding="utf-8"))
        if OF_A_DICT.search(code)
    ]
    assert not found
