"""Paper: how a PDF is set and how a Word file is made, whatever stands in it. Words are data, and never source.

``pdf.compiled`` sets a hand-written Typst template from plain JSON. ``word.converted`` makes a Word file of our own HTML
through pandoc in its sandbox, in the styles of ``reference``.
"""
