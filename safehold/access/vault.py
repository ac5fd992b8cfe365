"""Encrypting single values, so that whoever reads the database or a backup without the keys reads nothing.

AES-256-GCM under the newest of ``FIELD_KEYS``; the rest still decrypt. A value is bound to where it belongs: a constant
``code`` for what it is and the ``uid`` of what it is about, so that it opens nowhere else. Kept as text:
``key-id:nonce-and-ciphertext``, the second part in URL-safe base64.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes, as NIST SP 800-38D recommends for GCM


class Unreadable(Exception):  # noqa: N818  what the value is, not what went wrong in the code
    """The value was made under a key that is gone, belongs to something else, or was altered."""


def encrypt(words: str, *, code: str, uid: object = "") -> str:
    """``words`` as they may be kept. ``code`` says what they are (``people.name``) and ``uid`` whose."""
    key_id = newest_key()
    nonce = secrets.token_bytes(NONCE)
    sealed = _cipher(settings.FIELD_KEYS[key_id]).encrypt(nonce, words.encode(), _bound(code, uid))
    return f"{key_id}:{urlsafe_b64encode(nonce + sealed).decode()}"


def decrypt(kept: str, *, code: str, uid: object = "") -> str:
    """The words that ``encrypt`` was given, for the same ``code`` and ``uid``. Raises ``Unreadable``."""
    key_id, _, rest = kept.partition(":")
    secret = settings.FIELD_KEYS.get(key_id)
    if secret is None:
        raise Unreadable(f"There is no key {key_id!r}")
    try:
        raw = urlsafe_b64decode(rest)
        return _cipher(secret).decrypt(raw[:NONCE], raw[NONCE:], _bound(code, uid)).decode()
    except (InvalidTag, ValueError) as fault:
        raise Unreadable("The value was altered or belongs to something else") from fault


def is_newest(kept: str) -> bool:
    """Whether ``kept`` is under the key that encrypts now; where not, rotation encrypts it again."""
    return kept.startswith(f"{newest_key()}:")


def renewed(kept: str, *, code: str, uid: object = "") -> str:
    """The same words under the newest key. Raises ``Unreadable`` where the key they are under is gone."""
    return kept if is_newest(kept) else encrypt(decrypt(kept, code=code, uid=uid), code=code, uid=uid)


def newest_key() -> str:
    """The name of the key that encrypts now."""
    return next(iter(settings.FIELD_KEYS))


def _bound(code: str, uid: object) -> bytes:
    return f"{code}\x00{uid}".encode()


@lru_cache(maxsize=16)
def _cipher(secret: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), length=32, salt=None, info=b"safehold field").derive(secret.encode()))
