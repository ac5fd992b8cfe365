"""Writing a section on its page: what the preview and the picker show, and that nothing typed is lost."""

import pytest

from safehold.publications import actions
from safehold.publications.models import Publication
from safehold.publications.tests.factories import FAILING, FIGURES, WORDS, report, taken_in
from safehold.publications.tests.pages import at, text
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


def test_preview_shows_the_section_as_typed_with_the_findings_at_their_place_and_saves_nothing(manager, draft):
    typed = "## Contacts\n\nThere were {{ figure lado.contacts }} contacts.\n\n" + FAILING + "\nAfter it.\n"
    page = text(browser(manager).post(at("write", draft, 2), {"words": typed, "preview": "yes"}))

    assert draft.sections.get(number=2).words == FAILING
    assert page.index(">Contacts<") < page.index("12 cannot lie inside 11.") < page.index("<p>After it.</p>")
    assert 'href="/figures/lado.contacts/"' in page
    assert "{{ figure lado.contacts }} contacts." in page  # still in the box


def test_typed_arithmetic_that_is_wrong_is_told_after_its_own_paragraph(manager, draft):
    typed = "It began.\n\nBy source 8 + 8 + 4 is 23.\n\nAfter it.\n"
    page = text(browser(manager).post(at("write", draft, 1), {"words": typed, "preview": "yes"}))

    assert page.index("<p>By source") < page.index("8 + 8 + 4 is 20, not 23") < page.index("<p>After it.</p>")


def test_preview_says_what_is_to_be_put_right_with_its_line(manager, draft):
    page = text(
        browser(manager).post(at("write", draft, 2), {"words": "A\n\n{{ figure lado.contact }}", "preview": "yes"})
    )

    assert "Line 3: There is no figure called lado.contact. Did you mean lado.contacts?" in page


def test_preview_of_words_that_cannot_be_read_says_why_and_keeps_them(manager, draft):
    page = text(browser(manager).post(at("write", draft, 2), {"words": "{{ figgure x }}", "preview": "yes"}))

    assert "cannot be inserted" in page
    assert "{{ figgure x }}" in page


def test_a_tables_finding_stands_after_the_table(manager, draft):
    words = "{{ table lado-sectors }}\n\nAfter it.\n"
    page = text(browser(manager).post(at("write", draft, 1), {"words": words, "preview": "yes"}))

    assert page.index("</table>") < page.index("12 cannot lie inside 11.") < page.index("<p>After it.</p>")


def test_the_picker_finds_by_words_and_puts_the_reference_where_it_was_asked_for(manager, draft):
    client = browser(manager)
    typed = {"words": "First.\n\nSecond.\n"}

    page = text(client.post(at("write", draft, 2), typed | {"find": "contacts with", "look": "yes"}))
    assert "Figure: Contacts with the LADO" in page
    assert "200, 2020-21" in page
    assert "After “First.”" in page

    found = {"find": "contacts with", "insert": "{{ figure lado.contacts }}", "after": "1", "put": "yes"}
    page = text(client.post(at("write", draft, 2), typed | found))
    assert "First. {{ figure lado.contacts }}&#10;&#10;Second." in page
    assert draft.sections.get(number=2).words == FAILING


def picked(manager, draft, find):
    return text(browser(manager).post(at("write", draft, 2), {"words": "", "find": find, "look": "yes"}))


def test_the_picker_offers_no_figure_that_cannot_be_printed_for_the_reports_year(manager, draft):
    assert 'value="{{ figure lado.threshold.social_care }}"' in picked(manager, draft, "lado.threshold.social_care")

    page = picked(manager, draft, "lado.threshold.foster_carers")

    assert "{{ figure lado.threshold.foster_carers }}" not in page
    assert "Nothing is called" in page


def test_the_picker_tells_two_of_one_name_apart_by_their_units(manager, draft):
    page = picked(manager, draft, "change in contacts")

    assert "Figure: Change in contacts with the LADO (contacts)" in page
    assert "Figure: Change in contacts with the LADO (per cent)" in page


def test_the_picker_tells_apart_what_differs_in_place_too(manager):
    taken_in(manager, FIGURES + FIGURES.replace("Here,200,", "The force,900,").replace(",Here,", ",Elsewhere,"))
    draft = report(manager, WORDS, "Second.")
    Publication.objects.update(wider_geography="The force")

    page = picked(manager, draft, "lado.contacts")

    assert "Figure: Contacts with the LADO (Here)" in page
    assert "Figure: Contacts with the LADO (The force)" in page
    assert 'value="{{ figure lado.contacts geography=&#34;The force&#34; }}"' in page
    assert "900, 2020-21, The force" in page


def test_the_picker_says_of_a_chart_that_it_has_nothing_to_show(manager, draft):
    page = picked(manager, draft, "referrals by month")

    assert "Nothing to show yet · {{ chart referrals-by-month }}" in page
    assert "Nothing to show yet" not in picked(manager, draft, "lado suitability")


@pytest.mark.parametrize(
    ("find", "reference"),
    [
        ("lado five", "{{ table lado-five-years }}"),
        ("lado by year", "{{ chart lado-by-year }}"),
        ("subgroups", "{{ list subgroups }}"),
        ("glossary", "{{ glossary }}"),
        ("structure", "{{ diagram structure }}"),
    ],
)
def test_the_picker_finds_tables_charts_and_lists_too(manager, draft, find, reference):
    page = text(browser(manager).post(at("write", draft, 2), {"words": "", "find": find, "look": "yes"}))

    assert f'value="{reference}"' in page


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"look": "yes", "find": " "}, "Enter part of the name of what to insert"),
        ({"look": "yes", "find": "no such thing"}, "Nothing is called “no such thing”"),
        ({"put": "yes", "find": "contacts"}, "Select what to insert"),
        ({"put": "yes", "find": "contacts", "insert": "{{ anything }}"}, "Select what to insert"),
    ],
)
def test_the_picker_says_what_is_missing_and_keeps_the_words(manager, draft, posted, said):
    page = text(browser(manager).post(at("write", draft, 2), {"words": "My words"} | posted))

    assert said in page
    assert "My words" in page


def test_saving_does_not_mind_the_picker(manager, draft):
    sent = {"words": "New words.", "find": "contacts", "insert": "{{ figure lado.contacts }}", "after": "1"}

    assert browser(manager).post(at("write", draft, 2), sent).status_code == 302
    assert draft.sections.get(number=2).words == "New words."


def test_what_a_section_said_before_is_shown_line_by_line(manager, draft):
    section = draft.sections.get(number=1)
    actions.write(section, by=manager, words="Other words.")

    page = text(browser(manager).get(at("earlier", draft, 1)))

    assert "<ins>Other words.</ins>" in page
    assert "<del>{{ table lado-suitability }}</del>" in page
