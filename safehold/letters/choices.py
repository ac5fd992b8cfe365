"""The answers that pages and rows of letters share."""

from django.db.models import TextChoices


class How(TextChoices):
    """How a letter reached whom it is for."""

    HERE = "here", "To be read here, behind sign-in"
    POST = "post", "By post"
    HAND = "hand", "By hand"
    SECURE = "secure", "By secure e-mail"


class Reason(TextChoices):
    """Why a passage was removed, as its mark says it to whoever reads the copy."""

    THIRD_PARTY = "third_party", "information about somebody else"
    PERSONAL = "personal", "personal data"
    HEALTH = "health", "health information"
    PRIVILEGED = "privileged", "legally privileged"
    SAFETY = "safety", "risk of harm to somebody"
    INQUIRY = "inquiry", "a police investigation or court case"
    CONFIDENCE = "confidence", "given in confidence"
