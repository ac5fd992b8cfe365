"""Numbers typed in prose, where a reference to a figure belongs: a typed number is wrong as soon as the data changes.

Found are digits in running words, except where they are no figure of ours: years and periods, dates and times, numbers
of sections, Acts, chapters and the like, ages, levels and year groups, statutory time limits, telephone numbers.
"""

import re

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"

_NO_FIGURE = re.compile(
    "|".join(
        (
            # 2020-21, 2020/21, 2018 to 2021, 2021, 1989s are periods; so is Q4 and "quarter 4".
            r"\b(?:19|20)\d\d(?:[-/–](?:(?:19|20)\d\d|\d\d))?s?\b",
            r"\b(?:Q|quarter )[1-4]\b",
            # 31 March, March 31, 31/03/2021, 10am, 10:30.
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: (?:and|to) \d{{1,2}}(?:st|nd|rd|th)?)? {_MONTH}\b",
            rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b",
            r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
            r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]m\b",
            r"\b\d{1,2}:\d\d\b",
            # Section 42, sections 175 and 157, s.47, s47, Part 3, chapter 2, Regulation 44, paragraph 7.
            r"\b(?:sections?|parts?|chapters?|regulations?|articles?|schedules?|paragraphs?|principles?|priorit(?:y|ies)|"
            r"standards?|levels?|stages?|phases?|steps?|tiers?|years?|key stages?|groups?|appendix|appendices|annex|"
            r"figures?|tables?|categor(?:y|ies)|version|volume|no\.?|ss?\.?) ?\d+[A-Z]?(?:[./(]\d+\)?)*"
            r"(?:(?:,| and| or| to|-|/) ?\d+[A-Z]?(?:[./(]\d+\)?)*)*\b",
            # Ages: 16 and 17 year olds, aged 18 or over, under 18s, 0 to 25.
            r"\b(?:aged?|under|over|ages) \d+(?:s\b)?(?: ?(?:and|to|or|-|–) ?\d+)?\b",
            r"\b\d+(?: ?(?:and|to|or|-|–) ?\d+)?[- ]years?[- ]olds?\b",
            # Time limits set by law or procedure.
            r"\bwithin \d+ (?:working |calendar )?(?:hours?|days?|weeks?|months?)\b",
            r"\b\d+[- ](?:hour|day|week|month)\b",
            r"\b24/7\b|\b24 hours\b",
            # 999, 101, 0117 496 0000; M25, A4, C2C: COVID-19: letters with digits are names.
            r"\b(?:999|101|111|112)\b",
            r"\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b",
            r"\b[A-Za-z]+-?\d[\w-]*|\b\d+[A-Za-z]{1,3}\d[\w-]*",
        )
    ),
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.])[+\-−]?£?\d[\d,]*(?:\.\d+)?%?(?!\w)")


def typed_numbers(text: str) -> list[tuple[int, str]]:
    """Where in the text (counted from 0) a number is typed that may be a figure, and the number itself."""
    blanked = _NO_FIGURE.sub(lambda found: " " * len(found[0]), text)
    return [(found.start(), found[0].rstrip(",")) for found in _NUMBER.finditer(blanked)]
