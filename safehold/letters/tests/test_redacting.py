"""Copies with passages removed: the words are gone from the bytes, a mark says why, and a second person looked."""

import io

import pikepdf
import pytest
from docx import Document as Word

from safehold.access.policy import Refused
from safehold.letters import actions, queries, redaction
from safehold.letters.models import Reason, RedactedCopy, Removal
from safehold.letters.redaction import Gone
from safehold.letters.tests.documents import changed, saved, text_of, whole, word
from safehold.letters.tests.factories import GONE, TOLD, copy, document, finish, finished, manager, redactor, same
from safehold.letters.tests.looking import everything_in, words_on
from safehold.records.lifecycle import Changed
from safehold.records.models import Document

pytestmark = pytest.mark.django_db


# --- the words are gone ---


def test_what_was_removed_is_nowhere_in_the_files():
    by = redactor()
    of = document(by)
    made = finished(by, of=of)

    pdf, docx = everything_in(bytes(made.pdf.content)), whole(bytes(made.docx.content)).decode("latin-1")
    for gone in ("Ada", "Brook", "Sam"):
        assert gone not in pdf
        assert gone not in docx
    # the control: what stays is found by the same look, and what was removed would be in a file that had it
    assert "the school on 3 March" in words_on_all(made)
    assert "the school on 3 March" in text_of(bytes(made.docx.content))
    assert "Ada Brook" in whole(bytes(open_original(of))).decode("latin-1")


def open_original(of: Document) -> bytes:
    from safehold.records import files

    return files.read(of.sha256)


def words_on_all(made: RedactedCopy) -> str:
    with pikepdf.open(io.BytesIO(bytes(made.pdf.content))) as opened:
        return "".join(words_on(page) for page in opened.pages)


def test_the_look_for_hidden_words_finds_them_where_nothing_was_removed():
    by = redactor()
    made = copy(by)
    actions.remove(made, by=by, words="Kendal", reason=Reason.SAFETY)
    finish(made, by=by)

    pdf = everything_in(bytes(same(made).pdf.content))
    assert "Ada Brook" in pdf
    assert "Kendal" not in pdf


def test_a_visible_mark_says_why_and_is_the_same_length_whatever_it_replaces():
    by = redactor()
    made = finished(by)

    said = text_of(bytes(made.docx.content))
    assert said.count("[Removed: personal data]") == 2
    assert "[Removed: information about somebody else]" in said
    assert "[Removed: personal data]" in words_on_all(made)
    short, long = (redaction.pieces(words, [Gone(0, 0, len(words), "personal data")]) for words in ("Al", "x" * 400))
    assert short == long


def test_nothing_of_the_original_file_is_carried_over():
    by = redactor()
    original = Word()
    original.core_properties.author = "Ada Brook"
    original.core_properties.comments = "Ada Brook"
    original.add_paragraph("The duty desk was rung.")
    original.sections[0].header.paragraphs[0].text = "Ada Brook"
    earlier = '<w:del w:id="1" w:author="x"><w:r><w:delText>Ada Brook</w:delText></w:r></w:del><w:r>'
    content = changed(saved(original), "word/document.xml", "<w:r>", earlier)
    made = copy(by, document(by, content=content))
    actions.remove(made, by=by, words="duty desk", reason=Reason.SAFETY)
    finish(made, by=by)
    made = same(made)

    assert "Ada Brook" in whole(content).decode("latin-1")
    assert "Ada Brook" not in whole(bytes(made.docx.content)).decode("latin-1")
    assert "Ada Brook" not in everything_in(bytes(made.pdf.content))


def test_what_was_removed_is_not_in_the_rows_of_the_copy_either():
    by = redactor()
    made = finished(by)

    rows = [RedactedCopy.objects.filter(pk=made.pk).values().get(), *Removal.objects.values()]
    assert "Ada" not in str(rows)
    assert "Brook" not in str(rows)


def test_a_table_keeps_its_cells():
    by = redactor()
    content = word("Calls", table=[("Day", "Who rang"), ("3 March", "Ada Brook")])
    made = copy(by, document(by, content=content))
    actions.remove(made, by=by, words="Ada Brook", reason=Reason.PERSONAL)
    finish(made, by=by)

    table = Word(io.BytesIO(bytes(same(made).docx.content))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Day", "Who rang"],
        ["3 March", "[Removed: personal data]"],
    ]


# --- removing ---


def test_words_are_removed_wherever_they_stand_and_never_inside_a_longer_word():
    by = redactor()
    made = copy(by, document(by, "Ann said so.", "Annual report. ANN\nagreed.", "The annexe"))

    removed = actions.remove(made, by=by, words="ann", reason=Reason.PERSONAL)

    assert [(each.paragraph, each.begins, each.ends) for each in removed] == [(0, 0, 3), (1, 15, 18)]


