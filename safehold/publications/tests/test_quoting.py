"""Somebody's words in a report: put in when it is drawn, gone from every draft when they are withdrawn, kept once published."""

import io
import zipfile

import pytest
from django.urls import reverse

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.publications import actions, queries
from safehold.publications.document import html, word
from safehold.publications.document.blocks import Quote, plain_text
from safehold.publications.document.origins import quotes_of
from safehold.publications.document.serial import from_json
from safehold.publications.models import AcceptedFinding, Kind, Profile
from safehold.publications.quoting import quoted_in
from safehold.publications.readiness import fingerprint
from safehold.publications.tests.factories import DAY, report, taken_in
from safehold.publications.tests.pages import at
from safehold.records.tests.promises import ask_and_answer, browser
from safehold.voice import actions as voices
from safehold.voice.models import Use
from safehold.voice.tests.factories import agree, agreed, gatherer, voice

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def heard():
    return agreed(Use.REPORT, Use.GROUP, shown_as="Bird")


@pytest.fixture
def draft(manager, heard):
    taken_in(manager)
    words = f"People told us this.\n\n{{{{ quote {heard.reference} }}}}\n\nWe listened."
    return report(manager, words, profile=Profile.INTERNAL)


def quotes(made) -> list[str]:
    return [
        " ".join(plain_text(each.children) for each in block.children)
        for section in made.document.sections
        for block in section.blocks
        if isinstance(block, Quote)
    ]


def in_word(made) -> str:
    with zipfile.ZipFile(io.BytesIO(word.write(made.document, {}))) as inside:
        return inside.read("word/document.xml").decode()


def made_now(draft):
    return queries.made(draft, on=DAY)


def test_a_quote_is_put_in_with_whose_it_is(draft):
    made = made_now(draft)

    assert quotes(made) == ["I told it six times. Every time there was a new face. Bird"]
    assert made.errors == []
    assert "six times" in html.page(made.document, {})


def test_without_a_name_only_what_they_are_is_said(manager):
    heard = agreed(Use.REPORT)
    taken_in(manager)

    assert quotes(made_now(report(manager, f"{{{{ quote {heard.reference} }}}}")))[0].endswith("A parent")


def test_a_withdrawn_voice_leaves_every_draft_and_stops_it(manager, draft, heard):
    assert quotes(made_now(draft))
    assert "six times" in in_word(made_now(draft))

    voices.withdraw(heard, by=gatherer())

    made = made_now(draft)
    assert quotes(made) == []
    assert "six times" not in html.page(made.document, {})
    assert "six times" not in in_word(made)
    assert [each.message for each in made.errors] == [
        f"There is no consent to quote {heard.reference} in a report. Take the quote out."
    ]
    with pytest.raises(Refused, match="Mend what the check page lists first"):
        actions.submit(draft, by=manager, made=made)


def test_one_that_is_withdrawn_between_approval_and_publishing_is_not_published(manager, draft, heard):
    """Also where the report was drawn before the words were withdrawn, and the act that publishes it began after."""
    made = made_now(draft)
    actions.submit(draft, by=manager, made=made)
    voices.withdraw(heard, by=gatherer())
    chair, files = actor(Role.INDEPENDENT_CHAIR), {Kind.CSV: b"figures"}

    with pytest.raises(Refused, match=f"no consent to quote {heard.reference}"):
        actions.publish(draft, by=chair, made=made, files=files, read=fingerprint(made.document))
    with pytest.raises(Refused, match="it has errors now"):
        actions.publish(draft, by=chair, made=made_now(draft), files=files, read="read")

    draft.refresh_from_db()
    assert draft.frozen is None


def test_words_that_read_otherwise_than_when_the_report_was_drawn_are_not_published(manager, draft, heard):
    made = made_now(draft)
    actions.submit(draft, by=manager, made=made)
    type(heard).objects.filter(pk=heard.pk).update(words="I told it seven times.")

    with pytest.raises(Refused, match=f"words of {heard.reference} are no longer those that you read"):
        actions.publish(draft, by=actor(Role.INDEPENDENT_CHAIR), made=made, files={}, read=fingerprint(made.document))


def test_what_is_published_keeps_its_copy_and_is_listed_as_such(manager, draft, heard):
    actions.submit(draft, by=manager, made=made_now(draft))
    made = made_now(draft)
    read = fingerprint(made.document)
    actions.publish(draft, by=actor(Role.INDEPENDENT_CHAIR), made=made, files={Kind.CSV: b"figures"}, read=read)
    voices.withdraw(heard, by=gatherer())
    agree(heard, Use.GROUP, by=manager, from_on=DAY)

    draft.refresh_from_db()
    assert "six times" in draft.frozen
    assert any(isinstance(block, Quote) for section in from_json(draft.frozen).sections for block in section.blocks)
    assert [(title, on) for _, title, on in quoted_in(heard.reference)] == [("Annual report, 2020-21", DAY)]
    web = browser(manager)
    assert "Already published: cannot be recalled" in web.get(heard.get_absolute_url()).text
    told = reverse("voice:told", args=[heard.uid, draft.entry.uid])
    ask_and_answer(web, told, whom="The person, by their advocate", told_on=DAY)
    assert "Told: The person, by their advocate, 30 April 2021" in web.get(heard.get_absolute_url()).text


def test_nobody_is_told_of_what_was_not_published(manager, draft, heard):
    with pytest.raises(Refused, match="The words stand in no such published report"):
        voices.told(heard, by=manager, entry=draft.entry, whom="Them", told_on=DAY)
    address = reverse("voice:told", args=[heard.uid, draft.entry.uid])
    assert browser(manager).get(address).status_code == 404


