"""What is written down is true of the code, leads where it says, and names nothing that it must not."""

import importlib
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.ROOT)
DOCS = ROOT / "docs"
# written by commands, and held current by them
GENERATED = ("docs/reference/", "docs/results/", "build/", "frontend/dist", ".demo/", ".cache/")
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
    if not path.relative_to(ROOT).as_posix().startswith(GENERATED)
}
DECISIONS = {name: text for name, text in PAGES.items() if re.match(r"docs/adr/\d", name)}
CODE = re.compile(r"```.*?```", re.DOTALL)
QUOTED = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
MODELS = [model for model in apps.get_models() if model.__module__.startswith("safehold.")]
ENTRY = re.compile(r"^\*\*(.+?)\*\*: \S", re.MULTILINE)
FORBIDDEN = {
    "a path of somebody's machine": re.compile(r"(?<![\w.])/(?:work|home|root|Users|tmp)/"),
    "a registry's host": re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|proxy\.golang", re.IGNORECASE),
    "unfinished words": re.compile(r"\b(?:TODO|TBC|TBD|FIXME|XXX)\b|lorem ipsum|coming soon", re.IGNORECASE),
    "SAR for a request for one's own data": re.compile(
        r"subject access requests? \(SARs?\)|\bSAR: (?:data )?subject access"
    ),
}


def test_there_is_something_written():
    assert len(PAGES) >= 40
    assert len(MODELS) >= 30
    assert {"README.md", "CONTRIBUTING.md", "GLOSSARY.md"} <= PAGES.keys()


# --- decisions ---------------------------------------------------------------------------------------------------------


def test_decisions_are_numbered_once_and_without_a_gap():
    numbers = [int(Path(name).name[:4]) for name in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_says_status_context_decision_and_consequences(name):
    text = DECISIONS[name]

    assert re.match(rf"# {int(Path(name).name[:4])}\. \S", text)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Status", "Context", "Decision", "Consequences"]
    assert re.search(r"^## Status\n\n(?:Accepted|Superseded by \[)", text, re.MULTILINE)
    assert all(part.strip() for part in re.split(r"^## .+$", text, flags=re.MULTILINE)), "a heading stands alone"


def test_every_decision_is_in_the_list_under_its_own_title():
    listed = dict(re.findall(r"^- \[\d{4}\]\((\d{4}-[^)]+)\) (.+)$", PAGES["docs/adr/README.md"], re.MULTILINE))

    assert listed == {Path(name).name: text.splitlines()[0].split(". ", 1)[1] for name, text in DECISIONS.items()}


# --- links, paths and names ---------------------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """The addresses that headings get: lower case, spaces as hyphens, marks left out."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(name: str, text: str) -> list[str]:
    """The links of a page that lead nowhere."""
    found = []
    for target in LINK.findall(CODE.sub("", text)):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        leads_to = ((ROOT / name).parent / path).resolve() if path else ROOT / name
        if not leads_to.exists() or (anchor and anchor not in anchors(leads_to.read_text(encoding="utf-8"))):
            found.append(target)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name):
    assert broken(name, PAGES[name]) == []


def test_a_broken_link_would_be_seen():
    assert broken("README.md", "[a](nowhere.md) [b](README.md#no-such-heading) [c](GLOSSARY.md)") == [
        "nowhere.md",
        "README.md#no-such-heading",
    ]


def test_every_picture_is_there_and_is_told_in_words():
    pictures = [(name, words, target) for name in PAGES for words, target in PICTURE.findall(PAGES[name])]

    assert pictures
    for name, words, target in pictures:
        assert len(words) > 20, f"{name}: say what {target} shows"
        assert ((ROOT / name).parent / target).is_file(), f"{name}: there is no {target}"


