"""Files before they are documents: what a file really is, whether it is safe, and where its bytes are kept.

``examine`` is the only way to an ``Examined``, and an ``Examined`` is the only thing a document can be made from: what
was not sniffed, measured and scanned cannot be attached to anything.
"""

from safehold.records.files.keeping import Damaged, Examined, examine, read
from safehold.records.files.kinds import KINDS, SUFFIXES, Kind, Unwelcome
from safehold.records.files.scanner import Infected, NotScanned

__all__ = ["KINDS", "SUFFIXES", "Damaged", "Examined", "Infected", "Kind", "NotScanned", "Unwelcome", "examine", "read"]