def test_the_page_of_a_voice_lists_drafts_and_names_those_alone_that_its_reader_sees(manager, draft, heard):
    assert "Annual report, 2020-21" in browser(manager).get(heard.get_absolute_url()).text
    voices.withdraw(heard, by=manager)
    agree(heard, Use.GROUP, by=gatherer_of(heard), from_on=DAY)
    assert "the words have left it" in browser(manager).get(heard.get_absolute_url()).text


def gatherer_of(made):
    from safehold.access.actor import Actor

    return Actor.of(made.gathered_by.memberships.get(), on=DAY)


@pytest.mark.parametrize("reference", ["SAID-0000-0000", "said-nothing"])
def test_a_reference_that_is_none_is_a_problem_and_suggests_no_other(manager, heard, reference):
    taken_in(manager)
    made = made_now(report(manager, f"{{{{ quote {reference} }}}}"))

    assert len(made.errors) == 1
    assert heard.reference not in made.errors[0].message


def test_what_can_be_quoted_is_found_by_nobody_who_looks_for_what_to_insert(manager, draft, heard):
    shown = browser(manager).get(at("write", draft, 1)).text

    assert "six times" not in shown
    resolver = queries.resolver(draft, on=DAY)
    assert list(resolver.names("quote")) == []


def test_words_that_look_like_a_reference_put_nothing_in(manager, heard):
    """What somebody said is words: braces in it, or markup, stay what they are."""
    odd = agreed(Use.REPORT)
    type(odd).objects.filter(pk=odd.pk).update(words="{{ quote X }} <b>& # not a heading")
    taken_in(manager)

    made = made_now(report(manager, f"{{{{ quote {odd.reference} }}}}"))

    assert "<b>&" in quotes(made)[0]
    assert "&lt;b&gt;" in html.page(made.document, {})


@pytest.mark.parametrize(
    "typed",
    ["{{{{ quote  {} }}}}", '{{{{ quote "{}" }}}}', "{{{{quote {}}}}}", "- {{{{ quote {} }}}}", "> {{{{ quote {} }}}}"],
)
def test_a_draft_that_quotes_is_listed_however_the_reference_is_typed(manager, heard, typed):
    taken_in(manager)
    for reference in (heard.reference, heard.reference.lower()):
        draft = report(manager, typed.format(reference), profile=Profile.INTERNAL)

        assert len(quotes_of(made_now(draft).document)) == 1
        assert quoted_in(heard.reference)[-1] == (draft.entry, "Annual report, 2020-21", None)


def test_a_report_that_names_a_reference_and_puts_nothing_in_does_not_quote_it(manager, heard):
    taken_in(manager)
    report(manager, f"We do not quote {heard.reference} here.", profile=Profile.INTERNAL)

    assert quoted_in(heard.reference) == []


def test_a_published_report_quotes_what_was_frozen_with_it(manager, draft, heard):
    made = made_now(draft)
    actions.submit(draft, by=manager, made=made)
    actions.publish(draft, by=actor(Role.INDEPENDENT_CHAIR), made=made, files={}, read=fingerprint(made.document))
    draft.sections.update(words="Somebody changed the row.")

    assert quoted_in(heard.reference) == [(draft.entry, "Annual report, 2020-21", DAY)]


# --- what the checks find in somebody's words ---


def quoted_report(manager, words, **facts):
    by = gatherer()
    said = voice(by, words=words)
    agree(said, Use.REPORT)
    taken_in(manager)
    return report(manager, f"People told us.\n\n{{{{ quote {said.reference} }}}}", **facts), said, by


def test_a_small_number_in_somebodys_words_stops_a_report_for_the_public(manager):
    draft, *_ = quoted_report(manager, "There are three children in the house.", profile=Profile.PUBLIC)
    (finding,) = made_now(draft).failing
    assert finding.how == "‘three children’ counts fewer than 5 people."

    actions.accept_finding(draft, by=manager, finding=finding, why="They asked for it")
    assert made_now(draft).failing == []


def test_a_report_for_the_partnership_alone_is_not_stopped_by_one(manager):
    draft, *_ = quoted_report(manager, "There are three children in the house.", profile=Profile.INTERNAL)

    assert made_now(draft).failing == []


def test_what_a_writer_types_as_a_quotation_is_nobodys_words(manager):
    taken_in(manager)

    assert made_now(report(manager, "> There are three children in the house.")).failing == []


@pytest.mark.parametrize(
    "words",
    [
        "There are three children behind my door.",
        "I counted at my door. 8 + 8 is 15 of them, behind my door.",
        "They said it fell by 10% from 100 to 110 at my door.",
        "Nobody came to my door in 2020-22.",
    ],
)
def test_what_was_accepted_keeps_nothing_of_somebodys_words(manager, words):
    draft, said, by = quoted_report(manager, words, profile=Profile.PUBLIC)
    for finding in made_now(draft).checked.findings.findings:
        assert finding.quoted
    for finding in made_now(draft).failing:
        accepted = actions.accept_finding(draft, by=manager, finding=finding, why="They asked for it")
        assert accepted.finding.startswith("In somebody’s own words, which this does not repeat. The rule: ")
    voices.withdraw(said, by=by)

    kept = str(list(AcceptedFinding.objects.values()))
    assert "my door" not in kept
    assert "three children" not in kept
    for accepted in AcceptedFinding.objects.all():
        page = browser(manager).get(reverse("publications:take_back", args=[draft.entry.uid, accepted.pk])).text
        assert "my door" not in page
