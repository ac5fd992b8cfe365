"""One document, three outputs: words in Markdown with references to data become a web page, a tagged PDF and Word.

``parse_document`` reads the words, ``resolve`` fills in figures, tables and charts through a ``Resolver``, and the
writers ``html.page``, ``pdf.write`` and ``word.write`` print the same resolved document. ``serial`` stores it.
"""
