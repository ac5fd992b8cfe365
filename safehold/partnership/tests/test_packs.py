"""Packs: one file describes a partnership, loading shows the difference first, and going round changes nothing."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from safehold.access.actor import Actor
from safehold.access.models import Agency, AuditLine, RoleTitle
from safehold.access.roles import Role
from safehold.partnership import queries
from safehold.partnership.models import Group, GroupName, PackFile, Partnership, Rule, Seat
from safehold.partnership.pack.loading import digest, export, load, rehearse, understand
from safehold.partnership.pack.reading import Unreadable
from safehold.partnership.pack.section import Kind

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TINY = Path(__file__).with_name("tiny.yaml")
PACKS = [TINY, *sorted((django_settings.ROOT / "packs").glob("*.yaml"))]
BY = Actor.system("tests", on=date(2021, 4, 30))


def loaded(path=TINY):
    pack = understand(path.read_bytes())
    return load(pack, by=BY)


def mistakes(text):
    with pytest.raises(Unreadable) as wrong:
        understand(text if isinstance(text, bytes) else text.encode())
    return [str(problem) for problem in wrong.value.problems]


# --- round trips ---


def test_there_are_three_packs_to_try():
    assert [path.stem for path in PACKS] == ["tiny", "bnes", "westmere"]


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_what_is_exported_loads_again_and_changes_nothing(path):
    loaded(path)
    first = export()

    again = understand(first.encode())

    assert [difference for difference in again.differences() if difference.kind is not Kind.ONLY_HERE] == []
    assert again.differences() == []
    assert load(again, by=BY) == 0
    assert export() == first


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_an_empty_installation_is_rebuilt_from_an_export_as_it_was(path):
    from django.db import transaction

    with transaction.atomic():
        loaded(path)
        exported = export()
        transaction.set_rollback(True)
    assert not Agency.objects.exists()

    load(understand(exported.encode()), by=BY)

    assert export() == exported


def test_the_file_and_the_database_say_the_same():
    loaded()

    assert understand(TINY.read_bytes()).differences() == []
    health = Agency.objects.get(code="commissioner")
    assert (health.name_on(date(2022, 7, 1)), health.current_name) == (
        "Lundsey Integrated Care Board",
        "Lundsey Clinical Commissioning Group",
    )
    harbour = Group.objects.get(code="harbour-group")
    assert {str(row) for row in harbour.answers_to.all()} == {"Executive", "Health and Wellbeing Board"}
    assert harbour.circle is not None
    assert queries.quorum_rule(Group.objects.get(code="executive"), date(2021, 1, 1)).least == 2
    assert not RoleTitle.objects.get(role=Role.TRAINER).switched_on
    assert Rule.objects.get().value == 90


# --- the difference ---


def test_the_difference_is_shown_before_anything_is_loaded():
    differences = understand(TINY.read_bytes()).differences()

    assert {difference.kind for difference in differences} == {Kind.ADDED}
    assert "Groups: harbour-group" in map(str, differences)
    assert not Agency.objects.exists()


def test_a_change_says_what_was_and_what_will_be_and_what_only_we_have_is_left_alone():
    loaded()
    text = TINY.read_text().replace("To lead the partnership.", "To lead and to listen.")
    text = text.replace("  - {code: lundsey, name: Lundsey}\n", "  - {code: sark, name: Sark}\n")
    pack = understand(text.encode())

    differences = pack.differences()
    assert sorted(map(str, differences)) == [
        "Areas: lundsey",
        "Areas: sark",
        "Groups: executive (Purpose from To lead the partnership. to To lead and to listen.)",
    ]
    assert [each.kind for each in differences] == [Kind.ADDED, Kind.ONLY_HERE, Kind.CHANGED]

    assert load(pack, by=BY) == 2
    assert Group.objects.get(code="executive").purpose == "To lead and to listen."


def test_an_agency_that_is_renamed_by_a_pack_has_its_earlier_name_ended_first():
    loaded()
    text = TINY.read_text().replace(
        "names: [{name: Lundsey Constabulary, from_on: 1974-04-01}]",
        "names: [{name: Lundsey Constabulary, from_on: 1974-04-01, to_on: 2022-12-31},"
        " {name: Lundsey Police, from_on: 2023-01-01}]",
    )

    assert load(understand(text.encode()), by=BY) == 2

    police = Agency.objects.get(code="constabulary")
    assert (police.name_on(date(2023, 1, 1)), police.current_name) == ("Lundsey Police", "Lundsey Constabulary")


# --- what is wrong in a pack: all at once, by path and line, and nothing half-saved ---


def test_everything_that_is_wrong_is_said_at_once():
    text = """\
