"""Whether a password is good enough, in our words. The rules themselves are the settings'."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from safehold.access.models import User

HINT = "At least 12 characters. Three random words make a good password."
SAID = {
    "password_too_short": "Password must be 12 characters or more",
    "password_too_common": "Choose a password that is harder to guess",
    "password_too_similar": "Password must not be like your name or email address",
}


def check(password: str, user: User | None) -> str:
    """The password, where it is good enough for ``user``; else ``ValidationError`` saying everything that is wrong."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        said = [ValidationError(SAID.get(str(fault.code), fault.message), fault.code) for fault in weak.error_list]
        raise ValidationError(said) from weak
    return password
