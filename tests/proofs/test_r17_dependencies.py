"""R17: what is installed to run is little, pinned with hashes, has its reason, and is listed in a bill of materials."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from scripts import sbom

ROOT = Path(settings.ROOT)
MOST = 60
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PINNED = sbom.pins((ROOT / "requirements" / "base.txt").read_text(encoding="utf-8"))
FILES = sorted((ROOT / "requirements").glob("*.txt"))


def without_reason(project: str) -> list[str]:
    """The lines of requirements that no comment stands before."""
    found, reason = [], False
    listing = project[project.index("\ndependencies = [") : project.index("\n[build-system]")]
    for line in map(str.strip, listing.splitlines()):
        if line.startswith("#"):
            reason = len(line) > 12
        elif line.startswith('"') and not reason:
            found.append(line)
        elif not line.startswith('"'):
            reason = reason and line.endswith("[")  # a comment before a list speaks for what is in it
    return found


def without_hash(requirements: str) -> list[str]:
    return [name for name, (_, hashes) in sbom.pins(requirements).items() if not hashes]


def test_at_most_sixty_packages_are_needed_to_run():
    assert 20 < len(PINNED) <= MOST


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_package_is_pinned_with_a_hash_and_no_registry_is_named(path):
    text = path.read_text(encoding="utf-8")
    asked = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]

    assert asked
    assert all(sbom.PIN.match(line) for line in asked)
    assert without_hash(text) == []
    assert "index-url" not in text
    assert "://" not in text


def test_every_requirement_has_a_sentence_that_says_why():
    assert without_reason(PROJECT) == []


def test_what_we_ask_for_is_what_is_pinned():
    asked = tomllib.loads(PROJECT)["project"]["dependencies"]
    names = {sbom.canonical(re.match(r"[A-Za-z0-9._-]+", each)[0]) for each in asked}

    assert names <= PINNED.keys()


def test_the_bill_of_materials_names_every_pinned_package_at_its_version():
    bill = json.loads(sbom.FILE.read_text(encoding="utf-8"))

    assert bill["bomFormat"] == "CycloneDX"
    assert {each["name"]: each["version"] for each in bill["components"]} == {
        name: version for name, (version, _) in PINNED.items()
    }
    assert all(each.get("licenses") for each in bill["components"])
    assert {each["ref"] for each in bill["dependencies"]} == {each["bom-ref"] for each in bill["components"]}


# --- the controls ------------------------------------------------------------------------------------------------------


def test_a_package_without_hash_or_reason_would_be_seen():
    assert without_hash("one==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\ntwo==2.0\n") == ["two"]
    assert without_reason(
        '\ndependencies = [\n  # Says at length why.\n  "one>=1",\n]\nx = [\n  "two",\n]\n[build-system]'
    ) == ['"two",']
