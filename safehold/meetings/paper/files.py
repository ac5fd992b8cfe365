"""Setting a paper of a meeting as a PDF, and writing it for Word, as every sheet is."""

from safehold.printing.setting import set_pdf, write_word

__all__ = ["set_pdf", "write_word"]
