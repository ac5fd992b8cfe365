"""P10: an annual report of some 40 pages, 30 charts and 24 tables as a tagged PDF, the whole command.

The same words, numbers and tables go through our own document (``ours``), and through what an analyst would write by
hand around vl-convert with Typst alone (``by_typst``) and with WeasyPrint alone (``by_weasyprint``). Each is a fresh
process and ends with a PDF/UA-1 file. Ours does more in that time: it reads Markdown, resolves each figure, puts a table
under each chart and prints, at the end, how each figure was made.
"""
