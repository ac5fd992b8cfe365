"""What ``make`` builds out of ``frontend/``: ours, whole and small."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command

DIST = settings.ROOT / "frontend" / "dist"


@pytest.fixture(scope="module")
def built():
    files = {path.relative_to(DIST).as_posix(): path for path in DIST.rglob("*") if path.is_file()}
    assert "safehold.css" in files, "The styles were not built: run scripts/setup.sh base frontend"
    return files


def text(path):
    return path.read_text(encoding="utf-8")


def test_there_is_one_style_sheet_one_script_a_typeface_and_a_mark(built):
    assert set(built) - {".stamp"} == {
        "favicon.svg",
        "fonts/LICENSE.txt",
        "fonts/atkinson-hyperlegible-bold.woff2",
        "fonts/atkinson-hyperlegible-italic.woff2",
        "fonts/atkinson-hyperlegible-regular.woff2",
        "safehold.css",
        "safehold.js",
    }


@pytest.mark.parametrize("name", ["safehold.css", "safehold.js", "favicon.svg"])
def test_nothing_says_that_this_is_the_governments_own_site(built, name):
    found = re.findall(r"crown|crest|gov\.uk|gds.?transport|royal", text(built[name]), re.IGNORECASE)

    assert found == []


def test_everything_a_style_names_is_there(built):
    named = re.findall(r"url\(([^)]+)\)", text(built["safehold.css"]))

    assert named
    assert [name for name in named if name.strip("\"'") not in built] == []


@pytest.mark.parametrize("name", ["safehold.css", "safehold.js"])
def test_no_source_map_is_left_dangling(built, name):
    assert "sourceMappingURL" not in text(built[name])


@pytest.mark.parametrize(("name", "most"), [("safehold.css", 150_000), ("safehold.js", 45_000), ("favicon.svg", 1_000)])
def test_files_are_small(built, name, most):
    assert built[name].stat().st_size < most


def test_each_face_is_small_and_a_true_font(built):
    faces = [path for name, path in built.items() if name.endswith(".woff2")]

    assert len(faces) == 3
    assert all(path.read_bytes()[:4] == b"wOF2" and path.stat().st_size < 30_000 for path in faces)


def test_no_script_needs_what_the_security_policy_refuses(built):
    assert re.findall(r"\beval\(|new Function\(|\.style\.cssText|innerHTML\s*=", text(built["safehold.js"])) == []


def test_files_can_be_collected_under_names_that_change_with_them(built, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_DIRS = [("frontend", DIST)]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    assert ManifestStaticFilesStorage(location=tmp_path).stored_name("frontend/safehold.css") != "frontend/safehold.css"