@pytest.mark.parametrize("name", PAGES)
def test_every_place_that_is_named_is_there(name):
    tops = ("safehold/", "docs/", "tests/", "scripts/", "frontend/", "requirements/", "data/", "packs/", "bench/")
    named = {
        words for words in QUOTED.findall(CODE.sub("", PAGES[name])) if words.startswith(tops) and " " not in words
    }

    assert [place for place in sorted(named) if not place.startswith(GENERATED) and not (ROOT / place).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_command_that_is_named_is_there(name):
    ours = {path.stem for path in (ROOT / "safehold").glob("*/management/commands/*.py")}
    named = set(re.findall(r"manage\.py ([a-z_]+)", PAGES[name])) - {"help"}

    assert named <= ours | get_commands().keys()


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_make_target_is_told_to_contributors():
    assert make_targets() == set(re.findall(r"^\| `make ([a-z-]+)`", PAGES["CONTRIBUTING.md"], re.MULTILINE))


@pytest.mark.parametrize("name", PAGES)
def test_every_make_target_that_is_named_is_there(name):
    assert set(re.findall(r"`make ([a-z-]+)", PAGES[name])) <= make_targets()


def test_every_package_has_a_line_for_contributors():
    packages = {path.parent.name for path in (ROOT / "safehold").glob("*/__init__.py")}

    assert packages == set(re.findall(r"^\| `safehold/(\w+)`", PAGES["CONTRIBUTING.md"], re.MULTILINE))


# --- the glossary --------------------------------------------------------------------------------------------------------


def terms() -> list[str]:
    return ENTRY.findall(PAGES["GLOSSARY.md"])


def words_of(model: type) -> str:
    """A model's name as people say it: ``PrintDecision`` is a print decision."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).lower()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_is_in_the_glossary(model):
    assert words_of(model) in {term.lower() for term in terms()}


def test_a_word_is_explained_once_and_where_one_looks_for_it():
    assert [term for term, times in Counter(term.lower() for term in terms()).items() if times > 1] == []
    for part in PAGES["GLOSSARY.md"].split("\n## ")[1:]:
        found = [term.lower() for term in ENTRY.findall(part)]
        assert found == sorted(found)
        assert found


def test_what_the_glossary_names_in_code_is_there():
    named = {name for name in QUOTED.findall(PAGES["GLOSSARY.md"]) if re.fullmatch(r"[a-z]+(?:\.\w+)+", name)}
    ours = {path.parent.name for path in (ROOT / "safehold").glob("*/__init__.py")}
    named = {name for name in named if name.split(".")[0] in ours}

    assert len(named) > 50
    assert [name for name in sorted(named) if not is_in_code(name)] == []


def is_in_code(name: str) -> bool:
    """Whether ``package.Model``, ``package.module`` or ``package.module.name`` is something."""
    path, _, last = f"safehold.{name}".rpartition(".")
    for module in (f"{path}.{last}", path, f"{path}.models"):
        try:
            found = importlib.import_module(module)
        except ModuleNotFoundError:
            continue
        if module.endswith(last) or hasattr(found, last):
            return True
    return False


def test_sar_is_never_a_request_for_ones_own_data():
    entry = re.search(r"^\*\*SAR\*\*: (.+)$", PAGES["GLOSSARY.md"], re.MULTILINE)

    assert entry is not None
    assert entry[1].startswith("Safeguarding adult review")
    assert "DSAR" in entry[1]


# --- the production guide ------------------------------------------------------------------------------------------------

READ = re.compile(r"""(?:needed\(|environment\.\w+\(|environ\.get\(|environ\[)\s*["']([A-Z_]+)["']""")


def test_every_setting_from_the_environment_is_in_the_production_guide_and_no_other():
    read = set(READ.findall((ROOT / "safehold/config/settings/production.py").read_text(encoding="utf-8")))
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", PAGES["docs/how-to/production.md"], re.MULTILINE)
    told = {name for row in rows for name in QUOTED.findall(row)}

    assert read
    assert told == read | {"DJANGO_SETTINGS_MODULE"}


# --- what must never be written ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_written_that_must_not_be(name):
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(PAGES[name])] == []


@pytest.mark.parametrize(
    "words",
    ["see /home/someone/notes", "from https://pypi.org/simple", "TODO: say more", "a subject access request (SAR)"],
)
def test_what_must_not_be_written_would_be_seen(words):
    assert any(pattern.search(words) for pattern in FORBIDDEN.values())