partnership: {name: Sark Partnership, short_name: SP, motto: None}
agencies:
  - code: council
    kind: COUNCIL
    names: [{name: Sark Council, from_on: 31/02/2021}]
  - code: Fire Service
    kind: FIRE
    names: [{name: Fire, from_on: 01/09/2020}]
  - code: police
    kind: CONSTABULARY
    names: [{name: Police, from_on: [2020]}]
  - code: health
    kind: ICB
groups: executive
seats:
  - {group: executive, agency: councill, from_on: 2020-01-01, statutory: perhaps}
  - nobody
words:
  - {code: subgroup, from_on: 2020-01-01, singular: subgroup, plural: subgroups}
  - {code: subgroup, from_on: 2020-01-01, singular: circle, plural: circles}
calender: []
"""
    assert mistakes(text) == [
        "Line 1, partnership › motto: Nothing here is called this. Known are: name, short_name, website, invented",
        "Line 5, agencies › council › names › 1 › from_on: 31/02/2021 is not a real date",
        "Line 6, agencies › 2 › code: ‘Fire Service’ is not a code. Codes have small letters, digits and hyphens, "
        "like fire-and-rescue",
        "Line 8, agencies › 2 › names › 1 › from_on: Write 01/09/2020 as 2020-09-01",
        "Line 10, agencies › police › kind: ‘CONSTABULARY’ is not one of: "
        + ", ".join(
            kind
            for kind in Agency._meta.get_field("kind").choices and dict(Agency._meta.get_field("kind").choices)
            if kind not in ("SCHOOL", "EARLY_YEARS", "FE")
        ),
        "Line 11, agencies › police › names › 1 › from_on: First day is a single value, not a list or a group of values",
        "Line 12, agencies › health: Give it a name, and the day it has it from, under ‘names’",
        "Line 14, groups: This must be a list: start each row with a hyphen",
        "Line 16, seats › 1 › agency: There is no agency with the code ‘councill’, here or in the pack",
        "Line 16, seats › 1 › group: There is no group with the code ‘executive’, here or in the pack",
        "Line 16, seats › 1 › statutory: Statutory must be yes or no",
        "Line 17, seats › 2: This must be names and values, like ‘code: council’",
        "Line 20, words › 2: This is already on line 19. Keep one of them",
        "Line 21, calender: There is no such section. Sections are: partnership, years, areas, agencies, schools, "
        "roles, groups, seats, words, choices, calendar, rules, time_limits",
    ]


LAUGHS = "a: &a [lol, lol]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b, *b]\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "made of named sections"),
        ("- a\n- b\n", "made of named sections"),
        ("{}", "The pack is empty"),
        (LAUGHS, "Line 1: Anchors and aliases"),
        ("partnership: !!python/object/apply:os.system ['true']\n", "Line 1: Tags (!) are not used"),
        ("words: []\nwords: []\n", "Line 2: ‘words’ is here twice"),
        ("words: [\n", "cannot be read"),
        ("words:\n\t- a\n", "cannot be read"),
        ("a: 1\n---\nb: 2\n", "Line 2: A pack is one document"),
        ("? [a]\n: b\n", "The name of a value is a word"),
        ("words: " + "[" * 40 + "]" * 40, "nested too deeply"),
        ("words: [" + "a," * 60_000 + "]", "at most 50,000 values"),
        (b"words: \xff\xfe", "Line 1: This is not text in UTF-8"),
        (b"words: a\x00b", "cannot be read"),
        (b"# " + b"x" * (10 * 1024 * 1024), "must be smaller than 10MB"),
        ("[" * 100_000, "nested too deeply"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_is_no_pack_is_refused_in_a_sentence(text, reason):
    assert reason in mistakes(text)[0]


def test_a_roles_switch_that_would_lock_everybody_out_is_refused():
    text = "roles: [{role: business_manager, title: Manager, description: Runs it., on: no}]"

    assert "cannot be switched off" in mistakes(text)[0]


def approved(on):
    return understand(TINY.read_text().replace("approved_on: 2019-09-20", f"approved_on: {on}").encode())


@pytest.mark.parametrize(("on", "refused"), [("2021-04-30", False), ("2021-05-01", True)])
@pytest.mark.parametrize("there_already", [False, True])
def test_terms_of_a_pack_are_never_approved_on_a_day_to_come(on, refused, there_already):
    if there_already:
        loaded()

    problems = [problem.message for problem in rehearse(approved(on), by=BY)]

    assert problems == ["The date approved must be today or in the past"] * refused


def test_what_the_database_refuses_is_found_by_rehearsal_with_its_line_and_nothing_is_half_saved():
    text = TINY.read_text().replace("to_on: 2022-06-30", "to_on: 2022-07-30")
    text = text.replace(
        "least_agencies: 2, from_on: 2019-09-29}", "least_agencies: 2, from_on: 2019-09-29, to_on: 2018-01-01}"
    )
    text = text.replace(
        "bodies: [{body: SAFEGUARDING_PARTNERS, from_on: 2019-09-29}]\n    quorum",
        "answers_to: [{group: harbour-group, from_on: 2020-09-01}]\n    quorum",
    )
    pack = understand(text.encode())

    problems = [str(problem) for problem in rehearse(pack, by=BY)]

    assert problems == [
        "Line 19, agencies › commissioner: It has two names on one day",
        "Line 35, groups › executive › quorum › 1: The last day must be the same as or after the first day",
        "Line 38, groups › harbour-group: This group answers, through others, to itself",
    ]
    with pytest.raises(Unreadable):
        load(pack, by=BY)
    assert not Agency.objects.exists()
    assert not Partnership.objects.exists()


def test_years_alone_ask_for_the_partnership_first():
    text = "years: {financial_year_starts: April, academic_year_starts: Septembre}"
    assert mistakes(text) == ["Line 1, years › academic_year_starts: Academic year starts must be a month, like April"]

    pack = understand(text.replace("Septembre", "September").encode())
    assert [str(problem) for problem in rehearse(pack, by=BY)] == [
        "Line 1, years: Describe the partnership first: its name and short name"
    ]


# --- the command ---


def test_the_command_shows_asks_and_loads_in_one_line_of_the_trail(capsys, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt: "no")
    call_command("pack", "load", str(TINY))
    assert "Nothing was loaded" in capsys.readouterr().out
    assert not Agency.objects.exists()

    call_command("pack", "load", str(TINY), "--yes")

    line = AuditLine.objects.get(event="partnership.pack_loaded")
    assert line.count == PackFile.objects.get().changes > 20
    assert (line.by_name, line.facts["file_name"]) == ("Safehold (pack command)", "tiny.yaml")

    call_command("pack", "load", str(TINY), "--yes")
    assert "changes nothing" in capsys.readouterr().out
    assert AuditLine.objects.filter(event="partnership.pack_loaded").count() == 1


def test_the_command_says_what_is_wrong_and_fails(tmp_path, capsys):
    broken = tmp_path / "broken.yaml"
    broken.write_text("words: [{code: agency}]\n")

    with pytest.raises(CommandError, match="3 things to put right"):
        call_command("pack", "show", str(broken))
    with pytest.raises(CommandError, match="There is no file"):
        call_command("pack", "show", str(tmp_path / "absent.yaml"))

    assert "Line 1, words › 1 › from_on: Enter the first day" in capsys.readouterr().err


def test_the_command_says_in_a_sentence_what_it_cannot_do(tmp_path, monkeypatch):
    def nobody(prompt):
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    for arguments, reason in (
        (["load", str(TINY)], "Nobody is here to ask, so nothing was loaded. Say --yes"),
        (["export", str(tmp_path / "no" / "such.yaml")], "cannot be written: No such file"),
        (["show", str(tmp_path)], "There is no file"),
    ):
        with pytest.raises(CommandError, match=reason):
            call_command("pack", *arguments)

    assert not Agency.objects.exists()


def test_the_command_exports_what_is_here(tmp_path, capsys):
    loaded()
    call_command("pack", "export", str(tmp_path / "out.yaml"))

    assert (tmp_path / "out.yaml").read_text() == export()
    call_command("pack", "export")
    assert "Lundsey Integrated Care Board" in capsys.readouterr().out
    assert AuditLine.objects.filter(event="partnership.pack_exported").count() == 2


def test_no_pack_holds_a_person():
    loaded()
    assert "@" not in export()
    assert not {"holders", "chairs", "contacts"} & set(export().split())


def test_the_digest_of_what_was_shown_changes_with_it():
    first = digest(understand(TINY.read_bytes()).differences())
    loaded()

    assert digest(understand(TINY.read_bytes()).differences()) != first


@pytest.mark.parametrize(("name", "groups", "agencies", "seats"), [("bnes", 25, 34, 16), ("westmere", 20, 130, 120)])
def test_the_demonstration_packs_are_as_rich_as_the_report(name, groups, agencies, seats):
    loaded(django_settings.ROOT / "packs" / f"{name}.yaml")

    assert Group.objects.count() >= groups
    assert Agency.objects.count() >= agencies
    assert Seat.objects.count() >= seats
    assert GroupName.objects.count() >= groups
