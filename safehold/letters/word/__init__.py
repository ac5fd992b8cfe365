"""Word files, read and written with the standard library alone: what is safe, which fields there are, filling them, changing
words, and the plain blocks that a PDF is set from. Nothing here asks who may see what.

ECMA-376, part 1, is the standard; its section numbers stand in the comments.
"""
