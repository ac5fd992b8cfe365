"""Every acronym used is explained, every one explained is used."""

from pathlib import Path

import pytest

from safehold.publications.claims.glossary import acronyms_in, check_glossary

REFERENCE = Path(__file__).parents[5] / "shared" / "reference" / "annual-report-2020-21.txt"


def test_what_is_used_and_not_listed_and_the_other_way_round():
    checked = check_glossary("The CSP met. A DHR was begun.", ["DHR", "SAB"])

    assert checked.used_not_listed == ("CSP",)
    assert checked.listed_not_used == ("SAB",)
    assert not checked.is_complete


def test_a_full_glossary_is_complete():
    assert check_glossary("The CSP met. A DHR was begun.", ["DHR", "CSP"]).is_complete


@pytest.mark.parametrize("plural", ["MARMMs", "MARMM’s", "MARMM's", "MARMM"])
def test_a_plural_is_its_singular(plural):
    assert check_glossary(f"Two {plural} were held.", ["MARMM"]).is_complete
    assert check_glossary(f"Two {plural} were held.", []).used_not_listed == ("MARMM",)


def test_a_term_listed_in_the_plural_is_shown_as_it_is_listed():
    assert check_glossary("An ACE matters.", ["ACEs"]).is_complete
    assert check_glossary("Nothing.", ["ACEs"]).listed_not_used == ("ACEs",)


def test_a_plural_shouted_in_a_heading_is_its_singular():
    assert check_glossary("SARS\nA SAR was begun.", ["SAR"]).is_complete
    assert check_glossary("SARS", ["SAR"]).is_complete
    assert check_glossary("SARS\nA SAR was begun.", []).used_not_listed == ("SAR",)


def test_small_letters_inside_are_known_where_they_are_listed():
    assert check_glossary("DoLS and DOLS are one.", ["DoLS"]).is_complete
    assert check_glossary("Ask McKay at LiveWell.", []).is_complete


def test_an_acronym_inside_a_term_is_listed():
    assert check_glossary("D2A works. SAC too.", ["Discharge to Assess (D2A)", "SAC Data"]).is_complete
    assert check_glossary("It works.", ["Discharge to Assess (D2A)"]).listed_not_used == ("D2A",)


def test_terms_without_an_acronym_are_no_concern():
    assert check_glossary("Nothing.", ["Ofsted", "Care Act 2014", "Section 11 Audit (statutory)"]).is_complete


def test_a_plain_word_in_capitals_is_not_an_acronym():
    assert check_glossary("TOTAL\nThe total is ten.", []).is_complete
    assert check_glossary("TOTAL\nThe sum is ten.", []).used_not_listed == ("TOTAL",)


def test_what_everybody_knows_and_what_has_two_letters_needs_no_entry():
    assert check_glossary("The NHS and Bath & NE Somerset.", []).is_complete
    assert check_glossary("The NHS.", [], everyday=frozenset()).used_not_listed == ("NHS",)
    assert check_glossary("In NE Somerset.", [], shortest=2).used_not_listed == ("NE",)


def test_a_look_alike_from_another_alphabet_is_read_as_the_letter_it_looks_like():
    cyrillic = "\u0421\u0420"

    assert check_glossary("The CP plan.", [cyrillic]).is_complete
    assert check_glossary("Nothing.", [cyrillic]).listed_not_used == ("CP",)


def test_uses_are_counted():
    assert acronyms_in("One SAB, two SABs, and B&NES.") == {"SAB": 2, "B&NES": 1}


@pytest.mark.skipif(not REFERENCE.exists(), reason="shared/reference is not here")
def test_the_printed_report():
    body, _, glossary = REFERENCE.read_text(encoding="utf-8").partition("\n11. Glossary")
    terms = [line.split("\t")[0] for line in glossary.splitlines() if "\t" in line and not line.startswith("Term\t")]

    checked = check_glossary(body, terms)

    fourteen = "CLA CMEO DAP DBS DSL FGM ICPC IRO KPI MAPPA NICE PBI PCC YOS"
    seventeen = "ACEs ADASS AMHP BIA BSW CAMHS CQC IDVA LPS MASH RAG SARI SCR SHEU SICC VAWG VRU"
    # Two that the list in the product notes lets pass. Both are used in the body and neither is in the glossary.
    two_more = {"CAFCASS", "CSP"}
    assert set(checked.used_not_listed) == {*fourteen.split(" "), *two_more}
    assert list(checked.listed_not_used) == seventeen.split(" ")