@pytest.mark.parametrize(
    ("stands", "typed"),
    [
        ("O’Neill", "O'Neill"),
        ("O'Neill", "O’Neill"),
        ("Ann‑Marie", "Ann-Marie"),
        ("Bro\u00adok", "Brook"),
        ("Br\u200book", "Brook"),
        ("Jose\u0301", "José"),
        ("José", "Jose\u0301"),
        ("Ada\u00a0Brook", "Ada Brook"),
    ],
)
def test_a_name_is_found_however_word_wrote_its_marks(stands, typed):
    words = f"We saw {stands}, and told {stands}’s sister."
    found = [words[begins:ends] for begins, ends in redaction.occurrences(words, typed)]

    assert found == [stands, stands]
    left = [Gone(0, 7, 7 + len(stands), "personal data")]
    assert redaction.standing([words, "Nobody else."], left) == [0]


def test_a_whole_paragraph_can_be_removed_and_put_back():
    by = redactor()
    made = copy(by)
    removal = actions.remove(made, by=by, paragraph=2, reason=Reason.PRIVILEGED)[0]
    assert (removal.begins, removal.ends) == (0, len(TOLD[1]))

    actions.put_back(made, by=by, removal=removal)

    assert queries.removals_of(made) == []
    assert Removal.objects.get().put_back_by == by.user


@pytest.mark.parametrize(
    ("asked_for", "why"),
    [
        ({"words": "Zed"}, "do not stand in what is copied"),
        ({"words": "Ada", "paragraph": 2}, "do not stand in paragraph 2"),
        ({"paragraph": 9}, "There is no paragraph 9. The last is 3"),
        ({}, "Enter the words, or the number of a paragraph"),
        ({"words": "Ada", "reason": "because"}, "Select why this is removed"),
    ],
)
def test_a_passage_that_is_not_there_is_refused_in_a_sentence(asked_for, why):
    by = redactor()
    made = copy(by)

    with pytest.raises(Refused, match=why):
        actions.remove(made, by=by, **({"reason": Reason.PERSONAL} | asked_for))


def test_what_is_removed_is_not_removed_twice():
    by = redactor()
    made = copy(by)
    actions.remove(made, by=by, words="Ada Brook", reason=Reason.PERSONAL)

    with pytest.raises(Refused, match="This is removed already"):
        actions.remove(made, by=by, words="Ada", reason=Reason.HEALTH)


def test_words_removed_in_one_place_that_stand_in_another_stop_it_until_somebody_says_that_they_may():
    by = redactor()
    made = copy(by)
    actions.remove(made, by=by, words="Ada Brook", paragraph=1, reason=Reason.PERSONAL)

    with pytest.raises(Refused, match="stand elsewhere still, in paragraph 3"):
        finish(made, by=by)
    finish(made, by=by, may_stand=True)
    assert same(made).status == "finished"


@pytest.mark.parametrize(
    ("title", "fits"),
    [
        ("What ADA  BROOK told the school", False),
        ("What Sam said", False),
        ("What Samuel said", True),
        ("Statement for the family", True),
    ],
)
def test_what_was_removed_does_not_stand_in_what_the_copy_is_called(title, fits):
    by = redactor()
    made = copy(by, title=title)
    for words, reason in GONE:
        actions.remove(made, by=by, words=words, reason=reason)

    if fits:
        assert finish(made, by=by).status == "finished"
        return
    with pytest.raises(Refused, match="What the copy is called holds words that were removed from it"):
        finish(made, by=by, may_stand=True)
    assert same(made).status == "draft"


def test_a_copy_from_which_nothing_is_removed_is_none():
    by = redactor()

    with pytest.raises(Refused, match="Nothing is removed yet"):
        finish(copy(by), by=by)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("scan.pdf", "not removed from a PDF here.*Open it in Word.*Pages that are pictures are typed out first"),
        ("list.csv", "Passages can be removed from Word documents and plain text"),
    ],
)
def test_what_cannot_be_read_word_by_word_is_refused_with_what_to_do(name, why):
    by = redactor()
    content = b"%PDF-1.7\n" if name.endswith("pdf") else b"a,b\n1,2\n"

    with pytest.raises(Refused, match=why):
        copy(by, document(by, name=name, content=content))


def test_a_passage_put_back_meanwhile_stops_whoever_finishes_the_copy_as_they_saw_it():
    by, other = redactor(), manager()
    made = copy(by)
    for words, reason in GONE:
        removal = actions.remove(made, by=by, words=words, reason=reason)[0]
    shown, theirs = same(made), same(made)
    actions.put_back(theirs, by=other, removal=removal)

    with pytest.raises(Changed):
        finish(shown, by=by, may_stand=True)
    assert same(made).status == "draft"


def test_a_passage_is_not_put_back_into_what_was_finished_meanwhile():
    by, other = redactor(), manager()
    made = copy(by)
    for words, reason in GONE:
        removal = actions.remove(made, by=by, words=words, reason=reason)[0]
    shown = same(made)
    finish(same(made), by=by)

    with pytest.raises(Changed):
        actions.put_back(shown, by=other, removal=removal)
    assert not Removal.objects.exclude(put_back_on=None).exists()
