"""What leaves on paper: minutes as PDF and Word, and the papers of a meeting as one PDF, each made for one reader.

``sheets`` says in plain blocks what stands on them; ``files`` sets those blocks. Nothing here asks who may see what: it is
given what its reader was found to see, and no more.
"""
