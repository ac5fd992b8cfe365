import json

import pytest

from safehold.publications.document.serial import from_json, to_json


def test_a_stored_document_is_read_again_as_the_same(document):
    assert from_json(to_json(document)) == document


def test_equal_documents_are_stored_as_equal_text(document):
    assert to_json(from_json(to_json(document))) == to_json(document)


def test_the_stored_text_is_plain_json_with_a_version(document):
    assert json.loads(to_json(document))["version"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version":1,"document":{}}',
        '{"version":1,"document":{"is":"Text","text":"x"}}',
        '{"version":1,"document":{"is":"os.system"}}',
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r"stored document|Expecting value"):
        from_json(text)


def test_a_later_version_is_refused_by_its_number(document):
    with pytest.raises(ValueError, match="stored as version 2"):
        from_json(to_json(document).replace('"version":1', '"version":2', 1))
