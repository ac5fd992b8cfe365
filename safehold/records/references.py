"""References of records: short enough to say on the telephone, and telling nothing."""

import secrets

# no letter or figure that is taken for another, and no vowels, so that no word appears
LETTERS = "23456789CFGHJKMPQRVWX"


def random(prefix: str) -> str:
    """A new reference, like ``LADO-7H3K-9QXM``: no gap between two of them says that there is a third.

    There are over 30,000 million of each prefix; a ``unique`` field refuses the one in a lifetime that was given before.
    """
    four, more = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(2))
    return f"{prefix}-{four}-{more}"
