"""What encrypting a value promises."""

import pytest

from safehold.access import vault


@pytest.fixture(autouse=True)
def _two_keys(settings):
    settings.FIELD_KEYS = {"2026": "the newest secret", "2024": "an older secret"}


def test_a_value_opens_where_it_belongs_and_looks_different_each_time():
    kept = [vault.encrypt("Zoë", code="people.name", uid="a") for _ in range(2)]

    assert [vault.decrypt(each, code="people.name", uid="a") for each in kept] == ["Zoë", "Zoë"]
    assert kept[0] != kept[1]


@pytest.mark.parametrize("place", [{"uid": "b"}, {"code": "people.address"}, {"code": "people.nam", "uid": "ea"}])
def test_a_value_moved_elsewhere_does_not_open(place):
    kept = vault.encrypt("Zoë", code="people.name", uid="a")

    with pytest.raises(vault.Unreadable):
        vault.decrypt(kept, **{"code": "people.name", "uid": "a", **place})


def test_an_altered_value_does_not_open():
    kept = vault.encrypt("Zoë", code="people.name", uid="a")
    altered = kept[:-3] + ("A" if kept[-3] != "A" else "B") + kept[-2:]

    with pytest.raises(vault.Unreadable):
        vault.decrypt(altered, code="people.name", uid="a")


def test_an_older_key_still_opens_and_is_known_to_be_old(settings):
    settings.FIELD_KEYS = {"2024": "an older secret"}
    kept = vault.encrypt("Zoë", code="people.name", uid="a")
    settings.FIELD_KEYS = {"2026": "the newest secret", "2024": "an older secret"}

    assert vault.decrypt(kept, code="people.name", uid="a") == "Zoë"
    assert not vault.is_newest(kept)
    assert vault.is_newest(vault.encrypt("Zoë", code="people.name", uid="a"))


@pytest.mark.parametrize("kept", ["", "2026:", "1999:abcd", "2026:not base64!", "no colon"])
def test_what_was_never_encrypted_does_not_open(kept):
    with pytest.raises(vault.Unreadable):
        vault.decrypt(kept, code="people.name", uid="a")


def test_a_lost_key_is_a_lost_value(settings):
    kept = vault.encrypt("Zoë", code="people.name", uid="a")
    settings.FIELD_KEYS = {"2027": "a third secret"}

    with pytest.raises(vault.Unreadable, match="no key '2026'"):
        vault.decrypt(kept, code="people.name", uid="a")
